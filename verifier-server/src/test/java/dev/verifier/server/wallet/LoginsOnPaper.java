package dev.verifier.server.wallet;

import dev.verifier.server.authorize.ClientRedirect;
import dev.verifier.server.profile.CredentialProfiles;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Set;

/** Logins that nobody asked for. */
final class LoginsOnPaper {

    static final Instant AT = Instant.parse("2026-11-22T12:00:00Z");

    private static final RandomText RANDOM = new RandomText(new SecureRandom());

    private LoginsOnPaper() {}

    /** One that was begun with this authorization request. */
    static LoginOrder order(String query) {
        return new LoginOrder(
                RANDOM.next(),
                RANDOM.next(),
                RANDOM.next(),
                "nonce",
                "browser",
                "client",
                Set.of("openid"),
                Asked.of(CredentialProfiles.readyMade().all().subList(0, 1)),
                new Manner("us", null, "{\"d\":\"a private key\"}", null),
                ClientRedirect.of("https://app.example/callback", "state", null),
                query,
                false,
                null,
                null,
                AT);
    }
}
