package dev.verifier.server.session;

import dev.verifier.server.configuration.Surface;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/** Where a browser keeps the secret of its session: out of reach of scripts and of requests that other sites make. Immutable. */
final class SessionCookie {

    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final boolean secure;
    private final String name;

    SessionCookie(Surface surface) {
        this.secure = "https".equals(surface.issuer().getScheme());
        // RFC 6265bis §4.1.3.2: a cookie of this prefix cannot have been planted by a neighbour of our domain.
        this.name = secure ? "__Host-session" : "session";
    }

    void give(SessionSecret secret, Duration lifetime, HttpServletResponse response) {
        write(secret.value(), lifetime, response);
    }

    void takeBack(HttpServletResponse response) {
        write("", Duration.ZERO, response);
    }

    private void write(String value, Duration lifetime, HttpServletResponse response) {
        var cookie = ResponseCookie.from(name, value)
                .httpOnly(true)
                .secure(secure)
                .sameSite("Lax")
                .path("/")
                .maxAge(lifetime)
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }

    Optional<SessionSecret> secret(HttpServletRequest request) {
        return Stream.ofNullable(request.getCookies())
                .flatMap(Stream::of)
                .filter(cookie -> cookie.getName().equals(name))
                .map(cookie -> cookie.getValue())
                .filter(value -> SECRET.matcher(value).matches())
                .map(SessionSecret::new)
                .findFirst();
    }
}
