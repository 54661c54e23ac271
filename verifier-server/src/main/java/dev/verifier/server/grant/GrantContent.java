package dev.verifier.server.grant;

import dev.verifier.server.client.Resources;
import dev.verifier.server.dpop.KeyBinding;
import dev.verifier.server.dpop.ProvenKey;
import dev.verifier.server.token.PresentedSubject;
import dev.verifier.server.token.WalletAuthentication;
import java.security.Principal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/**
 * A grant as it is written down: what was asked, who granted it, and the digests of what was issued for it.
 *
 * @param authorizationUri where it was asked for
 * @param redirectUri where the code went; null where the request named none
 * @param scopes what was granted
 * @param state the client's
 * @param parameters what else was asked, such as the code challenge
 * @param subject what the person proved
 * @param authenticatedAt when
 * @param session in which browser session; null where it was granted before there were any
 * @param login in which login; null where a browser session answered, or it was granted before this was written down
 * @param code the authorization code
 * @param accessToken what it was exchanged for
 * @param idToken likewise
 * @param refresh the refresh tokens; null where there are none
 * @param key thumbprint of the key that the first token was bound to; null where none was
 */
record GrantContent(
        String authorizationUri,
        @Nullable String redirectUri,
        Set<String> scopes,
        @Nullable String state,
        Map<String, String> parameters,
        PresentedSubject subject,
        Instant authenticatedAt,
        @Nullable String session,
        @Nullable String login,
        @Nullable RememberedToken code,
        @Nullable RememberedToken accessToken,
        @Nullable RememberedToken idToken,
        @Nullable RefreshFamily refresh,
        @Nullable String key) {

    static final String REFRESH = RefreshFamily.class.getName();

    static GrantContent of(OAuth2Authorization authorization) {
        OAuth2AuthorizationRequest request =
                Objects.requireNonNull(authorization.getAttribute(OAuth2AuthorizationRequest.class.getName()));
        WalletAuthentication person = Objects.requireNonNull(authorization.getAttribute(Principal.class.getName()));
        return new GrantContent(
                request.getAuthorizationUri(),
                request.getRedirectUri(),
                request.getScopes(),
                request.getState(),
                texts(request.getAdditionalParameters()),
                person.subject(),
                person.at(),
                person.session(),
                person.login(),
                RememberedToken.of(authorization.getToken(OAuth2AuthorizationCode.class)),
                RememberedToken.of(authorization.getAccessToken()),
                RememberedToken.of(authorization.getToken(OidcIdToken.class)),
                RefreshFamily.of(authorization.getRefreshToken(), authorization.getAttribute(REFRESH)),
                key(authorization));
    }

    /** Once there is one it stays. */
    private static @Nullable String key(OAuth2Authorization authorization) {
        String before = authorization.getAttribute(KeyBinding.OF_REFRESH_TOKENS);
        return before != null
                ? before
                : Optional.ofNullable(authorization.getAccessToken())
                        .map(OAuth2Authorization.Token::getClaims)
                        .flatMap(ProvenKey::in)
                        .map(ProvenKey::thumbprint)
                        .orElse(null);
    }

    /** Parameters come once each, so they are texts; resources are one text of several. */
    private static Map<String, String> texts(Map<String, Object> parameters) {
        var texts = new LinkedHashMap<String, String>();
        parameters.forEach((name, value) -> {
            if (value instanceof String text) {
                texts.put(name, text);
            } else if (value instanceof String[] several && name.equals(Resources.PARAMETER)) {
                texts.put(name, String.join(" ", several)); // no URI has a space (RFC 3986 §2)
            }
        });
        return texts;
    }

    /** The parameters as Spring had them. */
    private Map<String, Object> asked() {
        var asked = new LinkedHashMap<String, Object>(parameters);
        asked.computeIfPresent(
                Resources.PARAMETER,
                (_, resources) -> resources instanceof String text ? text.split(" ", -1) : resources);
        return asked;
    }

    /** When nothing of it is good for anything any more. */
    Instant endsAt() {
        return Stream.of(code, accessToken, idToken, refresh == null ? null : refresh.current())
                .filter(Objects::nonNull)
                .map(RememberedToken::expiresAt)
                .max(Instant::compareTo)
                .orElseThrow();
    }

    /** Spring's view of it, in which the token that was presented is the only one with its value. */
    OAuth2Authorization.Builder authorization(RegisteredClient client, String presented) {
        var builder = OAuth2Authorization.withRegisteredClient(client)
                .principalName(subject.holder())
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .authorizedScopes(scopes)
                .attribute(
                        Principal.class.getName(),
                        new WalletAuthentication(subject, authenticatedAt, session).by(login))
                .attribute(
                        OAuth2AuthorizationRequest.class.getName(),
                        OAuth2AuthorizationRequest.authorizationCode()
                                .authorizationUri(authorizationUri)
                                .clientId(client.getClientId())
                                .redirectUri(redirectUri)
                                .scopes(scopes)
                                .state(state)
                                .additionalParameters(asked())
                                .build());
        if (code != null) {
            builder.token(
                    new OAuth2AuthorizationCode(code.digest().value(presented), code.issuedAt(), code.expiresAt()),
                    code.metadata());
        }
        if (accessToken != null) {
            builder.token(
                    new OAuth2AccessToken(
                            OAuth2AccessToken.TokenType.BEARER,
                            accessToken.digest().value(presented),
                            accessToken.issuedAt(),
                            accessToken.expiresAt(),
                            scopes),
                    accessToken.metadata());
        }
        if (idToken != null) {
            builder.token(
                    new OidcIdToken(
                            idToken.digest().value(presented),
                            idToken.issuedAt(),
                            idToken.expiresAt(),
                            Map.of("sub", subject.holder())),
                    idToken.metadata());
        }
        return builder;
    }
}
