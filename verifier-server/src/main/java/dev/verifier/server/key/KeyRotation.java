package dev.verifier.server.key;

import dev.verifier.server.configuration.VerifierProperties;
import java.security.SecureRandom;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Has the next signing key made by command. */
public final class KeyRotation {

    private KeyRotation() {}

    /**
     * Makes it, unless one waits already.
     *
     * @return what an operator wants to know of it
     */
    public static String rotate(VerifierProperties properties, JdbcClient database, SecureRandom random, Instant at) {
        if (properties.keys().rotation() == null) {
            throw KeySource.invalid(
                    "verifier.keys.rotation",
                    "set it to by-command, or to a period, on all nodes first: then keys are in the database");
        }
        var data = new DataKeySource(properties)
                .find(random)
                .orElseThrow(() -> KeySource.invalid("verifier.keys.data", "start the server first"));
        var table = new SigningKeyTable(database, new DatabaseSeal(database, data).requireOurs(), random);
        if (table.rows().isEmpty()) {
            throw KeySource.invalid(
                    "verifier.keys.rotation", "there is no key in the database: start the server first");
        }
        var next = KeptKeys.rotate(table, KeyTimes.of(properties), at);
        return "%s signs from %s".formatted(next.key().id(), next.signsFrom());
    }
}
