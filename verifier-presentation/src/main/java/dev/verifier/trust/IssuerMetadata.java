package dev.verifier.trust;

import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import java.net.URI;
import java.time.Instant;
import java.util.Map;

/** Where issuers publish their keys: on the web, or on paper. Implementations are thread-safe. */
@FunctionalInterface
public interface IssuerMetadata {

    /**
     * The keys of an issuer, as they are now. Not being able to ask is a rejection ({@code trust_unavailable}). To be asked only about
     * issuers that are trusted: it may fetch what they name.
     */
    PublishedKeys require(URI issuer) throws RejectedException;

    /**
     * Metadata on paper.
     *
     * @param documents by where they are published; keys that are elsewhere are not fetched
     */
    static IssuerMetadata onPaper(Map<URI, byte[]> documents, Instant asOf) {
        var known = Map.copyOf(documents);
        return issuer -> {
            var location = IssuerMetadataDocument.location(issuer);
            var document = known.get(location);
            if (document == null) {
                throw new RejectedException(new Rejection.TrustUnavailable("issuer metadata"));
            }
            return new PublishedKeys(
                    location,
                    asOf,
                    IssuerMetadataDocument.parse(document, issuer).keys().orElseThrow(() -> {
                        return new RejectedException(new Rejection.TrustUnavailable("issuer keys"));
                    }));
        };
    }
}
