package dev.verifier.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.wallet.WalletKey;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What developers do with an OpenID Connect library for Node.js. Each story is written once for each library, in
 * {@code clients/npm}, finds everything by discovery, and lets the library check all that it can check.
 */
@ExtendWith(Village.Shared.class)
abstract class NpmClientContract {

    private static final String FOLDER = "verifier-e2e/clients/npm";
    private static final JsonMapper JSON = new JsonMapper();

    private final String script;

    NpmClientContract(String script) {
        this.script = script;
    }

    @Test
    void a_machine_gets_its_token(Village village) throws Exception {
        var result = play(village, "machine");

        assertThat(result.at("/token_type").asString()).isEqualTo("bearer");
        assertThat(result.at("/expires_in").asInt()).isEqualTo(3600);
        assertThat(result.at("/claims/aud").asString()).isEqualTo("https://api.example");
    }

    @Test
    void a_person_signs_in_at_a_public_client(Village village) throws Exception {
        assertKnown(play(village, "public"));
    }

    @Test
    void a_person_signs_in_at_a_confidential_client_which_may_ask_about_its_token(Village village) throws Exception {
        var result = play(village, "confidential");

        assertKnown(result);
        assertThat(result.at("/introspected/active").asBoolean()).isTrue();
        assertThat(result.at("/introspected/client_id").asString())
                .isEqualTo(village.portalKey().did());
    }

    @Test
    void a_confidential_client_that_sends_a_nonce_can_do_without_pkce(Village village) throws Exception {
        assertKnown(play(village, "confidential-without-pkce"));
    }

    @Test
    void a_request_may_be_signed(Village village) throws Exception {
        assertKnown(play(village, "request-object"));
    }

    @Test
    void a_signed_request_may_be_fetched_from_the_client(Village village) throws Exception {
        assertKnown(play(village, "hosted-request-object"));
    }

    @Test
    void a_request_may_be_pushed(Village village) throws Exception {
        assertKnown(play(village, "pushed-request"));
    }

    @Test
    void a_signed_request_may_be_pushed(Village village) throws Exception {
        assertKnown(play(village, "pushed-request-object"));
    }

    @Test
    void tokens_may_be_bound_to_a_key_and_are_worth_nothing_without_it(Village village) throws Exception {
        var result = play(village, "dpop");

        assertKnown(result);
        assertThat(result.at("/token_type").asString()).isEqualTo("dpop");
        assertThat(result.at("/bearer").asString()).isEqualTo("invalid_token");
    }

    @Test
    void each_refresh_brings_a_new_refresh_token_and_an_old_one_ends_them_all(Village village) throws Exception {
        var result = play(village, "refresh");

        assertKnown(result);
        assertThat(result.at("/rotated").asBoolean()).isTrue();
        assertThat(result.at("/repeated").asBoolean())
                .as("whose answer was lost is told the same again")
                .isTrue();
        assertThat(result.at("/stale").asString()).isEqualTo("invalid_grant");
        assertThat(result.at("/family").asString()).isEqualTo("invalid_grant");
    }

    @Test
    void what_is_revoked_is_over(Village village) throws Exception {
        var result = play(village, "revocation");

        assertThat(result.at("/before").asBoolean()).isTrue();
        assertThat(result.at("/after").asBoolean()).isFalse();
        assertThat(result.at("/refresh").asString()).isEqualTo("invalid_grant");
    }

    @Test
    void who_signs_out_comes_back_to_the_client(Village village) throws Exception {
        var result = play(village, "logout");

        assertThat(result.at("/at").asString()).isEqualTo(village.portal() + "/goodbye");
        assertThat(result.at("/state").asBoolean()).isTrue();
    }

    private static void assertKnown(JsonNode result) {
        assertThat(result.at("/sub").asString()).startsWith("did:key:");
        for (var source : new String[] {"", "/userinfo"}) {
            assertThat(result.at(source + "/name").asString()).as(source).isEqualTo("Ann Lee");
            assertThat(result.at(source + "/email").asString()).as(source).contains("@");
        }
    }

    private JsonNode play(Village village, String story) throws Exception {
        var name = script + "-" + story;
        try (var person = new PersonOnCall(village.phone(), village.app(), village.portal())) {
            var world = village.folder().resolve(name + ".json");
            JSON.writeValue(world, world(village, person));
            try (var client = Program.command(
                    FOLDER,
                    village.folder().resolve(name + ".out"),
                    "node",
                    script + ".mjs",
                    world.toString(),
                    story)) {
                assertThat(client.exitCode()).as(client.printed()).isZero();
                return JSON.readTree(client.printed());
            }
        }
    }

    static Map<String, Object> world(Village village, PersonOnCall person) throws IOException {
        var ecosystem = village.ecosystem();
        var machine = WalletKey.read(Files.readString(ecosystem.key()));
        return Map.of(
                "issuer",
                village.issuer(),
                "person",
                person.address(),
                "app",
                Map.of("clientId", "npm-app", "callback", village.app() + "/callback"),
                "portal",
                Map.of(
                        "clientId",
                        village.portalKey().did(),
                        "callback",
                        village.portal() + "/callback",
                        "goodbye",
                        village.portal() + "/goodbye",
                        "requests",
                        village.portal() + "/requests",
                        "jwk",
                        JSON.readTree(village.portalKey().toJwk())),
                "machine",
                Map.of(
                        "clientId",
                        machine.did(),
                        "jwk",
                        JSON.readTree(machine.toJwk()),
                        "credential",
                        Files.readString(ecosystem.credential()).strip()));
    }
}
