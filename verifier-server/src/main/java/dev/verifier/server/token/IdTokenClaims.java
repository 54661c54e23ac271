package dev.verifier.server.token;

import dev.verifier.server.client.TrustedClients;
import dev.verifier.server.error.Refusal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.oidc.IdTokenClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;

/** ID tokens (OpenID Connect Core §2) with who the person is. Thread-safe. */
final class IdTokenClaims {

    private final TrustedClients clients;
    private final SubjectNames names;
    private final Duration lifetime;
    private final boolean credentialSets;

    /** @param credentialSets whether what was presented is told in the shape of the draft too */
    IdTokenClaims(TrustedClients clients, SubjectNames names, Duration lifetime, boolean credentialSets) {
        this.clients = clients;
        this.names = names;
        this.lifetime = lifetime;
        this.credentialSets = credentialSets;
    }

    void write(JwtEncodingContext context, WalletAuthentication login) {
        var client = clients.client(context.getRegisteredClient().getClientId())
                .orElseThrow(Refusal.CLIENT_UNKNOWN::asException);
        context.getClaims().claims(claims -> {
            claims.put(JwtClaimNames.SUB, names.of(login.subject(), client));
            claims.put(IdTokenClaimNames.AUTH_TIME, login.at().getEpochSecond());
            if (login.session() != null) {
                claims.put("sid", login.session());
            }
            // No assurance level is claimed (OpenID Connect Core §2: "0" says so).
            claims.put(IdTokenClaimNames.ACR, "0");
            if (claims.get(JwtClaimNames.IAT) instanceof Instant issuedAt) {
                claims.put(JwtClaimNames.EXP, issuedAt.plus(lifetime));
            }
            var authorization = Objects.requireNonNull(context.getAuthorization());
            var accessToken = Objects.requireNonNull(authorization.getAccessToken());
            claims.put(IdTokenClaimNames.AT_HASH, half(accessToken.getToken().getTokenValue()));
            nonce(authorization).ifPresent(nonce -> claims.put(IdTokenClaimNames.NONCE, nonce));
            var scopes = context.getAuthorizedScopes();
            var asked = new GrantedProfiles(clients).of(authorization, client.clientId(), scopes);
            claims.putAll(new PersonClaims(login.subject(), asked, scopes).claims(!names.arePairwise()));
            if (credentialSets) {
                new CredentialSets(login.subject(), asked, scopes, !names.arePairwise())
                        .at(login.at())
                        .ifPresent(sets -> claims.put(CredentialSets.CLAIM, sets));
            }
        });
    }

    /** OpenID Connect Core §12.2: after a refresh, if it is there, the same as before; the ecosystem's clients expect it. */
    private static Optional<String> nonce(OAuth2Authorization authorization) {
        OAuth2AuthorizationRequest request = authorization.getAttribute(OAuth2AuthorizationRequest.class.getName());
        return Optional.ofNullable(request)
                .map(asked -> asked.getAdditionalParameters().get(IdTokenClaimNames.NONCE))
                .map(Object::toString)
                .filter(nonce -> !nonce.isBlank());
    }

    /** OpenID Connect Core §3.1.3.6: the left half of the digest, with the hash of ES256. */
    private static String half(String token) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, digest.length / 2));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
