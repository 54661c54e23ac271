package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.server.configuration.Surface;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** A client says for which of its resources a token is to be (RFC 8707), and gets it for no other. */
@VerifierTest
class ResourceTests {

    private static final World WORLD = new World();
    private static final String ONE = "https://one.example/api";
    private static final String TWO = "https://two.example/api";
    private static final String THREE = "urn:example:three";
    private static final List<String> HOSTILE = List.of(
            "https://four.example",
            ONE + "#fragment",
            ONE + "/",
            "/api",
            "",
            "not-a-uri",
            ONE + " " + TWO,
            "https://[");

    @DynamicPropertySource
    static void world(DynamicPropertyRegistry registry) throws IOException {
        Files.writeString(
                WORLD.folder.resolve("clients.yaml"),
                """
                  - clientId: "resourceful"
                    redirectUris: ["https://app.example/callback"]
                    scopes: ["openid_learcredential"]
                    clientAuthenticationMethods: ["none"]
                    authorizationGrantTypes: ["authorization_code", "refresh_token"]
                    requireProofKey: true
                    audience: ["%s", "%s", "%s"]
                """.formatted(ONE, TWO, THREE).indent(0),
                StandardOpenOption.APPEND);
        WORLD.describe(registry);
    }

    @LocalServerPort
    private int port;

    private Http http;

    @BeforeEach
    void call() {
        http = new Http(port);
    }

    private static String resources(List<String> resources) {
        return resources.stream()
                .map(resource -> "&resource=" + URLEncoder.encode(resource, StandardCharsets.UTF_8))
                .collect(Collectors.joining());
    }

    private Http.Answer token(Map<String, String> form, List<String> resources) {
        return http.post(Surface.TOKEN, "application/x-www-form-urlencoded", Http.encoded(form) + resources(resources));
    }

    private Map<String, String> redemption(List<String> granted) {
        var request = Browser.request();
        request.put("client_id", "resourceful");
        var browser = new Browser(http);
        var begun = browser.get("/oidc/authorize?" + Http.encoded(request) + resources(granted));
        assertThat(begun.status()).as(begun.body()).isEqualTo(302);
        var page = Browser.path(begun.header("Location"));
        assertThat(page).startsWith("/login/");
        assertThat(browser.post(browser.answer(WORLD, WORLD.person, page)).status())
                .isEqualTo(200);
        var form = Browser.redemption(
                browser.arrive(browser.get(page + "/continue")).getOrDefault("code", ""));
        form.put("client_id", "resourceful");
        return form;
    }

    private static List<String> audience(Http.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        var aud = Browser.payload(answer.json().get("access_token").asString()).get("aud");
        return aud.isArray()
                ? StreamSupport.stream(aud.spliterator(), false)
                        .map(JsonNode::asString)
                        .toList()
                : List.of(aud.asString());
    }

    private static void refused(Http.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json().get("error").asString()).isEqualTo("invalid_target");
        assertThat(answer.code()).isEqualTo("resource_not_registered");
        assertThat(answer.json().has("access_token")).isFalse();
    }

    @Test
    void a_machine_gets_a_token_for_what_it_asks_for_among_what_it_is_registered_for() {
        assertThat(audience(token(WORLD.login().form(), List.of()))).containsExactly("https://api.example");
        assertThat(audience(token(WORLD.login().form(), List.of("https://api.example"))))
                .containsExactly("https://api.example");
        assertThat(audience(token(WORLD.login().form(), List.of("https://api.example", World.ISSUER.toString()))))
                .containsExactly("https://api.example", World.ISSUER.toString());

        for (var hostile : HOSTILE) {
            refused(token(WORLD.login().form(), List.of(hostile)));
            refused(token(WORLD.login().form(), List.of("https://api.example", hostile)));
        }
    }

    @Test
    void without_asking_a_person_s_token_is_for_all_that_the_client_is_registered_for() {
        assertThat(audience(token(redemption(List.of()), List.of()))).containsExactly(ONE, TWO, THREE);
        assertThat(audience(token(redemption(List.of()), List.of(THREE)))).containsExactly(THREE);
    }

    @Test
    void what_was_asked_for_with_the_code_is_the_most_that_can_be_asked_for_with_it() {
        assertThat(audience(token(redemption(List.of(ONE, THREE)), List.of()))).containsExactly(ONE, THREE);
        assertThat(audience(token(redemption(List.of(ONE, THREE)), List.of(ONE))))
                .containsExactly(ONE);
        assertThat(audience(token(redemption(List.of(TWO)), List.of()))).containsExactly(TWO);

        var form = redemption(List.of(ONE, THREE));
        refused(token(form, List.of(TWO)));
        refused(token(form, List.of(ONE, TWO)));
        refused(token(form, List.of(World.ISSUER.toString())));
        assertThat(audience(token(form, List.of(ONE)))).containsExactly(ONE);
    }

    /** RFC 8707 §2.2: also when it is asked for anew. */
    @Test
    void a_token_asked_for_anew_is_for_no_more_than_the_first() {
        var first = token(redemption(List.of(ONE, THREE)), List.of(ONE));
        assertThat(audience(first)).containsExactly(ONE);

        var second = token(refreshing(first), List.of());
        assertThat(audience(second)).containsExactly(ONE, THREE);
        var third = token(refreshing(second), List.of(THREE));
        assertThat(audience(third)).containsExactly(THREE);
        refused(token(refreshing(third), List.of(TWO)));
    }

    private static Map<String, String> refreshing(Http.Answer answer) {
        return Map.of(
                "grant_type",
                "refresh_token",
                "client_id",
                "resourceful",
                "refresh_token",
                answer.json().get("refresh_token").asString());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    void the_client_is_told_at_once_where_it_asks_for_another(int index) {
        var request = Browser.request();
        request.put("client_id", "resourceful");

        var answer = new Browser(http)
                .get("/oidc/authorize?" + Http.encoded(request) + resources(List.of(ONE, HOSTILE.get(index))));

        assertThat(answer.header("Location"))
                .startsWith("https://app.example/callback?")
                .contains("error=invalid_target", "state=")
                .doesNotContain("code=");
    }

    @Test
    void no_other_parameter_comes_twice() {
        var answer = http.post(
                Surface.TOKEN,
                "application/x-www-form-urlencoded",
                Http.encoded(WORLD.login().form()) + "&scope=machine&scope=machine");

        assertThat(answer.code()).isEqualTo("parameter_repeated");
    }
}
