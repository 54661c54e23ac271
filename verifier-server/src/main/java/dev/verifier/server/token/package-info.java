/**
 * What a verified credential becomes in a token. Owns claims, and the answer to whether a token of ours is still good; does not
 * decide whether a credential may be believed.
 */
@ApplicationModule(
        allowedDependencies = {"audit", "client", "compatibility", "configuration", "dpop", "error", "key", "profile"})
@NullMarked
package dev.verifier.server.token;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
