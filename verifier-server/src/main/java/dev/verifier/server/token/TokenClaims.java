package dev.verifier.server.token;

import dev.verifier.rejection.Rejection;
import dev.verifier.server.error.Refusal;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;

/** Every token that is signed: whose it is, and then what belongs into one of its kind. Thread-safe. */
final class TokenClaims implements OAuth2TokenCustomizer<JwtEncodingContext> {

    static final String ID_TOKEN_TYPE = "JWT";

    private final AccessTokenClaims accessTokens;
    private final IdTokenClaims idTokens;
    private final String accessTokenType;

    /** @param accessTokenType {@code typ} header of access tokens */
    TokenClaims(AccessTokenClaims accessTokens, IdTokenClaims idTokens, String accessTokenType) {
        this.accessTokens = accessTokens;
        this.idTokens = idTokens;
        this.accessTokenType = accessTokenType;
    }

    /** Without somebody who proved something there is no token, whatever way led here. */
    @Override
    public void customize(JwtEncodingContext context) {
        var principal = context.<Authentication>getPrincipal();
        if (principal == null || !(principal.getDetails() instanceof PresentedSubject subject)) {
            throw Refusal.invalidClient(new Rejection.PresentationMissing());
        }
        var isIdToken =
                OidcParameterNames.ID_TOKEN.equals(context.getTokenType().getValue());
        context.getJwsHeader().algorithm(SignatureAlgorithm.ES256).type(isIdToken ? ID_TOKEN_TYPE : accessTokenType);
        if (isIdToken) {
            idTokens.write(context, (WalletAuthentication) principal);
        } else {
            accessTokens.write(context, subject);
        }
    }
}
