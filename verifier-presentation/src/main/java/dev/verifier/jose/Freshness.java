package dev.verifier.jose;

import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import java.time.Duration;
import java.time.Instant;

/**
 * How fresh a token must be that is signed for one request (RFC 7523 §3): it must end, soon, and must have begun.
 *
 * @param longest the longest time between now, or {@code iat}, and {@code exp}
 * @param tolerance how far the signer's clock may be off
 * @param dates what the numbers mean
 * @param needsIssuedAt whether it must say when it was made
 */
public record Freshness(Duration longest, Duration tolerance, NumericDates dates, boolean needsIssuedAt) {

    /** For tokens that need not say when they were made. */
    public Freshness(Duration longest, Duration tolerance, NumericDates dates) {
        this(longest, tolerance, dates, false);
    }

    /** The same for tokens that must. */
    public Freshness dated() {
        return new Freshness(longest, tolerance, dates, true);
    }

    /**
     * The same for a token that has no end of its own and says when it was made instead (RFC 9901 §4.3); an end that is there counts
     * too.
     */
    public Instant requireRecent(Claims claims, Instant at) throws RejectedException {
        var made = claims.optionalNumber("iat").map(dates::instant).orElseThrow(() -> claims.missing("iat"));
        if (claims.has("exp")) {
            return dated().require(claims, at);
        }
        if (made.isAfter(at.plus(tolerance))
                || claims.optionalNumber("nbf")
                        .map(dates::instant)
                        .filter(at.plus(tolerance)::isBefore)
                        .isPresent()) {
            throw new RejectedException(new Rejection.NotYetValid(claims.part()));
        }
        var ends = made.plus(longest).plus(tolerance);
        if (!ends.isAfter(at)) {
            throw new RejectedException(new Rejection.Expired(claims.part()));
        }
        return ends;
    }

    /** The instant from which the token is worthless, tolerance included: until then it has to be remembered as used. */
    public Instant require(Claims claims, Instant at) throws RejectedException {
        var part = claims.part();
        var expiry = dates.instant(claims.optionalNumber("exp").orElseThrow(() -> claims.missing("exp")));
        var issued = claims.optionalNumber("iat").map(dates::instant);
        var notBefore = claims.optionalNumber("nbf").map(dates::instant);
        if (needsIssuedAt && issued.isEmpty()) {
            throw claims.missing("iat");
        }
        if (!expiry.plus(tolerance).isAfter(at)) {
            throw new RejectedException(new Rejection.Expired(part));
        }
        var latestStart = at.plus(tolerance);
        if (issued.filter(latestStart::isBefore).isPresent()
                || notBefore.filter(latestStart::isBefore).isPresent()) {
            throw new RejectedException(new Rejection.NotYetValid(part));
        }
        if (expiry.isAfter(latestStart.plus(longest))
                || issued.filter(start -> expiry.isAfter(start.plus(longest))).isPresent()) {
            throw new RejectedException(new Rejection.LivesTooLong(part, longest));
        }
        return expiry.plus(tolerance);
    }
}
