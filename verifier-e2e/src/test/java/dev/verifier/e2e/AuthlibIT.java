package dev.verifier.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What developers do with Authlib for Python, as Debian has it. */
@EnabledIf(
        value = "isInstalled",
        disabledReason = "no Authlib: on Debian, install python3-authlib and python3-requests")
@ExtendWith(Village.Shared.class)
class AuthlibIT {

    private static final String PYTHON = "/usr/bin/python3";
    private static final JsonMapper JSON = new JsonMapper();

    static boolean isInstalled() throws InterruptedException {
        try {
            return new ProcessBuilder(PYTHON, "-c", "import authlib, requests")
                            .redirectErrorStream(true)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void a_machine_gets_its_token(Village village) throws Exception {
        var tokens = play(village, "machine");

        assertThat(tokens.at("/token_type").asString()).isEqualTo("Bearer");
        assertThat(tokens.at("/expires_in").asInt()).isEqualTo(3600);
    }

    @Test
    void a_person_signs_in_at_a_confidential_client_which_refreshes(Village village) throws Exception {
        var result = play(village, "portal");

        assertThat(result.at("/sub").asString()).startsWith("did:key:");
        assertThat(result.at("/name").asString()).isEqualTo("Ann Lee");
        assertThat(result.at("/userinfo/email").asString()).contains("@");
        assertThat(result.at("/refreshed").asBoolean()).isTrue();
    }

    private static JsonNode play(Village village, String script) throws Exception {
        try (var person = new PersonOnCall(village.phone(), village.portal())) {
            var world = village.folder().resolve("authlib-" + script + ".json");
            JSON.writeValue(world, NpmClientContract.world(village, person));
            try (var client = Program.command(
                    "verifier-e2e/clients/python",
                    village.folder().resolve("authlib-" + script + ".out"),
                    PYTHON,
                    script + ".py",
                    world.toString())) {
                assertThat(client.exitCode()).as(client.printed()).isZero();
                return JSON.readTree(client.printed());
            }
        }
    }
}
