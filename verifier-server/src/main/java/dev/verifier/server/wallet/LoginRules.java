package dev.verifier.server.wallet;

import dev.verifier.server.configuration.Capacity;
import dev.verifier.server.configuration.VerifierProperties.Login;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long and how often, for logins.
 *
 * @param timeout how long a wallet may take to answer, and after that the browser to go on
 * @param mostRefusals how many answers may be refused
 * @param crossDevice whether the wallet may be on another device
 * @param openLogins how many may wait at once
 * @param page the operator's own login page; null for ours
 */
record LoginRules(
        Duration timeout,
        int mostRefusals,
        boolean crossDevice,
        Capacity openLogins,
        @Nullable URI page) {

    /** What counts: where wallets on other devices are not allowed, every answer must be brought back. */
    WalletFlow flow(WalletFlow answered) {
        return crossDevice ? answered : WalletFlow.SAME_DEVICE;
    }

    static LoginRules of(Login login, Capacity openLogins) {
        return new LoginRules(
                login.timeout(),
                login.maxAttempts(),
                login.crossDevice() == Login.CrossDevice.ALLOW,
                openLogins,
                login.page());
    }
}
