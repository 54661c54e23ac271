package dev.verifier.server.audit;

import dev.verifier.presentation.VerifiedCredential;
import dev.verifier.trust.Accreditation;
import dev.verifier.trust.KeyEvidence;
import dev.verifier.trust.Source;
import dev.verifier.x509.TrustedChain;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The rest of the evidence for a credential: what an operator needs to find every piece of it again. It names keys, certificates and
 * entries of lists, and nothing of the person.
 *
 * @param format how the credential is secured
 * @param sealKey thumbprint of the key that sealed it (RFC 7638)
 * @param anchorThumbprint SHA-256 of the anchor's certificate (RFC 7515 §4.1.8); null where none vouches for it
 * @param anchorFrom where the anchor is written down; null where that is not known
 * @param accreditedBy where it is written down that the issuer may issue, an entry for each type; empty where the anchor is all
 * @param status what was learned of its status
 * @param keyFrom the issuer's document that has the key (SD-JWT VC §5), where no anchor vouches for it; else null
 */
public record Grounds(
        String format,
        String sealKey,
        @Nullable String anchorThumbprint,
        @Nullable Entry anchorFrom,
        List<Entry> accreditedBy,
        String status,
        @Nullable Entry keyFrom) {

    /**
     * An entry of a list.
     *
     * @param list its name
     * @param entry which
     * @param issued when the list was made, by its own words
     * @param asOf when it was last read from where it comes from
     */
    public record Entry(String list, String entry, @Nullable Instant issued, Instant asOf) {

        static Entry of(KeyEvidence.Published published) {
            return new Entry(published.document().toString(), published.key().thumbprint(), null, published.asOf());
        }

        static Entry of(Source source) {
            return new Entry(source.list(), source.entry(), source.issued(), source.asOf());
        }
    }

    /** The grounds of a belief. */
    public static Grounds of(VerifiedCredential verified) {
        return new Grounds(
                verified.format().identifier(),
                verified.evidence().key().thumbprint(),
                verified.evidence()
                        .certified()
                        .map(TrustedChain::anchorThumbprint)
                        .orElse(null),
                verified.anchorSource().map(Entry::of).orElse(null),
                verified.accreditations().stream()
                        .map(Accreditation::source)
                        .filter(Objects::nonNull)
                        .map(Entry::of)
                        .toList(),
                verified.status().getClass().getSimpleName(),
                verified.evidence() instanceof KeyEvidence.Published published ? Entry.of(published) : null);
    }
}
