package dev.verifier.server.discovery;

import dev.verifier.server.configuration.Surface;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The metadata document (RFC 8414 §2, OpenID Connect Discovery §3), the same at both well-known paths. It is ours and not
 * Spring's, because Spring's lists endpoints, grants and methods that this server does not have.
 */
@RestController
class VerifierMetadata {

    private static final List<String> ASSERTION_METHODS = List.of("private_key_jwt", "client_secret_jwt");
    private static final List<String> ASSERTION_ALGORITHMS =
            List.of("ES256", "ES384", "ES512", "RS256", "RS384", "RS512", "PS256", "EdDSA");

    private final Map<String, Object> metadata;

    VerifierMetadata(Surface surface) {
        this.metadata = metadata(surface);
    }

    @GetMapping({Surface.OPENID_CONFIGURATION, Surface.AUTHORIZATION_SERVER})
    ResponseEntity<Map<String, Object>> metadata() {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(Duration.ofMinutes(5)).cachePublic())
                .contentType(MediaType.APPLICATION_JSON)
                .body(metadata);
    }

    private static Map<String, Object> metadata(Surface surface) {
        var metadata = new LinkedHashMap<String, Object>();
        metadata.put("issuer", surface.issuer().toString());
        metadata.put("token_endpoint", surface.url(Surface.TOKEN));
        metadata.put("token_endpoint_auth_methods_supported", ASSERTION_METHODS);
        metadata.put("token_endpoint_auth_signing_alg_values_supported", ASSERTION_ALGORITHMS);
        metadata.put("introspection_endpoint", surface.url(Surface.INTROSPECT));
        metadata.put("introspection_endpoint_auth_methods_supported", ASSERTION_METHODS);
        metadata.put("introspection_endpoint_auth_signing_alg_values_supported", ASSERTION_ALGORITHMS);
        metadata.put("jwks_uri", surface.url(Surface.JWKS));
        metadata.put("grant_types_supported", List.of("client_credentials"));
        metadata.put("response_types_supported", List.of());
        metadata.put(
                "scopes_supported",
                List.of("machine", "learcredential", "openid_learcredential", "learcredential.machine"));
        return metadata;
    }
}
