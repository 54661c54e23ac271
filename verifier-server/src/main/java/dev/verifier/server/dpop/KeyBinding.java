package dev.verifier.server.dpop;

import dev.verifier.server.error.Refusal;
import java.util.Optional;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;

/** That what was asked for with a key is redeemed with it. Stateless. */
public final class KeyBinding {

    /** RFC 9449 §10: the thumbprint of the key that a code is asked for with. */
    public static final String JKT = "dpop_jkt";

    /** Where a grant keeps the thumbprint of the key that its first token was bound to. */
    public static final String OF_REFRESH_TOKENS = KeyBinding.class.getName() + ".refresh";

    KeyBinding() {}

    /** The key that an access token is to be bound to; nothing where it need be bound to none. */
    public Optional<ProvenKey> require(OAuth2TokenContext context) {
        var proven = ProvenKey.of(context.getAuthorizationGrant());
        var bound = Optional.ofNullable(context.getAuthorization())
                .flatMap(granted -> isRefresh(context) ? ofRefreshToken(context, granted) : ofCode(granted));
        if (bound.isPresent() && !bound.equals(proven)) {
            throw Refusal.DPOP_KEY_DIFFERS.asException();
        }
        return proven;
    }

    private static boolean isRefresh(OAuth2TokenContext context) {
        return AuthorizationGrantType.REFRESH_TOKEN.equals(context.getAuthorizationGrantType());
    }

    /** RFC 9449 §5: those of a public client. Whoever authenticates may change its key, for what it authenticates with is what counts. */
    private static Optional<ProvenKey> ofRefreshToken(OAuth2TokenContext context, OAuth2Authorization granted) {
        return context.getRegisteredClient().getClientAuthenticationMethods().contains(ClientAuthenticationMethod.NONE)
                ? Optional.ofNullable(granted.<String>getAttribute(OF_REFRESH_TOKENS))
                        .map(ProvenKey::new)
                : Optional.empty();
    }

    private static Optional<ProvenKey> ofCode(OAuth2Authorization granted) {
        return Optional.ofNullable(
                        granted.<OAuth2AuthorizationRequest>getAttribute(OAuth2AuthorizationRequest.class.getName()))
                .map(asked -> asked.getAdditionalParameters().get(JKT))
                .map(thumbprint -> new ProvenKey((String) thumbprint));
    }
}
