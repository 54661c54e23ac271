package dev.verifier.server.page;

import java.util.Locale;

/** How far a login has come, as the person at the browser is told. */
public enum LoginState {
    /** Nothing has come from a wallet. */
    WAITING,
    /** A wallet has fetched the request. */
    SCANNED,
    /** A wallet has answered, and the answer is being verified. */
    CHECKING,
    /** The answer was accepted; the wallet on this device brings the person back. */
    RETURNING,
    /** The last answer was not accepted; while attempts are left, the wallet may try again. */
    REFUSED,
    /** The time is over. */
    EXPIRED,
    /** The answer was accepted; the browser may go on. */
    DONE;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
