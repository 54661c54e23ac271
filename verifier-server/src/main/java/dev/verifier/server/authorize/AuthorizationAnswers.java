package dev.verifier.server.authorize;

import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import dev.verifier.server.client.TrustedClients;
import dev.verifier.server.configuration.Surface;
import dev.verifier.server.error.ErrorAnswers;
import dev.verifier.server.error.Refusal;
import dev.verifier.server.page.Pages;
import dev.verifier.server.request.AskedParameters;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;

/**
 * How the authorization endpoint answers (RFC 6749 §4.1.2): at the client's own redirect URI, in success and in failure, and
 * nowhere but here where it is not certain whose that is. Thread-safe.
 */
public final class AuthorizationAnswers implements AuthenticationSuccessHandler, AuthenticationFailureHandler {

    private static final String RESPONSE_MODE = "response_mode";

    /** What is too long to be repeated to a client, and what another client may have pushed. */
    private static final Set<Refusal> STAYS_HERE = Set.of(Refusal.REQUEST_TOO_LARGE, Refusal.REQUEST_URI_UNKNOWN);

    private final TrustedClients clients;
    private final ErrorAnswers answers;
    private final Pages pages;
    private final String issuer;

    AuthorizationAnswers(TrustedClients clients, ErrorAnswers answers, Pages pages, Surface surface) {
        this.clients = clients;
        this.answers = answers;
        this.pages = pages;
        this.issuer = surface.issuer().toString();
    }

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws IOException {
        var granted = (OAuth2AuthorizationCodeRequestAuthenticationToken) authentication;
        var code = Objects.requireNonNull(granted.getAuthorizationCode()).getTokenValue();
        // What is granted no longer says how the answer was to travel; what was asked does.
        var asked = (OAuth2AuthorizationCodeRequestAuthenticationToken)
                request.getAttribute(OAuth2AuthorizationCodeRequestAuthenticationToken.class.getName());
        var back = ClientRedirect.of(
                Objects.requireNonNull(granted.getRedirectUri()),
                granted.getState(),
                Objects.requireNonNull(asked).getAdditionalParameters().get(RESPONSE_MODE));
        send(back, Map.of(OAuth2ParameterNames.CODE, code), request, response);
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
            throws IOException {
        if (exception.getCause() instanceof RejectedException rejected) {
            refuse(request, response, rejected.rejection());
            return;
        }
        var refusal = exception instanceof OAuth2AuthenticationException oauth
                ? refusal(oauth.getError())
                : Refusal.PARAMETER_INVALID;
        var asked = exception instanceof OAuth2AuthorizationCodeRequestAuthenticationException failed
                ? failed.getAuthorizationCodeRequestAuthentication()
                : null;
        var back = asked == null ? Optional.<ClientRedirect>empty() : redirect(asked);
        if (asked == null) {
            refuse(request, response, refusal);
        } else if (back.isPresent() && exception instanceof OAuth2AuthenticationException oauth) {
            refuse(request, response, refusal, refusal.mend(oauth.getError()), back.get());
        } else {
            refuse(request, response, refusal, back);
        }
    }

    /** Says no to a request that nobody has understood yet. */
    void refuse(HttpServletRequest request, HttpServletResponse response, Refusal refusal) throws IOException {
        refuse(request, response, refusal, STAYS_HERE.contains(refusal) ? Optional.empty() : registered(request));
    }

    /** Says no to a request object that was not believed, to its client where that is certain. */
    private void refuse(HttpServletRequest request, HttpServletResponse response, Rejection rejection)
            throws IOException {
        var back = registered(request);
        if (back.isEmpty()) {
            answers.refuseRequestObject(request, response, rejection);
            return;
        }
        var id = answers.noteRequestObject(request, rejection);
        var mend = rejection.code() + ": " + rejection.reason().mend();
        tell(back.get(), "invalid_request_object", mend + " (" + id + ")", request, response);
    }

    private void refuse(
            HttpServletRequest request, HttpServletResponse response, Refusal refusal, Optional<ClientRedirect> back)
            throws IOException {
        if (back.isPresent()) {
            refuse(request, response, refusal, back.get());
        } else {
            answers.refuse(request, response, refusal);
        }
    }

    /** Tells a client at its redirect URI that there will be no code. */
    public void refuse(HttpServletRequest request, HttpServletResponse response, Refusal refusal, ClientRedirect back)
            throws IOException {
        refuse(request, response, refusal, refusal.mend(), back);
    }

    private void refuse(
            HttpServletRequest request, HttpServletResponse response, Refusal refusal, String mend, ClientRedirect back)
            throws IOException {
        var id = answers.note(request, refusal);
        tell(back, refusal.error(), refusal.code() + ": " + mend + " (" + id + ")", request, response);
    }

    private void tell(
            ClientRedirect back,
            String error,
            String description,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put(OAuth2ParameterNames.ERROR, error);
        parameters.put(OAuth2ParameterNames.ERROR_DESCRIPTION, description);
        send(back, parameters, request, response);
    }

    private void send(
            ClientRedirect back,
            Map<String, String> parameters,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        switch (back.mode()) {
            case QUERY -> {
                response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
                response.setHeader("Referrer-Policy", "no-referrer");
                response.sendRedirect(back.link(parameters, issuer));
            }
            case FORM_POST -> pages.write(back.form(parameters, issuer), request, response);
        }
    }

    /** Where Spring knows a redirect URI it may be used; where it knows the request and none, it must not be. */
    private static Optional<ClientRedirect> redirect(OAuth2AuthorizationCodeRequestAuthenticationToken asked) {
        var uri = asked.getRedirectUri();
        var mode = asked.getAdditionalParameters().get(RESPONSE_MODE);
        return uri == null || uri.isEmpty()
                ? Optional.empty()
                : Optional.of(ClientRedirect.of(uri, asked.getState(), mode));
    }

    /** Where Spring could not even read the request: the client's redirect URI, if the request names both, once each. */
    private Optional<ClientRedirect> registered(HttpServletRequest request) {
        var uri = once(request, OAuth2ParameterNames.REDIRECT_URI);
        return Optional.ofNullable(once(request, OAuth2ParameterNames.CLIENT_ID))
                .flatMap(clients::client)
                .filter(client -> uri != null && client.redirectUris().contains(uri))
                .map(_ -> ClientRedirect.of(
                        Objects.requireNonNull(uri),
                        once(request, OAuth2ParameterNames.STATE),
                        once(request, RESPONSE_MODE)));
    }

    /** As it is asked, where somebody has looked into it already. */
    private static @Nullable String once(HttpServletRequest request, String name) {
        var asked = AskedParameters.of(request);
        if (asked.isPresent()) {
            return asked.get().values().get(name);
        }
        var values = request.getParameterValues(name);
        return values != null && values.length == 1 ? values[0] : null;
    }

    /** Ours, if it is one, or what Spring means. */
    static Refusal refusal(OAuth2Error error) {
        var parameter = error.getDescription() == null ? "" : error.getDescription();
        return Refusal.of(error).orElseGet(() -> springs(error, parameter));
    }

    private static Refusal springs(OAuth2Error error, String parameter) {
        return switch (error.getErrorCode()) {
            case OAuth2ErrorCodes.UNSUPPORTED_RESPONSE_TYPE -> Refusal.RESPONSE_TYPE_UNSUPPORTED;
            case OAuth2ErrorCodes.INVALID_SCOPE -> Refusal.SCOPE_NOT_REGISTERED;
            case OAuth2ErrorCodes.UNAUTHORIZED_CLIENT -> Refusal.GRANT_NOT_REGISTERED;
            case OAuth2ErrorCodes.SERVER_ERROR -> Refusal.BROKEN;
            case "invalid_target" -> Refusal.RESOURCE_NOT_REGISTERED;
            case "login_required" -> Refusal.LOGIN_REQUIRED;
            default -> invalid(parameter);
        };
    }

    /** Spring names the parameter at the end of its description. */
    private static Refusal invalid(String description) {
        if (description.endsWith(OAuth2ParameterNames.CLIENT_ID)) {
            return Refusal.AUTHORIZATION_CLIENT_UNKNOWN;
        }
        if (description.endsWith(OAuth2ParameterNames.REDIRECT_URI)) {
            return Refusal.REDIRECT_URI_NOT_REGISTERED;
        }
        return description.contains("code_challenge") ? Refusal.CODE_CHALLENGE_INVALID : Refusal.PARAMETER_INVALID;
    }
}
