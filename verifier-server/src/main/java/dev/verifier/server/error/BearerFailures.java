package dev.verifier.server.error;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
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
        new RequestFacts(request.getRequestURI(), "", "").keepWith(request);
        if (isOurs(exception)) {
            answers.fail(request, response, Refusal.OUT_OF_ORDER, exception);
            return;
        }
        // RFC 6750 §3.1: whoever sent no token is told no reason in the challenge.
        var tried = request.getHeader(HttpHeaders.AUTHORIZATION) != null;
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, tried ? "Bearer error=\"invalid_token\"" : "Bearer");
        answers.refuse(request, response, Refusal.ACCESS_TOKEN_INVALID);
    }

    /** Spring says of a failure of ours, such as a database that is away, that the request was invalid; of tokens it never does. */
    private static boolean isOurs(AuthenticationException exception) {
        return exception instanceof AuthenticationServiceException
                || (exception instanceof OAuth2AuthenticationException oauth
                        && oauth.getError().getErrorCode().equals(OAuth2ErrorCodes.INVALID_REQUEST)
                        && String.valueOf(oauth.getError().getDescription())
                                .startsWith("OpenID Connect 1.0 UserInfo Error"));
    }
}
