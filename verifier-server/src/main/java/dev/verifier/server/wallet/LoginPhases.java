package dev.verifier.server.wallet;

import java.time.Instant;
import java.util.Map;

/** How many logins there are in each state, on all nodes together. Thread-safe. */
public final class LoginPhases {

    private final WalletLogins logins;

    LoginPhases(WalletLogins logins) {
        this.logins = logins;
    }

    /** Those that have not ended at an instant, by the name of their state. */
    public Map<String, Long> at(Instant at) {
        return logins.phases(at);
    }
}
