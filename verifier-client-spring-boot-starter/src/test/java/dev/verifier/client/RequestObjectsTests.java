package dev.verifier.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RequestObjectsTests {

    private static final Map<String, Object> PARAMETERS = Map.of(
            "response_type", "code",
            "client_id", "did:key:zThis",
            "redirect_uri", "https://office.example/callback",
            "scope", "openid learcredential",
            "state", "s",
            "nonce", "n",
            "code_challenge", "c",
            "code_challenge_method", "S256");

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-22T12:00:00Z"));
    private final InstantSource time = now::get;
    private final Clock clock = time.withZone(ZoneOffset.UTC);

    private ClientKey key = new ClientKey("", new ECKeyGenerator(Curve.P_256).generate());
    private RequestObjects requests = open(key);

    RequestObjectsTests() throws Exception {}

    @BeforeEach
    void open() {
        key = ClientKey.of(Settings.of("key", key.jwk().toJSONString()));
        requests = open(key);
    }

    private RequestObjects open(ClientKey signer) {
        return new RequestObjects(
                signer, URI.create("https://verifier.example"), "https://office.example/requests", clock);
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
        var jwt = SignedJWT.parse(requests.find(id(hosted())).orElseThrow());

        assertThat(jwt.verify(new ECDSAVerifier(key.jwk().toECPublicKey()))).isTrue();
        assertThat(jwt.getHeader().getType()).hasToString("oauth-authz-req+jwt");
        assertThat(jwt.getHeader().getKeyID()).isEqualTo(key.did());
        var claims = jwt.getJWTClaimsSet();
        assertThat(claims.getClaims()).containsAllEntriesOf(PARAMETERS);
        assertThat(claims.getIssuer()).isEqualTo(key.did());
        assertThat(claims.getAudience()).containsExactly("https://verifier.example");
        assertThat(claims.getIssueTime()).isEqualTo(Date.from(now.get()));
        assertThat(claims.getExpirationTime()).isEqualTo(Date.from(now.get().plusSeconds(300)));
        assertThat(claims.getJWTID()).isNotBlank();
    }

    @Test
    void the_same_may_be_in_the_link_itself() throws Exception {
        var parameters = new HashMap<>(PARAMETERS);
        requests.include(parameters);

        assertThat(parameters).containsOnlyKeys("response_type", "client_id", "request", "scope", "state", "nonce");
        assertThat(SignedJWT.parse(String.valueOf(parameters.get("request")))
                        .getJWTClaimsSet()
                        .getClaims())
                .containsAllEntriesOf(PARAMETERS);
    }

    @Test
    void nothing_is_at_an_address_that_was_not_given_out_or_was_long_ago() {
        var id = id(hosted());

        assertThat(requests.find("guessed")).isEmpty();
        assertThat(requests.find(id)).isPresent();
        assertThat(requests.find(id)).as("asked for again").isPresent();
        now.updateAndGet(instant -> instant.plus(Duration.ofMinutes(5)));
        assertThat(requests.find(id)).isEmpty();
    }

    private Map<String, Object> hosted() {
        var parameters = new HashMap<>(PARAMETERS);
        requests.host(parameters);
        return parameters;
    }

    private static String id(Map<String, Object> outside) {
        var address = String.valueOf(outside.get("request_uri"));
        return address.substring(address.lastIndexOf('/') + 1);
    }
}
