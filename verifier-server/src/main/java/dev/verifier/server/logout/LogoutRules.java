package dev.verifier.server.logout;

import dev.verifier.server.authorize.ClientRedirect;
import dev.verifier.server.client.TrustedClient;
import dev.verifier.server.client.TrustedClients;
import dev.verifier.server.error.Refusal;
import dev.verifier.server.token.IdTokenHint;
import dev.verifier.server.token.IdTokenHints;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What may be asked at the logout endpoint. A parameter that contradicts another, or that nobody can check, is refused. Thread-safe. */
record LogoutRules(TrustedClients clients, IdTokenHints hints) {

    private static final int LONGEST_STATE = 1024;

    /** What came of looking at a request. */
    sealed interface Judged {

        /** It is in order. */
        record InOrder(LogoutRequest request) implements Judged {}

        /** It is not. */
        record Refused(Refusal refusal) implements Judged {}
    }

    Judged judge(HttpServletRequest request) {
        if (request.getMethod().equals("POST") && request.getQueryString() != null) {
            return new Judged.Refused(Refusal.PARAMETERS_IN_URL);
        }
        if (request.getParameterMap().values().stream().anyMatch(values -> values.length != 1)) {
            return new Judged.Refused(Refusal.PARAMETER_REPEATED);
        }
        var hintText = request.getParameter("id_token_hint");
        var hint = hintText == null ? Optional.<IdTokenHint>empty() : hints.read(hintText);
        var clientId = request.getParameter("client_id");
        if ((hintText != null && hint.isEmpty())
                || hint.filter(of -> clientId != null && !of.client().equals(clientId))
                        .isPresent()) {
            return new Judged.Refused(Refusal.ID_TOKEN_HINT_INVALID);
        }
        var client = clients.client(hint.map(IdTokenHint::client).orElse(clientId == null ? "" : clientId));
        if (clientId != null && client.isEmpty()) {
            return new Judged.Refused(Refusal.AUTHORIZATION_CLIENT_UNKNOWN);
        }
        return judge(request, client.orElse(null), hint.orElse(null), hintText);
    }

    private static Judged judge(
            HttpServletRequest request,
            @Nullable TrustedClient client,
            @Nullable IdTokenHint hint,
            @Nullable String hintText) {
        var back = request.getParameter("post_logout_redirect_uri");
        if (back != null && (client == null || !client.postLogoutRedirectUris().contains(back))) {
            return new Judged.Refused(Refusal.POST_LOGOUT_REDIRECT_URI_NOT_REGISTERED);
        }
        var state = request.getParameter("state");
        return state != null && state.length() > LONGEST_STATE
                ? new Judged.Refused(Refusal.PARAMETER_INVALID)
                : new Judged.InOrder(new LogoutRequest(client, hint, hintText, back, state));
    }

    /** What a form may lead to that ends with this request (CSP3 form-action). */
    static @Nullable String formTarget(LogoutRequest asked) {
        return asked.back() == null
                ? null
                : ClientRedirect.of(asked.back(), null, null).formTarget();
    }
}
