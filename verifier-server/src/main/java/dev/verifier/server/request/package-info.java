/**
 * Where the parameters of an authorization request come from: the query, a request object (RFC 9101) that is sent or fetched, or a
 * request that was pushed (RFC 9126). Owns reading, fetching and keeping them; does not know what they mean, nor how somebody signs in.
 */
@ApplicationModule(
        allowedDependencies = {"client", "compatibility", "configuration", "error", "expiry", "key", "outbound"})
@NullMarked
package dev.verifier.server.request;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
