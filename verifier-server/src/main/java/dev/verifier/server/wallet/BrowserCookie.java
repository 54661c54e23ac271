package dev.verifier.server.wallet;

import dev.verifier.server.configuration.Surface;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/**
 * By which a browser is known to be the one that started a login: a secret that no script can read and that no other site can have
 * sent, save by a link. Each login has its own, made when it begins: what was in the browser before is worth nothing, and tabs do
 * not meet. Immutable and thread-safe.
 */
final class BrowserCookie {

    private static final int ENOUGH_OF_AN_ID = 16;

    private final String prefix;
    private final boolean secure;
    private final RandomText random;
    private final Duration lifetime;

    /** @param lifetime as long as a login may go on */
    BrowserCookie(Surface surface, RandomText random, Duration lifetime) {
        this.secure = "https".equals(surface.issuer().getScheme());
        // RFC 6265bis §4.1.3.2: a cookie of this prefix cannot have been planted by a neighbour of our domain.
        this.prefix = secure ? "__Host-login-" : "login-";
        this.random = random;
        this.lifetime = lifetime;
    }

    /** Gives the browser the secret of a login that begins. */
    String give(String login, HttpServletResponse response) {
        var secret = random.next();
        var cookie = ResponseCookie.from(name(login), secret)
                .httpOnly(true)
                .secure(secure)
                .sameSite("Lax")
                .path("/")
                .maxAge(lifetime)
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
        return secret;
    }

    /** The secret with which this browser started a login; nothing where it did not start it. */
    Optional<String> secret(WalletLogin login, HttpServletRequest request) {
        var name = name(login.order().id());
        return Stream.ofNullable(request.getCookies())
                .flatMap(Stream::of)
                .filter(cookie -> cookie.getName().equals(name))
                .map(cookie -> cookie.getValue())
                .filter(secret -> Digest.matches(login.order().browser(), secret))
                .findFirst();
    }

    private String name(String login) {
        return prefix + login.substring(0, ENOUGH_OF_AN_ID);
    }
}
