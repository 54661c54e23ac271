package dev.verifier.server.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.server.Http;
import dev.verifier.server.VerifierTest;
import dev.verifier.server.World;
import dev.verifier.wallet.Asked;
import dev.verifier.wallet.AssertionTampering;
import dev.verifier.wallet.LearVersion;
import dev.verifier.wallet.PresentationTampering;
import dev.verifier.wallet.WalletKey;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** What a developer sees who pastes something into the playground. */
@VerifierTest
class PlaygroundTests {

    private static final World WORLD = new World();

    @DynamicPropertySource
    static void world(DynamicPropertyRegistry registry) {
        WORLD.describe(registry);
        registry.add("verifier.playground", () -> "true");
        registry.add("verifier.compatibility.millisecond-dates", () -> "true");
    }

    @LocalServerPort
    private int port;

    @LocalManagementPort
    private int managementPort;

    private Http http;

    @BeforeEach
    void open() {
        http = new Http(port);
    }

    @Test
    void the_form_needs_no_script_and_loads_nothing_foreign() {
        var form = http.get("/playground");

        assertThat(form.status()).isEqualTo(200);
        assertThat(form.body())
                .contains("<form method=\"post\" action=\"/playground\"", "<textarea", "Never paste a private key")
                .doesNotContain("<script", "id=\"result\"");
        assertThat(form.header("Content-Security-Policy"))
                .contains("default-src 'none'", "form-action 'self'")
                .doesNotContain("script-src");
        assertThat(form.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void an_honest_assertion_passes_and_is_not_used_up_by_looking() {
        var login = WORLD.login();

        for (var i = 0; i < 2; i++) {
            var answer = http.post("/playground", Map.of("text", login.assertion()));
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body())
                    .contains("0 failed, 0 not made, 2 not looked at", "RFC 7523 §3")
                    .contains("<li class=\"passed\">");
        }
        assertThat(http.token(login.form()).status()).isEqualTo(200);
    }

    @Test
    void what_is_tolerated_counts_where_it_is_used_and_not_where_it_is_looked_at() {
        var login = WORLD.login().tampered(AssertionTampering.MILLISECONDS);

        assertThat(http.post("/playground", Map.of("text", login.assertion())).body())
                .contains("0 failed, 0 not made");
        assertThat(metrics()).doesNotContain("quirk=\"millisecond-dates\"");

        assertThat(http.token(login.form()).status()).isEqualTo(200);
        assertThat(metrics()).contains("verifier_compatibility_total{quirk=\"millisecond-dates\"}");
    }

    private String metrics() {
        return new Http(managementPort).get("/prometheus").body();
    }

    @Test
    void what_is_wrong_is_shown_with_the_clause_and_the_mend() {
        var answer = http.post(
                "/playground",
                Map.of(
                        "text",
                        WORLD.login().tampered(PresentationTampering.EXPIRED).assertion()));

        assertThat(answer.body())
                .contains("<li class=\"failed\">", "presentation_expired", "RFC 7519 §4.1.4", "compare the clocks")
                .contains("because of what failed before it");
    }

    @Test
    void a_private_key_is_refused_and_not_shown_again() {
        var key = WalletKey.generate(new SecureRandom()).toPem();
        var answer = http.post("/playground", Map.of("text", key));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .contains("a private key", "nothing was looked at")
                .doesNotContain("BEGIN", key.lines().skip(1).findFirst().orElseThrow());
    }

    @Test
    void what_is_pasted_is_shown_as_text() {
        var answer = http.post("/playground", Map.of("text", "</textarea><b>bold</b>", "nonce", "\"><i>"));

        assertThat(answer.body()).doesNotContain("<b>bold", "<i>").contains("&lt;b&gt;bold");
    }

    @Test
    void what_was_to_be_authorized_can_be_told_as_the_request_has_it() {
        var asked = new Asked(
                "x509_hash:Uvo3HtuIxuhC92rShpgqcT3YXwrqRxWEviRiA0OZszk",
                URI.create("http://localhost:9000/oid4vp/auth-response"),
                "a-nonce-of-more-than-22-characters",
                "state",
                "employee");
        var shown = WORLD.answer(WORLD.person, asked)
                .version(LearVersion.E3)
                .build()
                .presentation();
        var entry = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"type\":\"payment\",\"credential_ids\":[\"x\"]}".getBytes(StandardCharsets.UTF_8));

        assertThat(http.get("/playground").body()).contains("name=\"transaction_data\"", "name=\"client\"");
        assertThat(http.post("/playground", Map.of("text", shown)).body()).contains(", 0 failed");
        assertThat(http.post("/playground", Map.of("text", shown, "transaction_data", "[\"" + entry + "\"]"))
                        .body())
                .contains(", 1 failed", "transaction_data_not_authorized", "everything that was to be authorized is");
        assertThat(http.post("/playground", Map.of("text", shown, "transaction_data", "ten euros"))
                        .body())
                .contains("transaction_data has entries in base64url", "nothing was looked at");
    }

    @Test
    void what_is_too_large_is_not_looked_at() {
        assertThat(http.post("/playground", Map.of("text", "a".repeat(600 * 1024)))
                        .status())
                .isEqualTo(413);
    }
}
