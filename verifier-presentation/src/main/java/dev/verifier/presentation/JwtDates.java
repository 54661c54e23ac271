package dev.verifier.presentation;

import dev.verifier.credential.ValidityWindow;
import dev.verifier.jose.Claims;
import dev.verifier.jose.NumericDates;
import dev.verifier.rejection.RejectedException;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** The dates of a credential's JWT (RFC 7519 §4.1). Stateless. */
final class JwtDates {

    private static final Instant LAST_DAY = Instant.parse("9999-12-31T23:59:59Z");

    private JwtDates() {}

    /** The time in which every date holds; there must be an end. */
    static ValidityWindow window(Claims claims) throws RejectedException {
        var begins = Stream.of(date(claims, "iat"), date(claims, "nbf")).flatMap(Optional::stream);
        return new ValidityWindow(
                begins.max(Instant::compareTo).orElse(Instant.MIN),
                date(claims, "exp").orElseThrow(() -> claims.missing("exp")));
    }

    /** A NumericDate that a calendar still has. */
    static Optional<Instant> date(Claims claims, String name) throws RejectedException {
        var date = claims.optionalNumber(name).map(NumericDates.SECONDS::instant);
        if (date.filter(LAST_DAY::isBefore).isPresent()) {
            throw claims.malformed(name);
        }
        return date;
    }
}
