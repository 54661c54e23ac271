/**
 * What is asked for: credential profiles, each the scopes it is known by and the query behind them. Owns the ready-made profiles and
 * how an operator's are written; does not decide whether an answer may be believed, nor who may ask.
 */
@ApplicationModule(allowedDependencies = "configuration")
@NullMarked
package dev.verifier.server.profile;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
