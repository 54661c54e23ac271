package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.wallet.LearVersion;
import dev.verifier.wallet.WalletKey;
import dev.verifier.wallet.WalletLogin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Several credentials in one answer: who is let in with them, and as whom (docs/adr/0026). */
class CombinedAnswerTests {

    private static final JsonMapper JSON = new JsonMapper();

    private static void describe(World world, DynamicPropertyRegistry registry) {
        client(world, "open-app", "");
        client(world, "new-app", "requirements: {types: [\"" + LearVersion.E4.type() + "\"]}");
        world.describe(registry);
        registry.add("verifier.openid4vp.profiles.people.dcql", () -> """
                {"credentials": [{"id": "people", "format": "jwt_vc_json", "multiple": true, "meta": {"type_values":
                    [["LEARCredentialEmployee"], ["learcredential.employee.w3c.4"]]}}]}""");
        registry.add("verifier.openid4vp.profiles.people.credential", () -> "true");
    }

    private static void client(World world, String id, String more) {
        var entry = """
                  - clientId: "%s"
                    redirectUris: ["https://%s.example/callback"]
                    clientAuthenticationMethods: ["none"]
                    authorizationGrantTypes: ["authorization_code"]
                    requireProofKey: true
                    scopes: ["openid", "people"]
                    %s
                """.formatted(id, id, more);
        try {
            Files.writeString(world.folder.resolve("clients.yaml"), entry, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where credentials of one key may answer together, as it is unless told otherwise. */
    @Nested
    @VerifierTest
    @ExtendWith(OutputCaptureExtension.class)
    class OfOneKey {

        private static final World WORLD = new World();

        @DynamicPropertySource
        static void world(DynamicPropertyRegistry registry) {
            CombinedAnswerTests.describe(WORLD, registry);
        }

        @LocalServerPort
        private int port;

        private Visit visit;

        @BeforeEach
        void open() {
            visit = new Visit(WORLD, new Http(port));
        }

        @Test
        void who_a_person_is_and_may_is_told_of_the_credential_that_lets_them_in() {
            var page = visit.begin("new-app");
            var older = visit.credential(page, WORLD.person, LearVersion.E3);
            var newer = visit.credential(page, WORLD.person, LearVersion.E4);

            assertThat(visit.post(older).code()).isEqualTo("required_type_missing");
            assertThat(visit.post(older, newer).status()).isEqualTo(200);
            var idToken = visit.idToken(page, "new-app");
            assertThat(idToken.get("credential_type").asString()).isEqualTo(LearVersion.E4.type());
            assertThat(idToken.get("vc_json").asString()).contains(LearVersion.E4.type());
            assertThat(idToken.get("vc_json").asString()).doesNotContain("\"LEARCredentialEmployee\"");
        }

        /** The control of what is told elsewhere: without a requirement the first one counts. */
        @Test
        void without_a_requirement_the_first_one_says_who_it_is() {
            var page = visit.begin("open-app");
            var older = visit.credential(page, WORLD.person, LearVersion.E3);
            var newer = visit.credential(page, WORLD.person, LearVersion.E4);

            assertThat(visit.post(older, newer).status()).isEqualTo(200);
            assertThat(visit.idToken(page, "open-app").get("credential_type").asString())
                    .isEqualTo(LearVersion.E3.type());
        }

        @Test
        void two_people_are_not_one() {
            var page = visit.begin("open-app");
            var one = visit.credential(page, WORLD.person, LearVersion.E3);
            var other = visit.credential(page, WORLD.otherPerson, LearVersion.E4);

            assertThat(visit.post(one, other).code()).isEqualTo("holders_differ");
            assertThat(visit.post(one).status()).isEqualTo(200);
        }

        @Test
        void the_audit_says_of_each_credential_why_it_was_believed(CapturedOutput output) {
            var page = visit.begin("open-app");
            visit.post(
                    visit.credential(page, WORLD.person, LearVersion.E3),
                    visit.credential(page, WORLD.person, LearVersion.E4));

            var accepted = output.toString()
                    .lines()
                    .filter(line -> line.contains("\"event\":\"LoginAccepted\""))
                    .map(line -> JSON.readTree(line.substring(line.indexOf('{'))))
                    .toList()
                    .getLast();
            assertThat(accepted.at("/types/0").asString()).isEqualTo(LearVersion.E3.type());
            assertThat(accepted.get("beside")).hasSize(1);
            assertThat(accepted.at("/beside/0/types/0").asString()).isEqualTo(LearVersion.E4.type());
            assertThat(accepted.at("/beside/0/issuer").asString()).isEqualTo(World.ORGANIZATION);
            assertThat(accepted.at("/beside/0/accredited_by")).isNotEmpty();
            assertThat(accepted.at("/beside/0/status").asString()).isNotBlank();
        }
    }

    /** Where the operator takes the wallets' word. */
    @Nested
    @VerifierTest
    class OfAnyKey {

        private static final World WORLD = new World();

        @DynamicPropertySource
        static void world(DynamicPropertyRegistry registry) {
            CombinedAnswerTests.describe(WORLD, registry);
            registry.add("verifier.openid4vp.holder-keys", () -> "any");
        }

        @LocalServerPort
        private int port;

        @Test
        void the_person_is_who_holds_the_credential_that_lets_them_in() {
            var visit = new Visit(WORLD, new Http(port));
            var page = visit.begin("new-app");
            var older = visit.credential(page, WORLD.otherPerson, LearVersion.E3);
            var newer = visit.credential(page, WORLD.person, LearVersion.E4);

            assertThat(visit.post(older, newer).status()).isEqualTo(200);
            assertThat(visit.idToken(page, "new-app").get("sub").asString()).isEqualTo(WORLD.person.did());
        }
    }

    /** A browser and a wallet with several credentials. */
    private record Visit(World world, Http http, Browser browser) {

        Visit(World world, Http http) {
            this(world, http, new Browser(http));
        }

        String begin(String client) {
            var request = Browser.requestOf(client, "https://" + client + ".example/callback");
            request.put("scope", "openid people");
            return browser.begin(request);
        }

        WalletLogin credential(String page, WalletKey key, LearVersion version) {
            var asked = Browser.asked(Browser.requestObject(http, browser.walletLink(page)));
            return world.answer(key, asked).version(version).build();
        }

        Http.Answer post(WalletLogin... credentials) {
            var presentations =
                    Arrays.stream(credentials).map(WalletLogin::presentation).toList();
            return browser.post(credentials[0].editForm(form -> {
                var changed = new HashMap<>(form);
                changed.put("vp_token", JSON.writeValueAsString(Map.of("people", List.copyOf(presentations))));
                return changed;
            }));
        }

        JsonNode idToken(String page, String client) {
            var code = browser.arrive(browser.get(page + "/continue")).getOrDefault("code", "");
            var redemption = Browser.redemption(code);
            redemption.put("client_id", client);
            redemption.put("redirect_uri", "https://" + client + ".example/callback");
            return Browser.payload(http.token(redemption).json().get("id_token").asString());
        }
    }
}
