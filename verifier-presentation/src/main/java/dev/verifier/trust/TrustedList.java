package dev.verifier.trust;

import dev.verifier.x509.TrustAnchors;
import dev.verifier.x509.TrustedChain;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A list whose operator's signature holds, of trusted entities (ETSI TS 119 602) or of trust services (ETSI TS 119 612), as far as it is
 * asked for: the certificates of some services are anchors. Only {@link TrustedListVerifier} and {@link XmlTrustedListVerifier} make one.
 * Immutable and thread-safe.
 */
public final class TrustedList {

    private final ListEdition edition;
    private final TrustAnchors anchors;
    private final Map<String, String> entries;
    private final List<String> leftOut;
    private final TrustedChain signer;

    private TrustedList(
            ListEdition edition,
            TrustAnchors anchors,
            Map<String, String> entries,
            List<String> leftOut,
            TrustedChain signer) {
        this.edition = edition;
        this.anchors = anchors;
        this.entries = Map.copyOf(entries);
        this.leftOut = List.copyOf(leftOut);
        this.signer = signer;
    }

    static TrustedList of(ListEdition edition, ListedServices found, TrustedChain signer) {
        return new TrustedList(edition, found.anchors(), found.entries(), found.leftOut(), signer);
    }

    /** Which edition it is; a later one has a larger number. */
    public long sequence() {
        return edition.sequence();
    }

    public Instant issued() {
        return edition.issued();
    }

    /** Whether another one should have taken its place by now: then it says nothing any more. */
    public boolean isOver(Instant at) {
        return !at.isBefore(edition.nextUpdate());
    }

    /** By when another one is to take its place. */
    public Instant nextUpdate() {
        return edition.nextUpdate();
    }

    /** The certificates; none where its operator believes nobody any more. */
    public TrustAnchors anchors() {
        return anchors;
    }

    /** Which entity and service a certificate belongs to. */
    public Optional<String> entry(String thumbprint) {
        return Optional.ofNullable(entries.get(thumbprint));
    }

    /** What was not taken, and why: a line each. */
    public List<String> leftOut() {
        return leftOut;
    }

    /** Whose signature it is. */
    public TrustedChain signer() {
        return signer;
    }
}
