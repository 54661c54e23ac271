package dev.verifier.jose;

import dev.verifier.rejection.Part;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An SD-JWT that nobody has verified (RFC 9901 §4): what an issuer signed, what of it is disclosed, and perhaps a key binding. It shows
 * nothing of what it claims before the issuer's signature holds. Immutable and thread-safe.
 */
public final class SdJwt {

    private static final char SEPARATOR = '~';

    private final CompactJws issuerSigned;
    private final List<Disclosure> disclosures;
    private final @Nullable CompactJws keyBinding;
    private final String presented;
    private final int depth;

    private SdJwt(
            CompactJws issuerSigned,
            List<Disclosure> disclosures,
            @Nullable CompactJws keyBinding,
            String presented,
            int depth) {
        this.issuerSigned = issuerSigned;
        this.disclosures = List.copyOf(disclosures);
        this.keyBinding = keyBinding;
        this.presented = presented;
        this.depth = depth;
    }

    /**
     * Takes one apart (§4, compact serialization).
     *
     * @param limits how much of it is read, disclosures and key binding included
     * @param mostDisclosures how many disclosures are looked at
     */
    public static SdJwt parse(String text, Limits limits, int mostDisclosures) throws RejectedException {
        if (text.length() > limits.characters()) {
            throw new RejectedException(new Rejection.TooLarge(Part.CREDENTIAL, limits.characters()));
        }
        var end = text.lastIndexOf(SEPARATOR);
        if (end < 0) {
            throw new RejectedException(new Rejection.Malformed(Part.CREDENTIAL, "no ~ in it"));
        }
        if (text.chars().filter(character -> character == SEPARATOR).count() - 1 > mostDisclosures) {
            throw new RejectedException(new Rejection.TooLarge(Part.CREDENTIAL, mostDisclosures));
        }
        var parts = List.of(text.substring(0, end).split(String.valueOf(SEPARATOR), -1));
        var disclosures = new ArrayList<Disclosure>();
        for (var part : parts.subList(1, parts.size())) {
            disclosures.add(Disclosure.parse(part, limits));
        }
        var behind = text.substring(end + 1);
        return new SdJwt(
                CompactJws.parse(Part.CREDENTIAL, parts.getFirst(), limits),
                disclosures,
                behind.isEmpty() ? null : CompactJws.parse(Part.PRESENTATION, behind, limits),
                text.substring(0, end + 1),
                limits.jsonDepth());
    }

    /**
     * What is shown of one.
     *
     * @param claims the processed payload (§7.1)
     * @param partial paths, by names, of its objects of which digests remain: of what is not shown, or of nothing (§4.2.5)
     */
    public record Disclosed(Claims claims, Set<List<String>> partial) {

        public Disclosed {
            partial = Set.copyOf(partial);
        }

        /** Whether the object at this path, by names, may have members that are not shown. */
        public boolean isPartial(String... path) {
            return partial.contains(List.of(path));
        }
    }

    /** What the issuer signed. */
    public CompactJws issuerSigned() {
        return issuerSigned;
    }

    /** The holder's signature over all of it (§4.3), if there is one. */
    public Optional<CompactJws> keyBinding() {
        return Optional.ofNullable(keyBinding);
    }

    /**
     * The processed payload (§7.1): what the issuer signed, with what is disclosed in its place, and without digests.
     *
     * @param signed this one's issuer-signed part, verified
     * @param alwaysOpen claims of the payload that may not be kept for a disclosure
     */
    public Disclosed disclosed(VerifiedJws signed, Set<String> alwaysOpen) throws RejectedException {
        var payload = mine(signed);
        var disclosing = new Disclosing(DigestAlgorithm.of(payload), disclosures, alwaysOpen, depth);
        var processed = disclosing.of(payload.asMap());
        return new Disclosed(new Claims(payload.part(), "", processed), disclosing.partial());
    }

    /** The {@code sd_hash} of what was presented up to the key binding (§4.3.1). */
    public String hash(VerifiedJws signed) throws RejectedException {
        return DigestAlgorithm.of(mine(signed)).digest(presented);
    }

    private Claims mine(VerifiedJws signed) {
        if (!signed.digest().equals(JwsVerifier.sha256(issuerSigned.signingInput()))) {
            throw new IllegalArgumentException("another signature");
        }
        return signed.claims();
    }
}
