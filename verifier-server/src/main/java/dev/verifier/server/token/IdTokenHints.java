package dev.verifier.server.token;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import dev.verifier.server.client.TrustedClients;
import java.util.List;
import java.util.Optional;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.oidc.IdTokenClaimNames;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/**
 * ID tokens of ours that come back, to say who is meant. They may have expired (OpenID Connect RP-Initiated Logout 1.0 §2): they open
 * nothing. Whatever else we sign is none. Thread-safe.
 */
public final class IdTokenHints {

    private static final int LONGEST = 64 * 1024;

    private final JwtDecoder idTokens;
    private final TrustedClients clients;
    private final SubjectNames names;

    IdTokenHints(JWKSource<SecurityContext> keys, String issuer, TrustedClients clients, SubjectNames names) {
        var decoder = NimbusJwtDecoder.withJwkSource(keys)
                .jwsAlgorithm(SignatureAlgorithm.ES256)
                .build();
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                new JwtIssuerValidator(issuer), new JwtTypeValidator(List.of(TokenClaims.ID_TOKEN_TYPE))));
        this.idTokens = decoder;
        this.clients = clients;
        this.names = names;
    }

    /** What it says; empty where it is no ID token of ours. */
    public Optional<IdTokenHint> read(String token) {
        try {
            return token.length() > LONGEST ? Optional.empty() : hint(idTokens.decode(token));
        } catch (JwtException e) {
            return Optional.empty();
        }
    }

    /** Access tokens may have the same type; they name their client in another claim. */
    private static Optional<IdTokenHint> hint(Jwt token) {
        var audience = token.getAudience();
        return audience != null
                        && audience.size() == 1
                        && audience.getFirst().equals(token.getClaimAsString(IdTokenClaimNames.AZP))
                        && token.hasClaim(IdTokenClaimNames.AT_HASH)
                        && !token.hasClaim(OAuth2ParameterNames.CLIENT_ID)
                        && token.getSubject() != null
                ? Optional.of(new IdTokenHint(token.getSubject(), token.getClaimAsString("sid"), audience.getFirst()))
                : Optional.empty();
    }

    /** Whether it is about this person, as the client that it was issued to knows them. */
    public boolean isAbout(IdTokenHint hint, PresentedSubject person) {
        return name(person, hint.client()).filter(hint.subject()::equals).isPresent();
    }

    /** Under which name a client knows a person; empty where there is no such client any more. */
    public Optional<String> name(PresentedSubject person, String clientId) {
        return clients.client(clientId).map(client -> names.of(person, client));
    }
}
