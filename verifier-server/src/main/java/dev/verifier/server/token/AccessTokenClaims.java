package dev.verifier.server.token;

import dev.verifier.rejection.Rejection;
import dev.verifier.server.client.TrustedClients;
import dev.verifier.server.error.Refusal;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;

/**
 * Access tokens (RFC 9068) that every reader in the ecosystem understands: the credential as {@code vc}, and its mandate flat
 * beside it. Thread-safe.
 */
final class AccessTokenClaims implements OAuth2TokenCustomizer<JwtEncodingContext> {

    private static final List<String> FLAT = List.of("mandatee", "mandator", "power");

    private final TrustedClients clients;
    private final URI issuer;
    private final String keyId;
    private final String type;

    /**
     * @param issuer audience of tokens whose client has none of its own
     * @param keyId key id of the signing key
     * @param type {@code typ} header
     */
    AccessTokenClaims(TrustedClients clients, URI issuer, String keyId, String type) {
        this.clients = clients;
        this.issuer = issuer;
        this.keyId = keyId;
        this.type = type;
    }

    /** Without somebody who proved something there is no token, whatever way led here. */
    @Override
    public void customize(JwtEncodingContext context) {
        var principal = context.<Authentication>getPrincipal();
        if (principal == null || !(principal.getDetails() instanceof PresentedSubject subject)) {
            throw Refusal.invalidClient(new Rejection.PresentationMissing());
        }
        context.getJwsHeader().algorithm(SignatureAlgorithm.ES256).keyId(keyId).type(type);
        var clientId = context.getRegisteredClient().getClientId();
        context.getClaims().claims(claims -> {
            claims.remove(JwtClaimNames.NBF);
            claims.put(JwtClaimNames.SUB, subject.holder());
            claims.put(OAuth2ParameterNames.CLIENT_ID, clientId);
            claims.put(OAuth2ParameterNames.SCOPE, String.join(" ", context.getAuthorizedScopes()));
            claims.put("credential_type", subject.types().getFirst());
            mandate(subject).forEach((name, value) -> {
                if (FLAT.contains(name) && value != null) {
                    claims.put((String) name, value);
                }
            });
            claims.put("vc", subject.credential());
            endWithTheCredential(claims, subject);
        });
        audience(context, clientId);
    }

    private void audience(JwtEncodingContext context, String clientId) {
        var client = clients.client(clientId).orElseThrow(Refusal.CLIENT_UNKNOWN::asException);
        context.getClaims().audience(client.audience().isEmpty() ? List.of(issuer.toString()) : client.audience());
        if (client.tenant() != null) {
            context.getClaims().claim("tenant", client.tenant());
        }
    }

    private static void endWithTheCredential(Map<String, Object> claims, PresentedSubject subject) {
        if (claims.get(JwtClaimNames.EXP) instanceof Instant expiry && expiry.isAfter(subject.validUntil())) {
            claims.put(JwtClaimNames.EXP, subject.validUntil());
        }
    }

    private static Map<?, ?> mandate(PresentedSubject subject) {
        return subject.credential().get("credentialSubject") instanceof Map<?, ?> holder
                        && holder.get("mandate") instanceof Map<?, ?> mandate
                ? mandate
                : Map.of();
    }
}
