package dev.verifier.server.error;

import dev.verifier.rejection.RejectedException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.stream.Stream;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;

/** Translates what Spring's filters throw into our answers. Thread-safe. */
public final class OAuthFailures
        implements AuthenticationFailureHandler, AuthenticationEntryPoint, RequestRejectedHandler {

    private final ErrorAnswers answers;

    OAuthFailures(ErrorAnswers answers) {
        this.answers = answers;
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
            throws IOException {
        var rejected = Stream.<Throwable>iterate(exception, cause -> cause != null, Throwable::getCause)
                .filter(RejectedException.class::isInstance)
                .map(RejectedException.class::cast)
                .findFirst();
        if (rejected.isPresent()) {
            answers.refuse(request, response, error(exception), rejected.get().rejection());
        } else {
            answers.refuse(request, response, refusal(exception));
        }
    }

    private static String error(AuthenticationException exception) {
        return exception instanceof OAuth2AuthenticationException oauth
                ? oauth.getError().getErrorCode()
                : OAuth2ErrorCodes.INVALID_CLIENT;
    }

    /** Nobody authenticated where somebody must. */
    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
            throws IOException {
        answers.refuse(request, response, Refusal.CLIENT_AUTHENTICATION_MISSING);
    }

    /** A URL that tries to mean two things. */
    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, RequestRejectedException exception)
            throws IOException {
        answers.refuse(request, response, Refusal.REQUEST_MALFORMED);
    }

    private static Refusal refusal(AuthenticationException exception) {
        if (!(exception instanceof OAuth2AuthenticationException oauth)) {
            return Refusal.CLIENT_AUTHENTICATION_MISSING;
        }
        return Refusal.of(oauth.getError()).orElseGet(() -> springs(oauth.getError()));
    }

    private static Refusal springs(OAuth2Error error) {
        return switch (error.getErrorCode()) {
            case OAuth2ErrorCodes.INVALID_CLIENT -> Refusal.CLIENT_AUTHENTICATION_MISSING;
            case OAuth2ErrorCodes.INVALID_GRANT -> Refusal.GRANT_INVALID;
            case OAuth2ErrorCodes.UNAUTHORIZED_CLIENT -> Refusal.GRANT_NOT_REGISTERED;
            case OAuth2ErrorCodes.UNSUPPORTED_GRANT_TYPE -> Refusal.GRANT_TYPE_UNSUPPORTED;
            case OAuth2ErrorCodes.INVALID_SCOPE -> Refusal.SCOPE_NOT_REGISTERED;
            case OAuth2ErrorCodes.SERVER_ERROR -> Refusal.BROKEN;
            default ->
                error.getDescription() != null && error.getDescription().endsWith("grant_type")
                        ? Refusal.GRANT_TYPE_MISSING
                        : Refusal.PARAMETER_INVALID;
        };
    }
}
