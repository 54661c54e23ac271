package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.server.configuration.Surface;
import dev.verifier.wallet.WalletKey;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Requests in the strict profile (FAPI 2.0): confidential clients push, and a request object says everything itself. */
@VerifierTest
class StrictRequestTests {

    private static final World WORLD = new World();
    private static final Portal PORTAL = Portal.at("https://rp1.example/callback");

    @DynamicPropertySource
    static void world(DynamicPropertyRegistry registry) throws Exception {
        PORTAL.register(WORLD);
        WORLD.describe(registry);
        var key = Files.writeString(
                WORLD.folder.resolve("key.pem"),
                WalletKey.generate(new SecureRandom()).toPem());
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        registry.add("verifier.keys.signing", key::toString);
        registry.add("verifier.compatibility.profile", () -> "strict");
    }

    @LocalServerPort
    private int port;

    private Http http;
    private Browser browser;

    @BeforeEach
    void open() {
        http = new Http(port);
        browser = new Browser(http);
    }

    private Http.Answer push(Map<String, Object> claims, Map<String, String> header) {
        var form = PORTAL.authenticated();
        form.put("request", PORTAL.sign(header, claims));
        return http.post(Surface.PAR, form);
    }

    private static final Map<String, String> TYPED = Map.of("typ", "oauth-authz-req+jwt");

    @Test
    void a_person_signs_in_for_an_object_that_was_pushed_and_says_everything() {
        var answer = push(PORTAL.allClaims(), TYPED);

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        var uri = answer.json().get("request_uri").asString();
        assertThat(browser.signIn(WORLD, WORLD.person, PORTAL.only("request_uri", uri)))
                .containsEntry("state", "state inside")
                .containsKey("code");
    }

    static Stream<Map.Entry<String, Map<String, Object>>> silent() {
        var all = PORTAL.allClaims();
        var now = Instant.now().getEpochSecond();
        return Stream.of(
                Map.entry("request_object_claim_missing", Portal.without(all, "iss")),
                Map.entry("request_object_claim_missing", Portal.without(all, "aud")),
                Map.entry("request_object_claim_missing", Portal.without(all, "exp")),
                Map.entry("request_object_claim_missing", Portal.without(all, "nbf")),
                Map.entry("request_object_lives_too_long", Portal.with(all, "exp", now + 3700)),
                Map.entry("request_object_wrong_audience", Portal.with(all, "aud", World.ISSUER + Surface.AUTHORIZE)));
    }

    @ParameterizedTest
    @MethodSource("silent")
    void what_an_object_does_not_say_is_missed(Map.Entry<String, Map<String, Object>> silent) {
        var answer = push(silent.getValue(), TYPED);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("error").asString()).isEqualTo("invalid_request_object");
        assertThat(answer.code()).isEqualTo(silent.getKey());
    }

    @Test
    void a_type_that_any_token_may_have_is_not_enough() {
        for (var header : List.of(Map.of("typ", "JWT"), Map.of("kid", PORTAL.id()))) {
            assertThat(push(PORTAL.allClaims(), header).code()).isEqualTo("request_object_typ_not_allowed");
        }
    }

    /** RFC 9101 §6.3. */
    @Test
    void what_stands_beside_the_object_does_not_exist() {
        var form = PORTAL.authenticated();
        form.put("request", PORTAL.sign(Portal.without(PORTAL.allClaims(), "state")));
        form.put("state", "outside");
        var uri = http.post(Surface.PAR, form).json().get("request_uri").asString();

        assertThat(browser.signIn(WORLD, WORLD.person, PORTAL.only("request_uri", uri)))
                .doesNotContainKey("state")
                .containsKey("code");
    }

    @Test
    void a_confidential_client_pushes_and_there_is_no_other() {
        var plain = new LinkedHashMap<>(Browser.request());
        plain.put("client_id", PORTAL.id());
        plain.put("redirect_uri", PORTAL.redirectUri());
        var object = PORTAL.only("request", PORTAL.sign(PORTAL.allClaims()), "redirect_uri", PORTAL.redirectUri());
        for (var query : List.of(plain, object)) {
            assertThat(browser.authorize(query).header("Location"))
                    .startsWith(PORTAL.redirectUri())
                    .contains("error=invalid_request&", "pushed_request_required");
        }

        assertThat(browser.authorize(Browser.request()).body()).contains("authorization_client_unknown");
        var metadata = http.get(Surface.OPENID_CONFIGURATION).json();
        assertThat(metadata.get("require_pushed_authorization_requests").asBoolean())
                .isTrue();
        assertThat(metadata.get("pushed_authorization_request_endpoint").asString())
                .isEqualTo(World.ISSUER + Surface.PAR);
    }
}
