package dev.verifier.server.wallet;

import static java.util.Objects.requireNonNullElse;

import dev.verifier.server.client.TrustedClient.SignIn;
import dev.verifier.server.configuration.Capacity;
import dev.verifier.server.configuration.VerifierProperties.Login;
import dev.verifier.server.configuration.VerifierProperties.Login.CrossDevice;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long and how often, for logins.
 *
 * @param timeout how long a wallet may take to answer, and after that the browser to go on
 * @param mostRefusals how many answers may be refused
 * @param crossDevice whether the wallet may be on another device, where the client does not say
 * @param openLogins how many may wait at once
 * @param page the operator's own login page, where the client has none; null for ours
 */
record LoginRules(
        Duration timeout,
        int mostRefusals,
        CrossDevice crossDevice,
        Capacity openLogins,
        @Nullable URI page) {

    /** What counts at a client. */
    CrossDevice crossDevice(SignIn ofClient) {
        return requireNonNullElse(ofClient.crossDevice(), crossDevice);
    }

    /** What counts in a login; where an earlier version began it, the server's rule. */
    CrossDevice crossDevice(LoginOrder order) {
        return requireNonNullElse(order.crossDevice(), crossDevice);
    }

    /** Where a client's people sign in; null for our page. */
    @Nullable
    URI page(SignIn ofClient) {
        return ofClient.page() == null ? page : ofClient.page();
    }

    /** What counts: where wallets on other devices are not allowed, every answer must be brought back. */
    WalletFlow flow(LoginOrder order, WalletFlow answered) {
        return switch (crossDevice(order)) {
            case ALLOW, MATCH_CODE -> answered;
            case DENY -> WalletFlow.SAME_DEVICE;
        };
    }

    /** Whether an answer is only good together with the code that its device shows. */
    boolean wantsMatch(LoginOrder order, WalletFlow flow) {
        return flow == WalletFlow.CROSS_DEVICE && crossDevice(order) == CrossDevice.MATCH_CODE;
    }

    static LoginRules of(Login login, Capacity openLogins) {
        return new LoginRules(login.timeout(), login.maxAttempts(), login.crossDevice(), openLogins, login.page());
    }
}
