package dev.verifier.server.grant;

import dev.verifier.server.token.RefreshTokens;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;

/**
 * The refresh tokens of a grant (RFC 9700 §4.14.2), of which one is good at a time. The one before it may be sent once more for a
 * moment, by a client whose answer was lost, and gives the same answer: its successor is made from it. Any other one was used
 * before.
 *
 * @param name digest of what all of them have in common
 * @param current the one that is good
 * @param previous digest of the one before; null before the first was used
 */
record RefreshFamily(
        TokenDigest name, RememberedToken current, @Nullable TokenDigest previous) {

    /** How long an answer may have been lost: a caller waits half a minute for it before asking again, and is answered within as long. */
    static final Duration GRACE = Duration.ofMinutes(1);

    /** The name of the family that a text would belong to; null where it is no refresh token. */
    static @Nullable TokenDigest nameIn(String text) {
        return RefreshTokens.family(text).map(TokenDigest::ofPresented).orElse(null);
    }

    /**
     * The family after Spring issued or kept a token.
     *
     * @param before as it was; null where this is its first token
     */
    static @Nullable RefreshFamily of(
            OAuth2Authorization.@Nullable Token<OAuth2RefreshToken> token, @Nullable RefreshFamily before) {
        var remembered = RememberedToken.of(token);
        if (token == null || remembered == null) {
            return before;
        }
        if (before == null) {
            var name = Objects.requireNonNull(nameIn(token.getToken().getTokenValue()));
            return new RefreshFamily(name, remembered, null);
        }
        return before.isCurrent(remembered.digest())
                ? before
                : new RefreshFamily(before.name(), remembered, before.current().digest());
    }

    /** As Spring is shown it: with its value where that was presented, be it the one before. */
    OAuth2RefreshToken shown(String presented) {
        var value = isPrevious(TokenDigest.ofPresented(presented))
                ? presented
                : current.digest().value(presented);
        return new OAuth2RefreshToken(value, current.issuedAt(), current.expiresAt());
    }

    boolean isCurrent(TokenDigest presented) {
        return presented.equals(current.digest());
    }

    boolean isPrevious(TokenDigest presented) {
        return presented.equals(previous);
    }

    /** Whether a token may be exchanged: the good one, or for a moment the one before. */
    boolean takes(TokenDigest presented, Instant at) {
        return isCurrent(presented)
                || (isPrevious(presented) && at.isBefore(current.issuedAt().plus(GRACE)));
    }

    boolean hasEnded(Instant at) {
        return !at.isBefore(current.expiresAt());
    }
}
