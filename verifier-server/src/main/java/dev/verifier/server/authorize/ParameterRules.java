package dev.verifier.server.authorize;

import dev.verifier.server.error.Refusal;
import dev.verifier.server.profile.ClientQuery;
import dev.verifier.server.token.IdTokenHints;
import dev.verifier.server.token.WalletAuthentication;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;

/**
 * What Spring leaves open about the parameters of an authorization request: the form of a code challenge (RFC 7636 §4.2; S256 makes
 * 43 characters) and of a key's thumbprint (RFC 9449 §10), how the answer may travel, and how long what we only hand through may be.
 * Thread-safe.
 *
 * @param hints for reading whom a client means
 */
record ParameterRules(IdTokenHints hints) implements Consumer<OAuth2AuthorizationCodeRequestAuthenticationContext> {

    /** Of a code verifier, or of a key (RFC 7638 §3). */
    private static final Pattern SHA256 = Pattern.compile("[A-Za-z0-9_-]{43}");

    private static final String DPOP_JKT = "dpop_jkt";
    private static final int LONGEST = 1024;
    private static final List<String> HANDED_THROUGH = List.of(
            OidcParameterNames.NONCE, "display", "prompt", "ui_locales", "login_hint", "acr_values", "claims_locales");

    @Override
    public void accept(OAuth2AuthorizationCodeRequestAuthenticationContext context) {
        OAuth2AuthorizationCodeRequestAuthenticationToken request = context.getAuthentication();
        var parameters = request.getAdditionalParameters();
        var challenge = parameters.get(PkceParameterNames.CODE_CHALLENGE);
        if (challenge instanceof String text && !SHA256.matcher(text).matches()) {
            throw invalid(PkceParameterNames.CODE_CHALLENGE, request);
        }
        if (challenge == null && parameters.containsKey(PkceParameterNames.CODE_CHALLENGE_METHOD)) {
            throw invalid(PkceParameterNames.CODE_CHALLENGE, request);
        }
        var mode = ResponseMode.of(parameters.get("response_mode"));
        var uri = String.valueOf(request.getRedirectUri());
        if (mode.isEmpty() || !ClientRedirect.leads(mode.get(), uri)) {
            throw refused(Refusal.RESPONSE_MODE_UNSUPPORTED, request);
        }
        if (parameters.get(DPOP_JKT) instanceof String text
                && !SHA256.matcher(text).matches()) {
            throw invalid(DPOP_JKT, request);
        }
        var wishes = Wishes.of(parameters);
        var unclear = wishes.refusal(hints, request.getClientId());
        if (unclear.isPresent()) {
            throw refused(unclear.get(), request);
        }
        if (request.getPrincipal() instanceof WalletAuthentication person
                && wishes.hint(hints, request.getClientId())
                        .filter(hint -> !hints.isAbout(hint, person.subject()))
                        .isPresent()) {
            throw refused(Refusal.LOGIN_OTHER_PERSON, request);
        }
        if (isLong(request.getState())) {
            throw invalid("state", request);
        }
        for (var name : HANDED_THROUGH) {
            if (isLong(parameters.get(name))) {
                throw invalid(name, request);
            }
        }
        if (isLonger(parameters.get(ClientQuery.PARAMETER), ClientQuery.LONGEST)) {
            throw invalid(ClientQuery.PARAMETER, request);
        }
    }

    private static boolean isLong(@Nullable Object value) {
        return isLonger(value, LONGEST);
    }

    private static boolean isLonger(@Nullable Object value, int longest) {
        return value instanceof String text && text.getBytes(StandardCharsets.UTF_8).length > longest;
    }

    private static OAuth2AuthorizationCodeRequestAuthenticationException refused(
            Refusal refusal, OAuth2AuthorizationCodeRequestAuthenticationToken request) {
        return new OAuth2AuthorizationCodeRequestAuthenticationException(
                new OAuth2Error(refusal.error(), refusal.code(), null), request);
    }

    private static OAuth2AuthorizationCodeRequestAuthenticationException invalid(
            String parameter, OAuth2AuthorizationCodeRequestAuthenticationToken request) {
        return new OAuth2AuthorizationCodeRequestAuthenticationException(
                new OAuth2Error(OAuth2ErrorCodes.INVALID_REQUEST, "OAuth 2.0 Parameter: " + parameter, null), request);
    }
}
