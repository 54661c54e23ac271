package dev.verifier.server.key;

import dev.verifier.server.audit.EventLog;
import dev.verifier.server.audit.VerifierEvent;
import dev.verifier.server.configuration.VerifierProperties;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Objects;

/** Opens the keys that a server signs with, as they are configured. */
record KeyRings(VerifierProperties properties, KeySource source, EventLog events, Instant at) {

    /** One key, until somebody configures another; one is made and kept where there is none. */
    KeyRing standing(KnownKeys known, SecureRandom random) {
        var generated = source.find().isEmpty() && source.generate(random);
        var ring = source.find().orElseThrow();
        var file = source.file().map(Path::toAbsolutePath);
        if (generated) {
            events.publish(new VerifierEvent.KeyGenerated(ring.at(at).keyId(), file.orElseThrow()));
        }
        if (properties.keys().signing() == null) {
            known.requireGenerated(ring.at(at).keyId());
        }
        if (source.exposed()) {
            events.publish(new VerifierEvent.KeyExposed(file.orElseThrow()));
        }
        return ring;
    }

    /** Keys in the database. What signed until now is the first of them, so that tokens of before go on to verify. */
    KeyRing rotating(KnownKeys known, SigningKeyTable table) {
        var first = source.find().map(ring -> ring.at(at));
        if (first.filter(SigningKeys::isApart).isPresent()) {
            throw KeySource.invalid(
                    "verifier.keys.rotation",
                    "keys of its own are made in the database, and verifier.keys.signing is kept from us: a key in Vault"
                            + " changes there, one in a module by verifier.keys.next");
        }
        known.requireFirst(first.map(SigningKeys::keyId), properties.keys().signing() != null);
        return new KeptKeys(
                table,
                KeyTimes.of(properties),
                Objects.requireNonNull(properties.keys().rotation()),
                first.map(SigningKeys::current),
                source.published(),
                events,
                at);
    }
}
