package dev.verifier.server.authorize;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/**
 * The way back to a client (RFC 6749 §4.1.2).
 *
 * @param uri one of the client's registered redirect URIs
 * @param state the client's; null where it sent none
 */
public record ClientRedirect(String uri, @Nullable String state) {

    /** Sends the browser there, with the client's state and with who we are (RFC 9207). */
    void send(HttpServletResponse response, Map<String, String> parameters, String issuer) throws IOException {
        var target = UriComponentsBuilder.fromUriString(uri);
        parameters.forEach((name, value) -> target.queryParam(name, encoded(value)));
        if (state != null) {
            target.queryParam("state", encoded(state));
        }
        target.queryParam("iss", encoded(issuer));
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.sendRedirect(target.build(true).toUriString());
    }

    private static String encoded(String value) {
        return UriUtils.encode(value, StandardCharsets.UTF_8);
    }
}
