package dev.verifier.server.doctor;

import dev.verifier.server.configuration.VerifierProperties.Openid4vp.ClientIdPrefix;
import dev.verifier.server.key.IdentitySource;
import dev.verifier.server.key.KeyLine;
import dev.verifier.server.key.KeyRing;
import dev.verifier.server.key.VerifierAttestation;
import dev.verifier.server.key.WalletCertificates;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * As whom wallets would know us, and until when.
 *
 * @param ours the key of those that have none of their own
 * @param line to keys that are elsewhere
 * @param strict whether HAIP 1.0 is promised
 */
record Identities(KeyRing ours, KeyLine line, boolean strict, Instant at, Report report) {

    /** How long before its end one is reminded of what vouches for a key. */
    private static final Duration NOTICE = Duration.ofDays(30);

    void examine(IdentitySource source) {
        var isNamed = !source.name().isEmpty();
        var subject = isNamed ? "identity-" + source.name() : "key";
        try {
            var identity = source.read(ours, line, at);
            if (isNamed) {
                report.ok(
                        subject,
                        word(identity.prefix()) + " by "
                                + identity.ring().at(at).keyId());
            }
            certificates(isNamed ? subject : "certificate", source.place(), identity.certificates());
            if (identity.attestation() != null) {
                attestation(
                        isNamed ? subject : "attestation",
                        source.place(),
                        identity.attestation(),
                        identity.prefix() == ClientIdPrefix.VERIFIER_ATTESTATION);
            }
        } catch (InvalidConfigurationPropertyValueException e) {
            report.error(subject, e.getName() + ": " + e.getReason());
        }
        source.exposed().ifPresent(file -> report.warning(subject, "others may read " + file + "; chmod 600 it"));
    }

    private void certificates(String subject, IdentitySource.Place place, @Nullable WalletCertificates chain) {
        if (chain != null) {
            ending(subject, "x509_hash:" + chain.hash(), chain.endsAt(), "ask its authority");
        } else if (strict) {
            report.warning(subject, "none, and HAIP 1.0 wants wallets to know us by one; set " + place.certificates());
        }
    }

    private void attestation(
            String subject, IdentitySource.Place place, VerifierAttestation attestation, boolean isUsed) {
        var text = "verifier_attestation:" + attestation.subject();
        if (isUsed) {
            ending(subject, text, attestation.endsAt(), "ask its issuer");
        } else {
            report.warning(subject, text + " is not used; set " + place.prefix() + " to verifier_attestation");
        }
    }

    private void ending(String subject, String what, Instant end, String mend) {
        var text = what + ", good until " + end;
        if (end.isBefore(at.plus(NOTICE))) {
            report.warning(subject, text + "; " + mend + " for the next one");
        } else {
            report.ok(subject, text);
        }
    }

    private static String word(ClientIdPrefix prefix) {
        return prefix.name().toLowerCase(Locale.ROOT);
    }
}
