package dev.verifier.server.trust;

import dev.verifier.server.list.LatestGood;
import dev.verifier.trust.Source;
import dev.verifier.trust.TrustedList;
import dev.verifier.x509.TrustAnchors;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * Anchors, and where each of them is written down.
 *
 * @param anchors as they are at the moment
 * @param origins by thumbprint
 */
record DomainAnchors(TrustAnchors anchors, Function<String, Optional<Source>> origins) {

    /** Those in files of the operator's own. */
    static Optional<DomainAnchors> of(LatestGood<TrustAnchors> files) {
        var source = Optional.of(new Source(files.name(), "", null, files.asOf(), null));
        return files.current().map(anchors -> new DomainAnchors(anchors, _ -> source));
    }

    /** Those of a signed list, while it is not over and its signer is still one. */
    static Optional<DomainAnchors> of(LatestGood<TrustedList> lists, Optional<TrustAnchors> signers, Instant at) {
        var asOf = lists.asOf();
        return lists.current()
                .filter(list -> !list.isOver(at))
                .filter(list -> signers.filter(
                                known -> known.contain(list.signer().anchorThumbprint()))
                        .isPresent())
                .map(list -> new DomainAnchors(
                        list.anchors(),
                        thumbprint -> list.entry(thumbprint)
                                .map(entry -> new Source(lists.name(), entry, list.issued(), asOf, lists.location()))));
    }
}
