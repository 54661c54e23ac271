package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * Our own twins of the modules that fapi2-message-signing-final-test-plan adds for signed requests, pushed; docs/conformance.md says
 * what each asks.
 */
@VerifierTest
class Fapi2MessageSigningConformanceTests {

    private static final World WORLD = new World();
    private static final FapiClient CLIENT = FapiClient.named("signing-1");
    private static final FapiClient OTHER = FapiClient.named("signing-2");
    private static final Map<String, Object> TYPE = Map.of("typ", "oauth-authz-req+jwt");
    private static final AssertionKey RSA = AssertionKey.generate("PS256");

    @DynamicPropertySource
    static void world(DynamicPropertyRegistry registry) {
        CLIENT.register(WORLD, "requireSignedRequestObject: true");
        OTHER.register(WORLD, "requireSignedRequestObject: true");
        FapiClient.named("signing-rsa").registerWith(RSA.jwk(), WORLD, "requireSignedRequestObject: true");
        WORLD.describeStrictly(registry);
    }

    @LocalServerPort
    private int port;

    private Http http;

    @BeforeEach
    void call() {
        http = new Http(port);
    }

    /** On purpose: what is addressed to another server as well may be asked there by whoever gets hold of it. */
    @Test
    void ensure_request_object_with_multiple_aud_succeeds() {
        refused(claims("aud", List.of("https://www.other1.com/", World.ISSUER.toString())));
    }

    @Test
    void ensure_request_object_with_nbf_8_seconds_in_the_future_is_accepted() {
        accepted(claims("nbf", now() + 8));
    }

    @Test
    void ensure_request_object_without_exp_fails() {
        refused(without("exp"));
    }

    @Test
    void ensure_request_object_without_nbf_fails() {
        refused(without("nbf"));
    }

    @Test
    void ensure_expired_request_object_fails() {
        refused(claims("exp", now() - 300));
    }

    @Test
    void ensure_request_object_with_bad_aud_fails() {
        refused(claims("aud", "https://www.other1.com/"));
    }

    @Test
    void ensure_request_object_with_exp_over_60_fails() {
        refused(claims("exp", now() + 70 * 60));
    }

    @Test
    void ensure_request_object_with_nbf_over_60_fails() {
        refused(claims("nbf", now() - 70 * 60));
    }

    @Test
    void ensure_signed_request_object_with_RS256_fails() {
        assertThat(pushRsa("PS256").status()).isEqualTo(201);

        refused(pushRsa("RS256"));
    }

    private Http.Answer pushRsa(String algorithm) {
        var client = new FapiClient("signing-rsa", CLIENT.key(), CLIENT.bound());
        var header = new LinkedHashMap<>(TYPE);
        header.put("alg", algorithm);
        var object = RSA.signing(algorithm).sign(header, claims(client));
        return client.push(http, Map.of("request", object), FapiClient.asserted(RSA.assertion("signing-rsa")));
    }

    @Test
    void ensure_request_object_signature_algorithm_is_not_none() {
        refused(Portal.unsigned(Map.of("alg", "none", "typ", "oauth-authz-req+jwt"), claims()));
    }

    @Test
    void ensure_request_object_with_invalid_signature_fails() {
        var object = CLIENT.key().sign(TYPE, claims());
        var signature = object.lastIndexOf('.') + 1;
        var first = object.charAt(signature) == 'A' ? "B" : "A";

        refused(object.substring(0, signature) + first + object.substring(signature + 1));
    }

    @Test
    void ensure_matching_key_in_authorization_request() {
        refused(OTHER.key().sign(TYPE, claims()));
    }

    @Test
    void ensure_unsigned_request_at_par_endpoint_fails() {
        var answer = CLIENT.push(http, CLIENT.request());

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("error").asString()).isEqualTo("invalid_request");
    }

    @Test
    void par_authorization_request_containing_request_uri() {
        refused(claims("request_uri", "urn:ietf:params:oauth:request_uri:x"));
    }

    // --

    private static long now() {
        return Instant.now().getEpochSecond();
    }

    /** A request as it should be, and more. */
    private static Map<String, Object> claims(Object... namesAndValues) {
        var claims = claims(CLIENT);
        for (var i = 0; i < namesAndValues.length; i += 2) {
            claims.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return claims;
    }

    private static Map<String, Object> claims(FapiClient client) {
        var claims = new LinkedHashMap<String, Object>(client.request());
        claims.put("iss", client.id());
        claims.put("aud", World.ISSUER.toString());
        claims.put("iat", now());
        claims.put("nbf", now());
        claims.put("exp", now() + 300);
        return claims;
    }

    private static Map<String, Object> without(String name) {
        var claims = claims();
        claims.remove(name);
        return claims;
    }

    private Http.Answer push(String object) {
        return CLIENT.push(http, Map.of("request", object));
    }

    /** And leads to a code. */
    private void accepted(Map<String, Object> claims) {
        var pushed = push(CLIENT.key().sign(TYPE, claims));
        assertThat(pushed.status()).as(pushed.body()).isEqualTo(201);

        var uri = pushed.json().get("request_uri").asString();
        assertThat(new Browser(http).signIn(WORLD, WORLD.person, CLIENT.link(uri)))
                .containsKey("code")
                .containsEntry("state", "its state");
    }

    private void refused(Map<String, Object> claims) {
        refused(CLIENT.key().sign(TYPE, claims));
    }

    private void refused(String object) {
        refused(push(object));
    }

    private static void refused(Http.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json().get("error").asString()).isEqualTo("invalid_request_object");
    }
}
