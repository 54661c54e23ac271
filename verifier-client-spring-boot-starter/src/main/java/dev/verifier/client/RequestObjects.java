package dev.verifier.client;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.security.crypto.keygen.Base64StringKeyGenerator;
import org.springframework.security.crypto.keygen.StringKeyGenerator;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;

/**
 * What the application asks Verifier for, signed (RFC 9101): at an address of its own that nobody can guess, in the link, or pushed. A
 * browser carries no more than it must, and what is signed cannot be changed on the way. Thread-safe.
 */
final class RequestObjects {

    private static final Duration LIFETIME = Duration.ofMinutes(5);

    /** What is said outside too, because OAuth (RFC 6749 §4.1.1) and the ecosystem want it there. */
    private static final Set<String> OUTSIDE = Set.of(
            OAuth2ParameterNames.RESPONSE_TYPE,
            OAuth2ParameterNames.CLIENT_ID,
            OAuth2ParameterNames.SCOPE,
            OAuth2ParameterNames.STATE,
            OidcParameterNames.NONCE);

    private final StringKeyGenerator ids =
            new Base64StringKeyGenerator(Base64.getUrlEncoder().withoutPadding(), 32);
    private final OpenRequests open;
    private final JwtEncoder signer;
    private final ClientKey key;
    private final URI issuer;
    private final String address;
    private final Clock clock;

    /**
     * For one Verifier.
     *
     * @param issuer whom they are for
     * @param address below which they are hosted
     */
    RequestObjects(ClientKey key, URI issuer, String address, Clock clock) {
        this.open = new OpenRequests(LIFETIME, clock);
        this.signer = new NimbusJwtEncoder(new ImmutableJWKSet<>(new JWKSet(key.jwk())));
        this.key = key;
        this.issuer = issuer;
        this.address = address;
        this.clock = clock;
    }

    /** Puts the parameters of a request behind its address, and leaves that and the least in their place. */
    void host(Map<String, Object> parameters) {
        var id = ids.generateKey();
        open.keep(id, sign(parameters));
        parameters.keySet().retainAll(OUTSIDE);
        parameters.put(OAuth2ParameterNames.REQUEST_URI, address + "/" + id);
    }

    /** Puts the parameters of a request into one that is signed. */
    void include(Map<String, Object> parameters) {
        var request = sign(parameters);
        parameters.keySet().retainAll(OUTSIDE);
        parameters.put("request", request);
    }

    /** RFC 9101 §4; {@code iss} and {@code aud} as OpenID Connect Core §6.1 has them. */
    String sign(Map<String, Object> parameters) {
        var now = clock.instant();
        var header = JwsHeader.with(SignatureAlgorithm.ES256)
                .type("oauth-authz-req+jwt")
                .keyId(key.did())
                .build();
        var claims = JwtClaimsSet.builder()
                .claims(all -> all.putAll(parameters))
                .issuer(key.clientId())
                .audience(List.of(issuer.toString()))
                .issuedAt(now)
                .expiresAt(now.plus(LIFETIME))
                .id(ids.generateKey())
                .build();
        return signer.encode(JwtEncoderParameters.from(header, claims)).getTokenValue();
    }

    Optional<String> find(String id) {
        return open.find(id);
    }
}
