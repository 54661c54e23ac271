package dev.verifier.server.doctor;

import dev.verifier.server.configuration.VerifierProperties;
import dev.verifier.server.key.DataKeySource;
import dev.verifier.server.key.IdentitySource;
import dev.verifier.server.key.KeyLine;
import dev.verifier.server.key.KeySource;
import java.time.Instant;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/** The keys that would be used: whether they are there, can be used, and are kept from others. */
record OurKeys(VerifierProperties properties, KeyLine line, Instant at, Report report) {

    void examine() {
        signing(new KeySource(properties, line));
        data(new DataKeySource(properties));
    }

    private void signing(KeySource source) {
        try {
            var ring = source.find();
            var strict = properties.compatibility().strict();
            if (properties.keys().rotation() != null) {
                report.ok("key", "in the database, where they follow one another");
                ring.map(ours -> new Identities(ours, line, strict, at, report))
                        .ifPresent(identities -> IdentitySource.all(properties).forEach(identities::examine));
            } else if (ring.isPresent()) {
                report.ok("key", ring.get().at(at).keyId());
                var identities = new Identities(ring.get(), line, strict, at, report);
                IdentitySource.all(properties).forEach(identities::examine);
            } else if (strict) {
                report.error(
                        "key", "none configured, and the strict profile generates none; set verifier.keys.signing");
            } else {
                report.ok(
                        "key",
                        "none yet; one will be generated in " + source.file().orElseThrow());
            }
            if (source.exposed()) {
                report.warning("key", "others may read " + source.file().orElseThrow() + "; chmod 600 it");
            }
        } catch (InvalidConfigurationPropertyValueException e) {
            report.error("key", e.getName() + ": " + e.getReason());
        }
    }

    private void data(DataKeySource source) {
        try {
            report.ok(
                    "data-key",
                    source.id()
                            .orElseGet(() -> "none yet; one will be generated in "
                                    + source.file().orElseThrow()));
            if (source.exposed()) {
                report.warning("data-key", "others may read " + source.file().orElseThrow() + "; chmod 600 it");
            }
        } catch (InvalidConfigurationPropertyValueException e) {
            report.error("data-key", e.getName() + ": " + e.getReason());
        }
    }
}
