package dev.verifier.client;

import com.nimbusds.jose.jwk.JWKSet;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What Verifier itself comes for: signed requests, and the public key that they are verified with. */
@RestController
class ClientEndpoints {

    static final String REQUESTS = "/verifier/requests";
    static final String KEYS = "/verifier/jwks";

    private final RequestObjects requests;
    private final Map<String, Object> keys;

    ClientEndpoints(RequestObjects requests, ClientKey key) {
        this.requests = requests;
        this.keys = new JWKSet(key.jwk().toPublicJWK()).toJSONObject();
    }

    @GetMapping(path = REQUESTS + "/{id}", produces = "application/oauth-authz-req+jwt")
    ResponseEntity<String> request(@PathVariable("id") String id) {
        return ResponseEntity.of(requests.find(id));
    }

    /** RFC 7517 §5. */
    @GetMapping(path = KEYS, produces = "application/json")
    Map<String, Object> keys() {
        return keys;
    }
}
