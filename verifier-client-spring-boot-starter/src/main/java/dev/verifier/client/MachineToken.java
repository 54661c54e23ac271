package dev.verifier.client;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.springframework.security.oauth2.core.OAuth2AccessToken;

/**
 * A token, and when it should be replaced.
 *
 * @param value the token
 * @param obtained when it came
 * @param renewFrom when it is time for another one
 * @param ends when it is worth nothing any more
 */
record MachineToken(String value, Instant obtained, Instant renewFrom, Instant ends) {

    /** What is replaced in the first quarter of its life would be replaced with every call. */
    static MachineToken of(OAuth2AccessToken token, Duration renewBefore, Instant now) {
        var ends = Objects.requireNonNullElse(token.getExpiresAt(), now);
        var quarter = now.plus(Duration.between(now, ends).dividedBy(4));
        var early = ends.minus(renewBefore);
        return new MachineToken(token.getTokenValue(), now, early.isAfter(quarter) ? early : quarter, ends);
    }

    boolean hasEnded(Instant at) {
        return !at.isBefore(ends);
    }

    boolean shouldBeRenewed(Instant at) {
        return !at.isBefore(renewFrom);
    }
}
