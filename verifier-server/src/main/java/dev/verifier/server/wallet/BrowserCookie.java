package dev.verifier.server.wallet;

import dev.verifier.server.configuration.Surface;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/**
 * By which a browser is known to be the one that started a login: a secret that no script can read and no other site can have sent,
 * save by a link. All tabs of a browser have the same. Immutable and thread-safe.
 */
final class BrowserCookie {

    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final String name;
    private final boolean secure;
    private final RandomText random;

    BrowserCookie(Surface surface, RandomText random) {
        this.secure = "https".equals(surface.issuer().getScheme());
        // RFC 6265bis §4.1.3.2: a cookie of this prefix cannot have been planted by a neighbour of our domain.
        this.name = secure ? "__Host-verifier-browser" : "verifier-browser";
        this.random = random;
    }

    /** The secret of the browser that sent this request. */
    Optional<String> secret(HttpServletRequest request) {
        return Stream.ofNullable(request.getCookies())
                .flatMap(Stream::of)
                .filter(cookie -> cookie.getName().equals(name))
                .map(Cookie::getValue)
                .filter(value -> SECRET.matcher(value).matches())
                .findFirst();
    }

    /** The browser's secret, given to it now where it has none. */
    String secretOrNew(HttpServletRequest request, HttpServletResponse response) {
        return secret(request).orElseGet(() -> {
            var secret = random.next();
            var cookie = ResponseCookie.from(name, secret)
                    .httpOnly(true)
                    .secure(secure)
                    .sameSite("Lax")
                    .path("/")
                    .build();
            response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
            return secret;
        });
    }

    /** Whether a login was started by the browser that sent this request. */
    boolean isOf(WalletLogin login, HttpServletRequest request) {
        return secret(request)
                .filter(secret -> Digest.matches(login.order().browser(), secret))
                .isPresent();
    }
}
