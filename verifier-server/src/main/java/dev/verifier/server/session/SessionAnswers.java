package dev.verifier.server.session;

import dev.verifier.server.authorize.AuthorizationAnswers;
import dev.verifier.server.error.ErrorAnswers;
import dev.verifier.server.error.Refusal;
import dev.verifier.server.profile.ClientQuery;
import dev.verifier.server.request.AskedParameters;
import dev.verifier.server.request.PushedRequests;
import dev.verifier.server.token.WalletAuthentication;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;

/**
 * A code goes out to a client once it is written down, and the session that it belongs to, and, where a session answered in place of a login,
 * once the request is taken that it answers. Thread-safe.
 */
final class SessionAnswers implements AuthenticationSuccessHandler {

    /** As long as somebody may wonder what became of a request that was answered. */
    private static final Duration REMEMBERED = Duration.ofMinutes(10);

    private final BrowserSessions sessions;
    private final Consumer<HttpServletRequest> written;
    private final PushedRequests requests;
    private final AuthorizationAnswers answers;
    private final ErrorAnswers errors;
    private final Clock clock;

    /** @param written writes down what was granted in a request */
    SessionAnswers(
            BrowserSessions sessions,
            Consumer<HttpServletRequest> written,
            PushedRequests requests,
            AuthorizationAnswers answers,
            ErrorAnswers errors,
            Clock clock) {
        this.sessions = sessions;
        this.written = written;
        this.requests = requests;
        this.answers = answers;
        this.errors = errors;
        this.clock = clock;
    }

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws IOException {
        var granted = (OAuth2AuthorizationCodeRequestAuthenticationToken) authentication;
        if (granted.getPrincipal() instanceof WalletAuthentication person) {
            if (!isTaken(person, request)) {
                errors.refuse(request, response, Refusal.REQUEST_URI_USED);
                return;
            }
            var client = granted.getClientId();
            if (!sessions.signedIn(person, client, agreed(granted), () -> written.accept(request), request, response)) {
                errors.refuse(request, response, Refusal.LOGIN_OVER);
                return;
            }
        }
        answers.onAuthenticationSuccess(request, response, authentication);
    }

    /** Who agreed to what a client asked for in its own words has not agreed to all that its scopes ask for. */
    private static Set<String> agreed(OAuth2AuthorizationCodeRequestAuthenticationToken granted) {
        return ClientQuery.ofGranted(granted.getAdditionalParameters().get(ClientQuery.PARAMETER))
                        .isAsked()
                ? Set.of()
                : granted.getScopes();
    }

    /** A login has taken its request when it began; a session takes it now. */
    private boolean isTaken(WalletAuthentication person, HttpServletRequest request) {
        return AskedParameters.of(request)
                .map(AskedParameters::kept)
                .filter(kept -> kept.login() == null)
                .map(kept -> requests.take(
                        kept, String.valueOf(person.session()), clock.instant().plus(REMEMBERED)))
                .orElse(true);
    }
}
