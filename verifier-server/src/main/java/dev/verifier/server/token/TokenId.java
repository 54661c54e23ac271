package dev.verifier.server.token;

import java.util.Optional;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * The {@code jti} of a person's access token: the grant it was issued for, and a number of its own. So every token leads to its
 * grant, however many were issued, and none of them has to be remembered. Stateless.
 */
public final class TokenId {

    private static final char DOT = '.';

    private TokenId() {}

    static String of(String grant, String number) {
        return grant + DOT + number;
    }

    /** The grant that a token of ours was issued for; empty where it was issued for none. */
    public static Optional<String> grant(Jwt token) {
        var id = token.getId();
        return id == null || id.indexOf(DOT) < 0 ? Optional.empty() : Optional.of(id.substring(0, id.indexOf(DOT)));
    }
}
