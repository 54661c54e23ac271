package dev.verifier.server.client;

import dev.verifier.server.configuration.VerifierProperties.Login.CrossDevice;
import dev.verifier.server.configuration.VerifierProperties.Tokens;
import dev.verifier.server.profile.CredentialProfiles;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;

/** The clients of a list that is given as text. */
public final class ClientsOnPaper {

    private static final Tokens LIFETIMES = new Tokens(
            Duration.ofHours(1),
            Duration.ofMinutes(5),
            Duration.ofHours(12),
            Duration.ofMinutes(1),
            Duration.ofMinutes(1),
            Tokens.Subject.HOLDER_DID,
            Tokens.DpopNonce.OPTIONAL);

    private ClientsOnPaper() {}

    /** Those of this YAML, of which nothing is wrong. */
    public static TrustedClients of(String yaml) {
        return of(yaml, CredentialProfiles.readyMade());
    }

    /** The same where there are more profiles. */
    public static TrustedClients of(String yaml, CredentialProfiles profiles) {
        var reading = TrustedClientsList.read(
                yaml.getBytes(StandardCharsets.UTF_8),
                new ClientProfile(false, false, false, LIFETIMES, CrossDevice.ALLOW, profiles, Set.of()));
        var list = Objects.requireNonNull(reading.value(), reading.findings()::toString);
        return new TrustedClients(() -> list, profiles);
    }
}
