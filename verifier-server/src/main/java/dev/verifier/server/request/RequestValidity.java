package dev.verifier.server.request;

import dev.verifier.jose.Claims;
import dev.verifier.jose.NumericDates;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * When a request object is good (RFC 9101 §10.2; FAPI 2.0 Message Signing §5.3.1): for an hour at most. What it does not say is
 * asked of it by the strict only, for the ecosystem's clients sign three parameters and no date.
 *
 * @param dates what the numbers mean
 * @param required whether it must say from when and until when
 */
record RequestValidity(NumericDates dates, boolean required) {

    private static final Duration LONGEST = Duration.ofMinutes(60);
    private static final Duration TOLERANCE = Duration.ofSeconds(30);
    private static final List<String> STARTS = List.of("nbf", "iat");

    /** The claims, if they are good now. */
    Claims require(Claims claims, Instant at) throws RejectedException {
        for (var name : required ? List.of("nbf", "exp") : List.<String>of()) {
            if (!claims.has(name)) {
                throw claims.missing(name);
            }
        }
        var expiry = claims.optionalNumber("exp").map(dates::instant);
        if (expiry.filter(end -> !end.plus(TOLERANCE).isAfter(at)).isPresent()) {
            throw new RejectedException(new Rejection.Expired(claims.part()));
        }
        if (expiry.filter(end -> end.isAfter(at.plus(LONGEST).plus(TOLERANCE))).isPresent()) {
            throw new RejectedException(new Rejection.LivesTooLong(claims.part(), LONGEST));
        }
        for (var name : STARTS) {
            var start = claims.optionalNumber(name).map(dates::instant);
            if (start.filter(at.plus(TOLERANCE)::isBefore).isPresent()) {
                throw new RejectedException(new Rejection.NotYetValid(claims.part()));
            }
            var latestEnd = start.map(begun -> begun.plus(LONGEST));
            if (latestEnd.flatMap(latest -> expiry.filter(latest::isBefore)).isPresent()) {
                throw new RejectedException(new Rejection.LivesTooLong(claims.part(), LONGEST));
            }
            if (latestEnd.filter(at::isAfter).isPresent()) {
                throw new RejectedException(new Rejection.Expired(claims.part()));
            }
        }
        return claims;
    }
}
