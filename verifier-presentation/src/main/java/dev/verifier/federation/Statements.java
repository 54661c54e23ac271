package dev.verifier.federation;

import dev.verifier.rejection.RejectedException;
import java.net.URI;

/** Where the statements of a federation are published: on the web, or on paper. For one search, which it bounds. */
@FunctionalInterface
public interface Statements {

    /**
     * What is there, a compact JWS. That nothing is there is a rejection, and so is not being able to ask ({@code trust_unavailable}).
     * It may fetch what strangers name.
     */
    String require(URI location) throws RejectedException;
}
