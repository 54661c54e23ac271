package dev.verifier.trust;

import dev.verifier.x509.TrustAnchors;
import dev.verifier.x509.TrustedChain;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A list of trusted entities whose operator's signature holds (ETSI TS 119 602), as far as it is asked for: the certificates of some
 * services are anchors. Only {@link TrustedListVerifier} makes one. Immutable and thread-safe.
 */
public final class TrustedList {

    private final long sequence;
    private final Instant issued;
    private final Instant nextUpdate;
    private final TrustAnchors anchors;
    private final Map<String, String> entries;
    private final List<String> leftOut;
    private final TrustedChain signer;

    TrustedList(
            long sequence,
            Instant issued,
            Instant nextUpdate,
            TrustAnchors anchors,
            Map<String, String> entries,
            List<String> leftOut,
            TrustedChain signer) {
        this.sequence = sequence;
        this.issued = issued;
        this.nextUpdate = nextUpdate;
        this.anchors = anchors;
        this.entries = Map.copyOf(entries);
        this.leftOut = List.copyOf(leftOut);
        this.signer = signer;
    }

    /** Which edition it is; a later one has a larger number. */
    public long sequence() {
        return sequence;
    }

    public Instant issued() {
        return issued;
    }

    /** Whether another one should have taken its place by now: then it says nothing any more. */
    public boolean isOver(Instant at) {
        return !at.isBefore(nextUpdate);
    }

    /** By when another one is to take its place. */
    public Instant nextUpdate() {
        return nextUpdate;
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
