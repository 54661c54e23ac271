/**
 * What a person sees in the browser. Owns the pages, their words in every language, their look, and the headers they are sent with;
 * knows no login and decides nothing: records in, HTML out.
 */
@ApplicationModule(allowedDependencies = {"configuration"})
@NullMarked
package dev.verifier.server.page;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
