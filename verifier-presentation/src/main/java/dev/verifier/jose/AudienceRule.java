package dev.verifier.jose;

import dev.verifier.rejection.RejectedException;

/** Whom a token must be addressed to. */
@FunctionalInterface
public interface AudienceRule {

    /** The audience under which the token was accepted. */
    String require(Claims claims) throws RejectedException;
}
