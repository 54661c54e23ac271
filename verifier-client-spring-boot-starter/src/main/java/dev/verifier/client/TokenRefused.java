package dev.verifier.client;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenAuthenticationEntryPoint;
import org.springframework.security.web.AuthenticationEntryPoint;

/**
 * Says what is wrong with a token where Spring Security says it, in {@code WWW-Authenticate} (RFC 6750 §3), and in the body, too: that is
 * what the exceptions of programs show that call. Thread-safe.
 */
final class TokenRefused implements AuthenticationEntryPoint {

    private final AuthenticationEntryPoint header = new BearerTokenAuthenticationEntryPoint();

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
            throws IOException, ServletException {
        header.commence(request, response, why);
        repeat(response);
    }

    /** Puts the challenge into the body as text, where it has something to say. */
    static void repeat(HttpServletResponse response) throws IOException {
        var challenge = response.getHeader(HttpHeaders.WWW_AUTHENTICATE);
        if (challenge != null && challenge.contains("error=")) {
            response.setContentType(MediaType.TEXT_PLAIN_VALUE);
            response.getOutputStream().write(challenge.getBytes(StandardCharsets.UTF_8));
        }
    }
}
