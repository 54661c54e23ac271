package dev.verifier.server.error;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;

/** Where an access token is missing or is not good (RFC 6750 §3): the challenge, and our answer. Thread-safe. */
final class BearerFailures implements AuthenticationEntryPoint {

    private final ErrorAnswers answers;

    BearerFailures(ErrorAnswers answers) {
        this.answers = answers;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
            throws IOException {
        // RFC 6750 §3.1: whoever sent no token is told no reason in the challenge.
        var tried = request.getHeader(HttpHeaders.AUTHORIZATION) != null;
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, tried ? "Bearer error=\"invalid_token\"" : "Bearer");
        new RequestFacts(request.getRequestURI(), "", "").keepWith(request);
        answers.refuse(request, response, Refusal.ACCESS_TOKEN_INVALID);
    }
}
