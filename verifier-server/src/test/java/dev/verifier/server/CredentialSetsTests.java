package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.server.configuration.Surface;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** What was presented, in the shape of a draft (draft-svensson-credential-oidc-bridge), where an operator wants it. */
@VerifierTest
class CredentialSetsTests {

    private static final World WORLD = new World();
    private static final String CLAIM = "presented_credential_sets";

    @DynamicPropertySource
    static void world(DynamicPropertyRegistry registry) {
        WORLD.describe(registry);
        registry.add("verifier.drafts.credential-oidc-bridge", () -> "draft-02");
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

    private List<JsonNode> told(String scope) {
        var request = new LinkedHashMap<>(Browser.request());
        request.put("scope", scope);
        var code = browser.signIn(WORLD, WORLD.person, request).getOrDefault("code", "");
        var tokens = http.token(Browser.redemption(code)).json();
        var info = http.send(http.request(Surface.USERINFO)
                .header("Authorization", "Bearer " + tokens.get("access_token").asString())
                .GET());
        return List.of(Browser.payload(tokens.get("id_token").asString()), info.json());
    }

    @Test
    void a_credential_that_was_asked_for_is_told_under_the_scope_that_asked() {
        for (var claims : told("openid learcredential")) {
            assertThat(claims.get(CLAIM)).hasSize(1);
            var entries = claims.get(CLAIM).get(0).get("credentials");
            assertThat(entries.propertyNames()).containsExactly("learcredential");
            var entry = entries.get("learcredential").get(0);
            assertThat(entry.get("type")).extracting(JsonNode::asString).contains("LEARCredentialEmployee");
            assertThat(entry.get("issuer").asString()).isEqualTo(World.ORGANIZATION);
            assertThat(entry.at("/verification/trust_status").asString()).isEqualTo("valid");
            assertThat(entry.at("/claims/mandate/mandatee").isObject()).isTrue();
            assertThat(entry.get("valid_until").asLong())
                    .isGreaterThan(entry.get("verified_at").asLong());
        }
    }

    @Test
    void nothing_is_told_of_a_credential_that_no_scope_asked_for() {
        for (var claims : told("openid profile")) {
            assertThat(claims.has(CLAIM)).isFalse();
        }
    }

    @Test
    void discovery_says_so() {
        var metadata = http.get(Surface.OPENID_CONFIGURATION).json();

        assertThat(metadata.get("claims_supported"))
                .extracting(JsonNode::asString)
                .contains(CLAIM);
        assertThat(metadata.at("/credential_presentations_supported/learcredential/format")
                        .asString())
                .isEqualTo("jwt_vc_json");
    }
}
