package dev.verifier.bench;

import java.time.Instant;

/** A client at which people sign in. */
sealed interface Client permits App, Portal {

    /** Where the browser is sent back to, percent-encoded as it stands in a query or a form. */
    String CALLBACK = "https%3A%2F%2Fapp.example%2Fcallback";

    /** Its entry of the trusted services list. */
    String entry();

    /** The authorization request that a browser brings, as a path with its query. */
    String request(String state);

    /** The form that redeems a code. */
    String redemption(String code, Instant at);
}
