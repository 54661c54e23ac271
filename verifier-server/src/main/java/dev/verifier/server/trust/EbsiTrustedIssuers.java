package dev.verifier.server.trust;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.verifier.credential.CredentialType;
import dev.verifier.credential.IssuerId;
import dev.verifier.credential.ValidityWindow;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import dev.verifier.server.outbound.Answer;
import dev.verifier.server.outbound.OutboundHttp;
import dev.verifier.trust.Accreditation;
import dev.verifier.trust.AllowedValues;
import dev.verifier.trust.TrustedIssuers;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An EBSI Trusted Issuers Registry, version 4. Answers are kept for minutes, an answer "unknown" for half of one; while the
 * registry is away the last answer counts for an hour. Thread-safe.
 */
final class EbsiTrustedIssuers implements TrustedIssuers {

    private static final Duration FRESH = Duration.ofMinutes(5);
    private static final Duration UNKNOWN_FRESH = Duration.ofSeconds(30);
    private static final Duration STALE = Duration.ofHours(1);

    private record Known(List<Accreditation> accreditations, Instant asOf) {
        boolean within(Duration age, Instant at) {
            return at.isBefore(asOf.plus(age));
        }

        boolean fresh(Instant at) {
            return within(accreditations.isEmpty() ? UNKNOWN_FRESH : FRESH, at);
        }
    }

    private final JsonMapper json = new JsonMapper();
    private final Cache<IssuerId, Known> cache =
            Caffeine.newBuilder().maximumSize(10_000).build();
    private final URI registry;
    private final OutboundHttp http;
    private final Clock clock;

    /** @param registry base URL, ending with a slash */
    EbsiTrustedIssuers(URI registry, OutboundHttp http, Clock clock) {
        this.registry = registry;
        this.http = http;
        this.clock = clock;
    }

    /** One question for each issuer at a time: whoever comes meanwhile waits for its answer. */
    @Override
    public List<Accreditation> accreditations(IssuerId issuer) throws RejectedException {
        var at = clock.instant();
        var known = cache.asMap()
                .compute(issuer, (_, held) -> held != null && held.fresh(at) ? held : next(issuer, held, at));
        if (known == null) {
            throw new RejectedException(new Rejection.TrustUnavailable("trusted issuers registry"));
        }
        return known.accreditations();
    }

    private @Nullable Known next(IssuerId issuer, @Nullable Known held, Instant at) {
        var answer = ask(issuer, at);
        if (answer != null) {
            return answer;
        }
        return held != null && held.within(STALE, at) ? held : null;
    }

    /** The registry's answer; nothing where there is none that can be understood. */
    private @Nullable Known ask(IssuerId issuer, Instant at) {
        // One path segment whatever the issuer calls itself; URLEncoder writes forms, where a blank is a plus.
        var segment = URLEncoder.encode(issuer.did(), StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%3A", ":");
        return switch (http.document(URI.create(registry + segment))) {
            case Answer.Body body -> read(body.bytes(), at);
            case Answer.NotFound _ -> new Known(List.of(), at);
            case Answer.NotModified _ -> null;
            case Answer.Failed _ -> null;
        };
    }

    private @Nullable Known read(byte[] bytes, Instant at) {
        try {
            var attributes = json.readTree(bytes).path("attributes");
            return attributes.isArray()
                    ? new Known(
                            attributes
                                    .valueStream()
                                    .flatMap(this::accreditation)
                                    .toList(),
                            at)
                    : null;
        } catch (JacksonException e) {
            return null;
        }
    }

    /** What an attribute says; one that cannot be understood accredits for nothing. */
    private Stream<Accreditation> accreditation(JsonNode attribute) {
        try {
            var body = json.readTree(
                    Base64.getMimeDecoder().decode(attribute.path("body").asString("")));
            var type = new CredentialType(body.path("credentialsType").asString(""));
            var allowed = body.path("claims")
                    .valueStream()
                    .map(EbsiTrustedIssuers::allowed)
                    .toList();
            return Stream.of(new Accreditation(type, window(body.path("validFor")), allowed));
        } catch (JacksonException | IllegalArgumentException | DateTimeParseException e) {
            return Stream.empty();
        }
    }

    private static AllowedValues allowed(JsonNode claim) {
        var values = claim.path("allowedValues").valueStream().map(JsonNode::asString);
        return new AllowedValues(claim.path("name").asString(""), values.collect(Collectors.toSet()));
    }

    private static ValidityWindow window(JsonNode validFor) {
        return new ValidityWindow(
                validFor.hasNonNull("from") ? instant(validFor.get("from")) : Instant.MIN,
                validFor.hasNonNull("to") ? instant(validFor.get("to")) : Instant.MAX);
    }

    private static Instant instant(JsonNode dateTime) {
        return OffsetDateTime.parse(dateTime.asString()).toInstant();
    }
}
