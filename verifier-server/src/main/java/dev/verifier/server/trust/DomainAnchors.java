package dev.verifier.server.trust;

import dev.verifier.server.list.LatestGood;
import dev.verifier.trust.Source;
import dev.verifier.x509.TrustAnchors;
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
        var source = Optional.of(new Source(files.name(), "", null, files.asOf()));
        return files.current().map(anchors -> new DomainAnchors(anchors, _ -> source));
    }
}
