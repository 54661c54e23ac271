package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** What others say of us to wallets ({@code verifier_info}, OpenID4VP 1.0 §5.1). */
@VerifierTest
class VerifierInfoTests {

    private static final World WORLD = new World();

    @DynamicPropertySource
    static void world(DynamicPropertyRegistry registry) {
        WORLD.describe(registry);
        registry.add("verifier.openid4vp.verifier-info", () -> info("""
                [{"format": "registration_cert", "data": "for all"},
                 {"format": "jwt", "data": {"for": "one"}, "credential_ids": ["employee_sd_jwt", "another"]},
                 {"format": "jwt", "data": "for none of these", "credential_ids": ["another"]}]
                """));
    }

    private static String info(String json) {
        try {
            return Files.writeString(WORLD.folder.resolve("info.json"), json).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @LocalServerPort
    private int port;

    @Test
    void wallets_are_told_what_others_say_of_us_about_what_is_asked_for() {
        var http = new Http(port);
        var browser = new Browser(http);
        var request = Browser.requestObject(http, browser.walletLink(browser.begin(Browser.request())));

        assertThat(request.get("verifier_info")).hasSize(2);
        assertThat(request.at("/verifier_info/0/data").asString()).isEqualTo("for all");
        assertThat(request.at("/verifier_info/1/credential_ids"))
                .extracting(JsonNode::asString)
                .containsExactly("employee_sd_jwt");
        assertThat(request.has("transaction_data")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "no JSON",
                "[{\"format\":\"jwt\"}]",
                "[{\"data\":\"x\"}]",
                "[{\"format\":\"jwt\",\"data\":7}]",
                "[{\"format\":\"jwt\",\"data\":\"x\",\"credential_ids\":[]}]"
            })
    void what_no_wallet_would_read_fails_the_start(String json, @TempDir Path data) {
        var file = data.resolve("info.json");

        assertThatThrownBy(() -> {
                    Files.writeString(file, json);
                    RunningServer.start(data, WORLD.arguments("--verifier.openid4vp.verifier-info=" + file))
                            .close();
                })
                .rootCause()
                .hasMessageContaining("verifier.openid4vp.verifier-info");
    }
}
