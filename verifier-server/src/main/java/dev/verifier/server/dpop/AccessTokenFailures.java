package dev.verifier.server.dpop;

import dev.verifier.rejection.RejectedException;
import dev.verifier.server.error.ErrorAnswers;
import dev.verifier.server.error.Refusal;
import dev.verifier.server.error.RequestFacts;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.web.AuthenticationEntryPoint;

/**
 * Where an access token is missing or is not good: a challenge for each scheme (RFC 6750 §3, RFC 9449 §7.1), and our answer.
 * Thread-safe.
 */
final class AccessTokenFailures implements AuthenticationEntryPoint {

    private static final String ALGORITHMS = "algs=\"" + String.join(" ", ProvenKey.ALGORITHMS) + "\"";

    private final ErrorAnswers answers;

    AccessTokenFailures(ErrorAnswers answers) {
        this.answers = answers;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
            throws IOException {
        new RequestFacts(request.getRequestURI(), "", "").keepWith(request);
        if (isOurs(exception)) {
            answers.fail(request, response, Refusal.OUT_OF_ORDER, exception);
        } else if (exception instanceof OAuth2AuthenticationException oauth
                && exception.getCause() instanceof RejectedException rejected) {
            var error = oauth.getError().getErrorCode();
            challenge(request, response, error);
            answers.refuseToken(request, response, error, rejected.rejection());
        } else {
            var refusal = refusal(exception);
            challenge(request, response, refusal.error());
            answers.refuseToken(request, response, refusal);
        }
    }

    /** RFC 6750 §3.1: whoever sent no token is told no reason in the challenge. */
    private static void challenge(HttpServletRequest request, HttpServletResponse response, String error) {
        var tried = request.getHeader(HttpHeaders.AUTHORIZATION) != null;
        var withProof = BoundTokens.usesScheme(request);
        var reason = "error=\"" + error + "\"";
        response.addHeader(HttpHeaders.WWW_AUTHENTICATE, tried && !withProof ? "Bearer " + reason : "Bearer");
        response.addHeader(HttpHeaders.WWW_AUTHENTICATE, "DPoP " + (withProof ? reason + ", " : "") + ALGORITHMS);
    }

    private static Refusal refusal(AuthenticationException exception) {
        return exception instanceof OAuth2AuthenticationException oauth
                ? Refusal.of(oauth.getError()).orElse(Refusal.ACCESS_TOKEN_INVALID)
                : Refusal.ACCESS_TOKEN_INVALID;
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
