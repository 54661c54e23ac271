package dev.verifier.x509;

import dev.verifier.jose.PublicJwk;
import java.math.BigInteger;
import java.net.URI;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A chain that was found to lead to an anchor. Only {@link TrustAnchors} makes one. Immutable and thread-safe.
 */
public final class TrustedChain {

    private final X509Certificate leaf;
    private final PublicJwk key;
    private final @Nullable String organizationIdentifier;
    private final X509Certificate anchor;
    private final Instant from;
    private final Instant until;
    private final Set<String> authorityKeys;

    TrustedChain(
            X509Certificate leaf,
            PublicJwk key,
            @Nullable String organizationIdentifier,
            X509Certificate anchor,
            Instant from,
            Instant until,
            Set<String> authorityKeys) {
        this.leaf = leaf;
        this.key = key;
        this.organizationIdentifier = organizationIdentifier;
        this.anchor = anchor;
        this.from = from;
        this.until = until;
        this.authorityKeys = authorityKeys;
    }

    /** The leaf's key. */
    public PublicJwk key() {
        return key;
    }

    /** The same as the JDK has it. */
    public PublicKey publicKey() {
        return leaf.getPublicKey();
    }

    /** OID 2.5.4.97 of the leaf's subject, such as {@code VATES-A12345678}; empty where it has none. */
    public Optional<String> organizationIdentifier() {
        return Optional.ofNullable(organizationIdentifier);
    }

    /** The distinguished name of the leaf (RFC 4514). */
    public String subject() {
        return leaf.getSubjectX500Principal().getName();
    }

    /** Whether the leaf is certified for this URL, or for its host (RFC 5280 §4.2.1.6). */
    public boolean names(URI url) {
        return AlternativeNames.of(leaf).contain(url);
    }

    /** The URLs that the leaf is certified for. */
    public List<String> urls() {
        return AlternativeNames.of(leaf).urls();
    }

    /** The keys that its certificates say they are signed with: identifiers as base64url (RFC 5280 §4.2.1.1). */
    public Set<String> authorityKeys() {
        return authorityKeys;
    }

    public BigInteger serialNumber() {
        return leaf.getSerialNumber();
    }

    /** The distinguished name of the anchor, for the audit. */
    public String anchor() {
        return anchor.getSubjectX500Principal().getName();
    }

    /** Which certificate that is, whatever its name: two may have the same. */
    public String anchorThumbprint() {
        return TrustAnchors.thumbprint(anchor);
    }

    /** Whether the leaf was within its validity when somebody says to have signed with it. */
    public boolean mayHaveSigned(Instant then) {
        return !then.isBefore(leaf.getNotBefore().toInstant())
                && !then.isAfter(leaf.getNotAfter().toInstant());
    }

    /** The last instant at which every certificate of the path is within its validity. */
    public Instant until() {
        return until;
    }

    /** Whether every certificate of the path is within its validity (RFC 5280 §4.1.2.5; both ends count as within). */
    boolean validAt(Instant at) {
        return !at.isBefore(from) && !at.isAfter(until);
    }
}
