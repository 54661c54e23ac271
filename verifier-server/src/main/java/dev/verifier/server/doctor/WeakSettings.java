package dev.verifier.server.doctor;

import dev.verifier.server.configuration.VerifierProperties;
import dev.verifier.server.configuration.VerifierProperties.Compatibility.Profile;
import java.time.Duration;

/** What is allowed, and weaker than it need be; of a server that has a name outside. */
record WeakSettings(VerifierProperties properties, Report report) {

    private static final Duration LONG_REFRESH = Duration.ofDays(30);
    private static final Duration STALE = Duration.ofDays(1);
    private static final String SETTING = "setting";

    void examine() {
        if (!Reachability.isOutside(properties)) {
            return;
        }
        warn(
                properties.outbound().allowPrivateAddresses(),
                "verifier.outbound.allow-private-addresses: what others name may be fetched from inside your network; it is for"
                        + " development");
        warn(
                properties.playground(),
                "verifier.playground: whoever may ask as often as they like learns what is believed here; it is for development");
        warn(
                properties.compatibility().profile() == Profile.DOME,
                "verifier.compatibility.profile=dome: wallets and machines may leave out what protects them; the metric"
                        + " verifier_compatibility_total says whether anybody still does");
        warn(
                properties.keys().dataUse() == VerifierProperties.Keys.DataUse.OPEN_ONLY,
                "verifier.keys.data-use=open-only: the database has in clear what it need not; it is for an upgrade");
        warn(
                properties.tokens().refreshTokenLifetime().compareTo(LONG_REFRESH) > 0,
                "verifier.tokens.refresh-token-lifetime is more than a month");
        warn(
                properties.trust().status().staleUpTo().compareTo(STALE) > 0,
                "verifier.trust.status: for more than a day nobody notices that a credential was revoked");
        warn(
                properties.limits().openLogins().most() == Long.MAX_VALUE
                        || properties.limits().waitingBrowsers().most() == Long.MAX_VALUE
                        || properties.limits().waitingBrowsersPerAddress().most() == Long.MAX_VALUE,
                "verifier.limits: what is unlimited ends with the memory");
    }

    private void warn(boolean weak, String text) {
        if (weak) {
            report.warning(SETTING, text);
        }
    }
}
