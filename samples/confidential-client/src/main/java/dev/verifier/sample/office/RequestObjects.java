package dev.verifier.sample.office;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.ResponseEntity;
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
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * What this app asks Verifier for, signed (RFC 9101), each at an address of its own that nobody can guess: a browser carries the
 * address, and what it leads to cannot be changed on the way. Thread-safe.
 */
@RestController
class RequestObjects {

    static final String PATH = "/requests";

    private static final Duration LIFETIME = Duration.ofMinutes(5);
    private static final int MOST = 10_000;

    /** What is said outside too, because OAuth (RFC 6749 §4.1.1) and the ecosystem want it there. */
    private static final Set<String> OUTSIDE = Set.of(
            OAuth2ParameterNames.RESPONSE_TYPE,
            OAuth2ParameterNames.CLIENT_ID,
            OAuth2ParameterNames.SCOPE,
            OAuth2ParameterNames.STATE,
            OidcParameterNames.NONCE);

    private final Cache<String, String> open =
            Caffeine.newBuilder().expireAfterWrite(LIFETIME).maximumSize(MOST).build();
    private final StringKeyGenerator ids =
            new Base64StringKeyGenerator(Base64.getUrlEncoder().withoutPadding(), 32);
    private final JwtEncoder signer;
    private final ClientKey key;
    private final Settings settings;
    private final Clock clock;

    RequestObjects(ClientKey key, Settings settings, Clock clock) {
        this.signer = new NimbusJwtEncoder(new ImmutableJWKSet<>(new JWKSet(key.jwk())));
        this.key = key;
        this.settings = settings;
        this.clock = clock;
    }

    /** Puts the parameters of a request behind its address, and leaves that and the least in their place. */
    void host(Map<String, Object> parameters) {
        var id = ids.generateKey();
        open.put(id, sign(parameters, ids.generateKey()));
        parameters.keySet().retainAll(OUTSIDE);
        parameters.put("request_uri", settings.url() + PATH + "/" + id);
    }

    /** RFC 9101 §4; {@code iss} and {@code aud} as OpenID Connect Core §6.1 has them. */
    private String sign(Map<String, Object> parameters, String jti) {
        var now = clock.instant();
        var header = JwsHeader.with(SignatureAlgorithm.ES256)
                .type("oauth-authz-req+jwt")
                .keyId(key.did())
                .build();
        var claims = JwtClaimsSet.builder()
                .claims(all -> all.putAll(parameters))
                .issuer(key.did())
                .audience(List.of(settings.issuer().toString()))
                .issuedAt(now)
                .expiresAt(now.plus(LIFETIME))
                .id(jti)
                .build();
        return signer.encode(JwtEncoderParameters.from(header, claims)).getTokenValue();
    }

    /** For Verifier, which comes for it itself. */
    @GetMapping(path = PATH + "/{id}", produces = "application/oauth-authz-req+jwt")
    ResponseEntity<String> fetch(@PathVariable String id) {
        return ResponseEntity.of(Optional.ofNullable(open.getIfPresent(id)));
    }
}
