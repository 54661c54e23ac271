package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What the list says about signing in at one client, on servers where it is otherwise for the rest. */
class ClientSignInTests {

    private static final Map<String, String> OTHER = Browser.requestOf("other-app", "https://other.example/callback");

    private final World world = new World();

    private RunningServer start(String... settings) {
        var arguments = new ArrayList<>(List.of(world.arguments()));
        arguments.addAll(List.of(settings));
        return RunningServer.start(world.folder.resolve("data"), arguments.toArray(String[]::new));
    }

    @Test
    void a_client_that_denies_other_devices_has_no_code_and_wants_the_way_back() {
        world.register("browser-app", "crossDevice: deny");
        try (var server = start()) {
            var browser = new Browser(server.http());
            var page = browser.begin(Browser.request());
            assertThat(browser.get(page).body()).doesNotContain("class=\"qr\"").contains("data-openid4vp");
            var told = browser.post(browser.answer(world, world.person, page));

            assertThat(browser.get(page + "/continue").status()).isEqualTo(400);
            assertThat(browser.arrive(
                            browser.get(told.json().get("redirect_uri").asString())))
                    .containsKey("code");
        }
    }

    @Test
    void whoever_makes_a_code_of_the_link_for_this_device_is_denied_all_the_same() {
        world.register("browser-app", "crossDevice: deny");
        try (var server = start()) {
            var http = server.http();
            var browser = new Browser(http);
            var page = browser.begin(Browser.request());
            var link = browser.walletLink(page);
            assertThat(link).endsWith("%7E");
            var relayed = Browser.requestObject(http, link.substring(0, link.length() - "%7E".length()));
            var answer = world.answer(world.person, Browser.asked(relayed)).build();

            assertThat(browser.post(answer).status()).isEqualTo(200);
            assertThat(browser.get(page + "/continue").status()).isEqualTo(400);
        }
    }

    @Test
    void other_clients_are_as_the_server_has_it() {
        world.register("browser-app", "crossDevice: deny");
        try (var server = start()) {
            var browser = new Browser(server.http());
            assertThat(browser.get(browser.begin(OTHER)).body()).contains("class=\"qr\"");
            assertThat(browser.signIn(world, world.person, OTHER)).containsKey("code");
        }
    }

    @Test
    void a_client_may_allow_what_the_server_denies_to_the_rest() {
        world.register("browser-app", "crossDevice: allow");
        try (var server = start("--verifier.login.cross-device=deny")) {
            var browser = new Browser(server.http());
            assertThat(browser.get(browser.begin(Browser.request())).body()).contains("class=\"qr\"");
            assertThat(browser.signIn(world, world.person, Browser.request())).containsKey("code");
            assertThat(browser.get(browser.begin(OTHER)).body()).doesNotContain("class=\"qr\"");
        }
    }

    @Test
    void a_client_s_own_login_page_gets_what_the_operator_s_would() {
        world.register("browser-app", "loginPageUri: \"https://app.example/sign-in?theme=dark\"");
        try (var server = start("--verifier.login.page=https://portal.example/login")) {
            var browser = new Browser(server.http());
            var location = browser.authorize(Browser.request()).header("Location");

            assertThat(location).startsWith("https://app.example/sign-in?theme=dark&authRequest=");
            var parameters = Browser.query(location.substring(location.indexOf('?') + 1));
            assertThat(parameters).containsEntry("homeUri", "https://app.example/");
            var page = "/login/" + parameters.get("state");
            assertThat(parameters.get("authRequest")).isEqualTo(browser.walletLink(page));
            browser.post(browser.answer(world, world.person, page));
            assertThat(browser.arrive(browser.get(page + "/continue"))).containsKey("code");

            assertThat(browser.authorize(OTHER).header("Location")).startsWith("https://portal.example/login?");
        }
    }

    @Test
    void the_tenant_of_a_client_is_in_its_people_s_tokens_and_stays_there() {
        world.register("other-app", "tenant: acme");
        try (var server = start()) {
            var http = server.http();
            var code = new Browser(http).signIn(world, world.person, OTHER).getOrDefault("code", "");
            var form = new LinkedHashMap<>(Browser.redemption(code));
            form.put("client_id", "other-app");
            form.put("redirect_uri", "https://other.example/callback");
            var tokens = http.token(form).json();
            assertThat(tenant(tokens)).isEqualTo("acme");
            var refreshed = http.token(Map.of(
                    "grant_type",
                    "refresh_token",
                    "client_id",
                    "other-app",
                    "refresh_token",
                    tokens.get("refresh_token").asString()));
            assertThat(tenant(refreshed.json())).isEqualTo("acme");

            var without = new Browser(http).signIn(world, world.person, Browser.request());
            assertThat(tenant(http.token(Browser.redemption(without.getOrDefault("code", "")))
                            .json()))
                    .isEmpty();
        }
    }

    private static String tenant(JsonNode tokens) {
        return Browser.payload(tokens.get("access_token").asString())
                .path("tenant")
                .asString("");
    }

    @ParameterizedTest
    @CsvSource({
        "https://app.example, '', true",
        "https://app.example, /events, true",
        "https://portal.example, '', true",
        "https://app.example, /continue, false",
        "https://app.example, /return, false",
        "https://app.example, /cancel, false",
        "https://app.example, /digital-credential, false",
        "https://portal.example, /continue, false",
        "https://other.example, '', false",
        "https://app.example:8443, '', false",
        "https://evil.example, '', false",
    })
    void login_pages_may_read_what_happens_and_take_no_step(String origin, String path, boolean permitted) {
        world.register("browser-app", "loginPageUri: \"https://app.example/sign-in\"");
        try (var server = start("--verifier.login.page=https://portal.example/login")) {
            var http = server.http();
            var answer = http.send(http.request("/login/unknown" + path)
                    .header("Accept", path.equals("/events") ? "text/event-stream" : "application/json")
                    .header("Origin", origin)
                    .GET());
            assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(permitted ? origin : "");
            assertThat(answer.header("Access-Control-Allow-Credentials")).isEqualTo(permitted ? "true" : "");
        }
    }
}
