package dev.verifier.server.authorize;

import dev.verifier.rejection.RejectedException;
import dev.verifier.server.error.ErrorAnswers;
import dev.verifier.server.error.Refusal;
import dev.verifier.server.request.AskedParameters;
import dev.verifier.server.request.RequestSources;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Objects;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a client is told that has pushed its request (RFC 9126 §2.2, §2.3): the name under which it is kept, or why it is not, never
 * in a browser. Thread-safe.
 */
public final class PushedRequestAnswers implements AuthenticationSuccessHandler, AuthenticationFailureHandler {

    private final JsonMapper json = new JsonMapper();
    private final RequestSources sources;
    private final ErrorAnswers answers;

    PushedRequestAnswers(RequestSources sources, ErrorAnswers answers) {
        this.sources = sources;
        this.answers = answers;
    }

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws IOException {
        var asked = sources.keep(AskedParameters.of(request).orElseThrow());
        var told = new LinkedHashMap<String, Object>();
        told.put("request_uri", Objects.requireNonNull(asked.kept()).uri());
        told.put("expires_in", sources.lifetime().toSeconds());
        response.setStatus(HttpServletResponse.SC_CREATED);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        json.writeValue(response.getOutputStream(), told);
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
            throws IOException {
        if (!(exception instanceof OAuth2AuthenticationException oauth)) {
            answers.refuse(request, response, Refusal.PARAMETER_INVALID);
        } else if (oauth.getCause() instanceof RejectedException rejected) {
            // A request object, or the proof beside it.
            answers.refuse(request, response, oauth.getError().getErrorCode(), rejected.rejection());
        } else {
            answers.refuse(request, response, AuthorizationAnswers.refusal(oauth.getError()), oauth.getError());
        }
    }
}
