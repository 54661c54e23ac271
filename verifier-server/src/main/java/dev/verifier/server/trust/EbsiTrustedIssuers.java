package dev.verifier.server.trust;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.verifier.credential.IssuerId;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import dev.verifier.server.outbound.Answer;
import dev.verifier.server.outbound.OutboundHttp;
import dev.verifier.trust.Accreditation;
import dev.verifier.trust.Source;
import dev.verifier.trust.TrustedIssuers;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An EBSI Trusted Issuers Registry, version 4. Answers are kept for minutes, an answer "unknown" for half of one; while the
 * registry is away the last answer counts for an hour, and it is asked every few seconds. Thread-safe.
 */
final class EbsiTrustedIssuers implements TrustedIssuers {

    private static final Duration FRESH = Duration.ofMinutes(5);
    private static final Duration UNKNOWN_FRESH = Duration.ofSeconds(30);
    private static final Duration ASKED_IN_VAIN = Duration.ofSeconds(5);
    private static final Duration STALE = Duration.ofHours(1);

    /**
     * What is known about an issuer.
     *
     * @param accreditations null where nothing is
     * @param until from when on it is worth nothing
     * @param askAgain from when on the registry is asked again
     */
    private record Known(@Nullable List<Accreditation> accreditations, Instant until, Instant askAgain) {

        static final Known NOTHING = new Known(null, Instant.MIN, Instant.MIN);

        static Known answered(List<Accreditation> accreditations, Instant at) {
            return new Known(accreditations, at.plus(STALE), at.plus(accreditations.isEmpty() ? UNKNOWN_FRESH : FRESH));
        }

        Known askedInVain(Instant at) {
            return new Known(accreditations, until, at.plus(ASKED_IN_VAIN));
        }
    }

    private final Cache<IssuerId, Known> cache =
            Caffeine.newBuilder().maximumSize(10_000).build();
    private final AskedOnce<IssuerId, Known> asked = new AskedOnce<>(this::known, this::isFresh);
    private final URI registry;
    private final OutboundHttp http;
    private final Clock clock;

    /** @param registry base URL, ending with a slash */
    EbsiTrustedIssuers(URI registry, OutboundHttp http, Clock clock) {
        this.registry = registry;
        this.http = http;
        this.clock = clock;
    }

    @Override
    public List<Accreditation> accreditations(IssuerId issuer) throws RejectedException {
        var current = asked.find(issuer, known -> asked(issuer, known));
        if (current.accreditations() == null || !clock.instant().isBefore(current.until())) {
            throw new RejectedException(new Rejection.TrustUnavailable("trusted issuers registry"));
        }
        return current.accreditations();
    }

    private Known known(IssuerId issuer) {
        var known = cache.getIfPresent(issuer);
        return known == null ? Known.NOTHING : known;
    }

    private boolean isFresh(Known known) {
        return clock.instant().isBefore(known.askAgain());
    }

    private Known asked(IssuerId issuer, Known known) {
        var answer = answer(issuer);
        var at = clock.instant();
        var current = answer.map(accreditations -> Known.answered(written(accreditations, issuer, at), at))
                .orElseGet(() -> known.askedInVain(at));
        cache.put(issuer, current);
        return current;
    }

    private List<Accreditation> written(List<Accreditation> accreditations, IssuerId issuer, Instant at) {
        var here = new Source(registry.toString(), issuer.value(), null, at, null);
        return accreditations.stream()
                .map(accreditation -> accreditation.from(here))
                .toList();
    }

    /** The registry's answer; empty where there is none that can be understood. */
    private Optional<List<Accreditation>> answer(IssuerId issuer) {
        // One path segment whatever the issuer calls itself; URLEncoder writes forms, where a blank is a plus.
        var segment = URLEncoder.encode(issuer.did(), StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%3A", ":");
        return switch (http.document(URI.create(registry + segment))) {
            case Answer.Body body -> EbsiIssuer.read(body.bytes(), issuer);
            case Answer.NotFound _ -> Optional.of(List.of());
            case Answer.NotModified _ -> Optional.empty();
            case Answer.Failed _ -> Optional.empty();
        };
    }
}
