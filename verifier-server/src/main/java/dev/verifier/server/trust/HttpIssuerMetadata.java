package dev.verifier.server.trust;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.verifier.jose.JwkSet;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import dev.verifier.server.outbound.Answer;
import dev.verifier.server.outbound.OutboundHttp;
import dev.verifier.trust.IssuerMetadata;
import dev.verifier.trust.IssuerMetadataDocument;
import dev.verifier.trust.PublishedKeys;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keys that issuers publish on the web (SD-JWT VC §5). They are kept for minutes; while an issuer's server is away the last ones count
 * for an hour, and it is asked every few seconds. A door: keys that cannot be understood are none, and take no earlier ones away.
 * Thread-safe.
 */
final class HttpIssuerMetadata implements IssuerMetadata {

    private static final Duration FRESH = Duration.ofMinutes(5);
    private static final Duration ASKED_IN_VAIN = Duration.ofSeconds(5);
    private static final Duration STALE = Duration.ofHours(1);
    private static final String JSON = "application/json, application/jwk-set+json;q=0.9";
    private static final long LARGEST = 64 * 1024;

    /**
     * What is known of an issuer's keys.
     *
     * @param keys null where nothing is
     * @param why there are none that are newer
     * @param askAgain from when on they are asked for again
     */
    private record Known(@Nullable PublishedKeys keys, Rejection why, Instant askAgain) {

        static final Known NOTHING = new Known(null, away(), Instant.MIN);

        static Rejection away() {
            return new Rejection.TrustUnavailable("metadata of an issuer");
        }
    }

    private final Cache<URI, Known> cache =
            Caffeine.newBuilder().maximumSize(1_000).build();
    private final AskedOnce<URI, Known> asked = new AskedOnce<>(this::known, this::isFresh);
    private final Set<String> hosts;
    private final OutboundHttp http;
    private final Clock clock;

    /** @param hosts where keys may be beside the issuer's own, in small letters */
    HttpIssuerMetadata(Set<String> hosts, OutboundHttp http, Clock clock) {
        this.hosts = Set.copyOf(hosts);
        this.http = http;
        this.clock = clock;
    }

    @Override
    public PublishedKeys require(URI issuer) throws RejectedException {
        var current = asked.find(issuer, known -> keep(issuer, asked(issuer, known)));
        var keys = current.keys();
        if (keys == null || !clock.instant().isBefore(keys.asOf().plus(STALE))) {
            throw new RejectedException(current.why());
        }
        return keys;
    }

    private Known known(URI issuer) {
        var known = cache.getIfPresent(issuer);
        return known == null ? Known.NOTHING : known;
    }

    private boolean isFresh(Known known) {
        return clock.instant().isBefore(known.askAgain());
    }

    private Known keep(URI issuer, Known known) {
        cache.put(issuer, known);
        return known;
    }

    private Known asked(URI issuer, Known known) {
        try {
            var location = IssuerMetadataDocument.location(issuer);
            var document = IssuerMetadataDocument.parse(fetched(location), issuer);
            var keys = document.keys().isPresent()
                    ? document.keys().get()
                    : elsewhere(document.keysLocation().orElseThrow(), issuer);
            var at = clock.instant();
            return new Known(new PublishedKeys(location, at, keys), Known.away(), at.plus(FRESH));
        } catch (RejectedException e) {
            return new Known(known.keys(), e.rejection(), clock.instant().plus(ASKED_IN_VAIN));
        }
    }

    /** An issuer may send us to its own host, and to those that the operator allows. */
    private JwkSet elsewhere(URI keys, URI issuer) throws RejectedException {
        var host = keys.getHost();
        var known = host != null && (sameServer(keys, issuer) || hosts.contains(host.toLowerCase(Locale.ROOT)));
        if (!known) {
            throw new RejectedException(new Rejection.IssuerMetadataUnusable("host of jwks_uri"));
        }
        return IssuerMetadataDocument.parseKeys(fetched(keys));
    }

    private static boolean sameServer(URI keys, URI issuer) {
        return keys.getHost().equalsIgnoreCase(issuer.getHost())
                && keys.getPort() == issuer.getPort()
                && String.valueOf(keys.getScheme()).equals(issuer.getScheme());
    }

    private byte[] fetched(URI location) throws RejectedException {
        return switch (http.document(location, JSON, LARGEST)) {
            case Answer.Body body -> body.bytes();
            case Answer.NotFound _ -> throw new RejectedException(Known.away());
            case Answer.NotModified _ -> throw new RejectedException(Known.away());
            case Answer.Failed _ -> throw new RejectedException(Known.away());
        };
    }
}
