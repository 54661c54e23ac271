package dev.verifier.client;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/** Says in plain text why somebody is not signed in, in Verifier's words, for applications that have no page for it. Thread-safe. */
final class SignInFailure implements AuthenticationFailureHandler {

    private final String again;

    /** @param again where one may try again */
    SignInFailure(String again) {
        this.again = again;
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        response.setStatus(HttpStatus.FORBIDDEN.value());
        response.setContentType(MediaType.TEXT_PLAIN_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.getWriter().print("You are not signed in.\n\n" + why(failure) + "\n\nTry again: " + again + "\n");
    }

    private static String why(AuthenticationException failure) {
        if (failure instanceof OAuth2AuthenticationException refusal) {
            var error = refusal.getError();
            return error.getErrorCode() + ": "
                    + Objects.requireNonNullElse(error.getDescription(), "no more is said about it");
        }
        return "The sign-in did not work.";
    }
}
