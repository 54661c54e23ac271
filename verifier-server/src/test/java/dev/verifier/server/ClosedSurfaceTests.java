package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWKSet;
import dev.verifier.server.configuration.Surface;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** What the server says it has is there; nothing else is. */
@VerifierTest
class ClosedSurfaceTests {

    private static final World WORLD = new World();

    @DynamicPropertySource
    static void world(DynamicPropertyRegistry registry) {
        WORLD.describe(registry);
    }

    @LocalServerPort
    private int port;

    @LocalManagementPort
    private int managementPort;

    private Http http;

    @BeforeEach
    void call() {
        http = new Http(port);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/oauth2/authorize",
                "/oauth2/device_authorization",
                "/oauth2/device_verification",
                "/oidc/register",
                "/connect/register",
                "/oauth2/register",
                "/oauth2/revoke",
                "/oauth2/introspect",
                "/oauth2/jwks",
                "/oauth2/par",
                "/userinfo",
                "/connect/logout",
                "/oidc/logout/now",
                "/login",
                "/logout",
                "/error",
                "/env",
                "/heapdump",
                "/actuator",
                "/actuator/env",
                "/prometheus",
                "/metrics",
                "/health/readiness",
                "/h2-console",
                "/swagger-ui/index.html",
                "/v3/api-docs",
                "/.well-known/openid-configuration/x",
                "/oidc/did",
                "/oidc/token/x",
                "/index.html",
                "/favicon.ico",
                "/"
            })
    void nothing_else_answers_on_the_main_port(String path) {
        for (var method : List.of("GET", "POST")) {
            var answer = http.send(http.request(path).method(method, BodyPublishers.noBody()));
            assertThat(answer.status()).as(method + " " + path).isEqualTo(404);
            assertThat(answer.json().get("error").asString()).isEqualTo("not_found");
            assertThat(answer.headers().map()).doesNotContainKey("set-cookie");
        }
    }

    @Test
    void health_on_the_main_port_says_no_more_than_up() {
        assertThat(http.get("/health").body()).isEqualTo("{\"status\":\"UP\"}");
    }

    @Test
    void details_and_metrics_are_on_the_management_port() {
        var management = new Http(managementPort);

        assertThat(management.get("/health").json().get("components").has("lists"))
                .isTrue();
        assertThat(management.get("/health/liveness").json().get("status").asString())
                .isEqualTo("UP");
        assertThat(management.get("/health/readiness").json().get("status").asString())
                .isEqualTo("UP");
        assertThat(management.get("/prometheus").body()).contains("verifier_clients_loaded 7.0");
        for (var closed : List.of("/env", "/heapdump", "/beans", "/shutdown", "/loggers", "/threaddump")) {
            assertThat(management.get(closed).status()).isEqualTo(404);
        }
    }

    @Test
    void the_two_metadata_documents_say_the_same_and_only_what_is_so() {
        var metadata = http.get(Surface.OPENID_CONFIGURATION).json();

        assertThat(http.get(Surface.AUTHORIZATION_SERVER).json()).isEqualTo(metadata);
        assertThat(metadata.get("issuer").asString()).isEqualTo(World.ISSUER.toString());
        assertThat(strings(metadata.get("grant_types_supported")))
                .containsExactly("authorization_code", "refresh_token", "client_credentials");
        assertThat(strings(metadata.get("token_endpoint_auth_methods_supported")))
                .containsExactlyInAnyOrder(
                        "private_key_jwt", "client_secret_jwt", "client_secret_basic", "client_secret_post", "none");
        assertThat(strings(metadata.get("introspection_endpoint_auth_methods_supported")))
                .containsExactlyInAnyOrder(
                        "private_key_jwt", "client_secret_jwt", "client_secret_basic", "client_secret_post");
        assertThat(strings(metadata.get("token_endpoint_auth_signing_alg_values_supported")))
                .containsExactly("ES256", "ES384", "PS256", "EdDSA");
        assertThat(metadata.propertyNames())
                .doesNotContain("device_authorization_endpoint", "registration_endpoint")
                .doesNotContain("tls_client_certificate_bound_access_tokens");
        assertThat(strings(metadata.get("dpop_signing_alg_values_supported")))
                .containsExactly("ES256", "ES384", "PS256", "EdDSA");
        for (var name : metadata.propertyNames()) {
            if (name.endsWith("_endpoint") || name.endsWith("_uri")) {
                var path = metadata.get(name)
                        .asString()
                        .substring(World.ISSUER.toString().length());
                assertThat(http.get(path).status()).as(name).isIn(200, 400, 401, 405);
            }
        }
    }

    @Test
    void every_scope_in_the_metadata_can_be_asked_for() {
        for (var scope : strings(http.get(Surface.OPENID_CONFIGURATION).json().get("scopes_supported"))) {
            var form = new HashMap<>(WORLD.login().form());
            form.put("scope", scope);
            var request = Browser.request();
            request.put("client_id", "other-app"); // which also refreshes
            request.put("redirect_uri", "https://other.example/callback");
            request.put("scope", scope);
            assertThat(List.of(
                            http.token(form).status(),
                            new Browser(http)
                                            .authorize(request)
                                            .header("Location")
                                            .contains("error=")
                                    ? 400
                                    : 200))
                    .as(scope)
                    .contains(200);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: evil.example",
                "Host: localhost\r\nX-Forwarded-Host: evil.example",
                "Host: localhost\r\nX-Forwarded-Proto: https\r\nX-Forwarded-Prefix: /evil",
                "Host: localhost\r\nForwarded: host=evil.example;proto=https"
            })
    void no_header_changes_who_we_are(String headers) {
        var answer = RawHttp.send(
                port, "GET /.well-known/openid-configuration HTTP/1.1\r\n" + headers + "\r\nConnection: close\r\n\r\n");
        var absolute = RawHttp.send(
                port,
                "GET http://evil.example/.well-known/openid-configuration HTTP/1.1\r\n" + headers
                        + "\r\nConnection: close\r\n\r\n");

        assertThat(answer)
                .startsWith("HTTP/1.1 200")
                .contains(World.ISSUER + "/oidc/token")
                .doesNotContain("evil");
        assertThat(absolute).doesNotContain("\"issuer\":\"http://evil");
    }

    @Test
    void a_did_key_is_shown_as_a_key_set() throws Exception {
        var did = WORLD.machine.did();

        var keys = JWKSet.parse(http.get(Surface.DID + "/" + did).body());

        assertThat(keys.getKeys()).hasSize(1);
        assertThat(keys.getKeyByKeyId(did).toJSONObject())
                .containsAllEntriesOf(Map.of("kty", "EC", "crv", "P-256"))
                .doesNotContainKey("d");
        assertThat(http.get(Surface.DID + "/" + did.replace(":", "%3A")).status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "did:key:zQ3shokFTS3brHcDQrn82RUDfCZESWL1ZdCEJwekUDPQiYBme",
                "did:key:z",
                "did:web:example.org",
                "did:key:zzzz0"
            })
    void a_did_without_an_acceptable_key_is_a_bad_request(String did) {
        var answer = http.get(Surface.DID + "/" + did);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("did_not_supported");
    }

    @Test
    void what_is_no_did_at_all_is_not_found() {
        assertThat(http.get(Surface.DID + "/hello").status()).isEqualTo(404);
    }

    @Test
    void every_answer_has_the_headers_that_keep_browsers_from_guessing() {
        for (var path : List.of(Surface.JWKS, Surface.OPENID_CONFIGURATION, "/nothing")) {
            assertThat(http.get(path).header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(http.get(path).header("X-Frame-Options")).isEqualTo("DENY");
        }
    }

    private static Set<String> strings(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asString)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
