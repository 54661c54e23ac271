package dev.verifier.sample.office;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.HttpStatus;

class RequestObjectsTests {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final Map<String, Object> PARAMETERS = Map.of(
            "response_type", "code",
            "client_id", "did:key:zThis",
            "redirect_uri", "https://office.example/callback",
            "scope", "openid learcredential",
            "state", "s",
            "nonce", "n",
            "code_challenge", "c",
            "code_challenge_method", "S256");

    @TempDir
    private Path folder;

    private ClientKey key;
    private RequestObjects requests;

    @BeforeEach
    void open() {
        key = ClientKey.keptIn(folder);
        requests = new RequestObjects(
                key,
                new Settings(
                        URI.create("https://office.example"),
                        URI.create("https://verifier.example"),
                        URI.create("https://api.example"),
                        folder),
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @Test
    void a_browser_carries_the_address_and_the_least() {
        var outside = hosted();

        assertThat(outside).containsOnlyKeys("response_type", "client_id", "request_uri", "scope", "state", "nonce");
        assertThat(String.valueOf(outside.get("request_uri"))).matches("https://office\\.example/requests/[\\w-]{43}");
        assertThat(hosted().get("request_uri")).isNotEqualTo(outside.get("request_uri"));
    }

    @Test
    void everything_is_inside_and_signed_with_the_key_of_the_client_id() throws Exception {
        var jwt = SignedJWT.parse(fetched(hosted()));

        assertThat(jwt.verify(new ECDSAVerifier(key.jwk()))).isTrue();
        assertThat(jwt.getHeader().getType()).hasToString("oauth-authz-req+jwt");
        assertThat(jwt.getHeader().getKeyID()).isEqualTo(key.did());
        var claims = jwt.getJWTClaimsSet();
        assertThat(claims.getClaims()).containsAllEntriesOf(PARAMETERS);
        assertThat(claims.getIssuer()).isEqualTo(key.did());
        assertThat(claims.getAudience()).containsExactly("https://verifier.example");
        assertThat(claims.getIssueTime()).isEqualTo(Date.from(NOW));
        assertThat(claims.getExpirationTime()).isEqualTo(Date.from(NOW.plusSeconds(300)));
        assertThat(claims.getJWTID()).isNotBlank();
    }

    @Test
    void nothing_is_at_an_address_that_was_not_given_out() {
        hosted();

        assertThat(requests.fetch("guessed").getStatusCode()).isEqualTo(HttpStatus.NOT_FOUND);
    }

    private Map<String, Object> hosted() {
        var parameters = new HashMap<>(PARAMETERS);
        requests.host(parameters);
        return parameters;
    }

    private String fetched(Map<String, Object> outside) {
        var address = String.valueOf(outside.get("request_uri"));
        return String.valueOf(
                requests.fetch(address.substring(address.lastIndexOf('/') + 1)).getBody());
    }
}
