package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.server.configuration.Surface;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an operator can set about logins, each on a server of its own. */
class LoginSettingsTests {

    private final World world = new World();

    private RunningServer start(String... settings) {
        var arguments = new ArrayList<>(List.of(
                "--verifier.clients.location=file:" + world.folder.resolve("clients.yaml"),
                "--verifier.trust.anchors=" + world.folder.resolve("anchors.pem"),
                "--verifier.trust.issuers.list=file:" + world.folder.resolve("issuers.yaml")));
        arguments.addAll(List.of(settings));
        return RunningServer.start(world.folder.resolve("data"), arguments.toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource({"holder-did, did:key:.*", "email, .*@.*", "pairwise, [A-Za-z0-9_-]{43}"})
    void clients_know_a_person_by_the_name_that_is_configured_in_every_token(String setting, String pattern) {
        try (var server = start("--verifier.tokens.subject=" + setting)) {
            var first = names(server, Browser.request());
            var second = names(server, Browser.request());

            assertThat(first).allMatch(name -> name.matches(pattern)).containsOnly(first.getFirst());
            assertThat(second).isEqualTo(first);
            assertThat(server.http()
                            .get(Surface.OPENID_CONFIGURATION)
                            .json()
                            .get("subject_types_supported")
                            .get(0)
                            .asString())
                    .isEqualTo(setting.equals("pairwise") ? "pairwise" : "public");
        }
    }

    @Test
    void a_pairwise_name_is_another_one_at_another_client_and_the_same_after_a_restart() {
        List<String> before;
        try (var server = start("--verifier.tokens.subject=pairwise")) {
            before = names(server, Browser.request());
        }
        try (var server = start("--verifier.tokens.subject=pairwise")) {
            assertThat(names(server, Browser.request())).isEqualTo(before);
            assertThat(names(server, otherClient())).doesNotContainAnyElementsOf(before);
            var code = new Browser(server.http())
                    .signIn(world, world.person, Browser.request())
                    .getOrDefault("code", "");
            var tokens = server.http().token(Browser.redemption(code)).json();
            for (var token : List.of("access_token", "id_token")) {
                assertThat(Browser.payload(tokens.get(token).asString()).toString())
                        .as("what clients could compare")
                        .doesNotContain(world.person.did());
            }
        }
    }

    private static Map<String, String> otherClient() {
        var request = new LinkedHashMap<>(Browser.request());
        request.put("client_id", "other-app");
        request.put("redirect_uri", "https://other.example/callback");
        return request;
    }

    /** Who the access token, the ID token and userinfo say somebody is. */
    private List<String> names(RunningServer server, Map<String, String> request) {
        var http = server.http();
        var form = new LinkedHashMap<>(Browser.redemption(
                new Browser(http).signIn(world, world.person, request).getOrDefault("code", "")));
        form.put("client_id", request.getOrDefault("client_id", ""));
        form.put("redirect_uri", request.getOrDefault("redirect_uri", ""));
        var tokens = http.token(form).json();
        var accessToken = tokens.get("access_token").asString();
        var userInfo = http.send(http.request(Surface.USERINFO)
                .header("Authorization", "Bearer " + accessToken)
                .GET());
        return List.of(
                Browser.payload(accessToken).get("sub").asString(),
                Browser.payload(tokens.get("id_token").asString()).get("sub").asString(),
                userInfo.json().get("sub").asString());
    }

    @Test
    void where_two_devices_are_denied_only_the_wallet_s_way_back_completes() {
        try (var server = start("--verifier.login.cross-device=deny")) {
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
    void a_page_of_the_operator_s_own_gets_what_it_needs_and_no_other_site_does() {
        try (var server = start("--verifier.login.page=https://portal.example/login?theme=dark")) {
            var http = server.http();
            var browser = new Browser(http);
            var location = browser.authorize(Browser.request()).header("Location");

            assertThat(location).startsWith("https://portal.example/login?theme=dark&authRequest=");
            var parameters = Browser.query(location.substring(location.indexOf('?') + 1));
            assertThat(parameters).containsEntry("homeUri", "https://app.example/");
            var page = "/login/" + parameters.get("state");
            assertThat(parameters.get("authRequest")).isEqualTo(browser.walletLink(page));
            for (var origin : List.of("https://portal.example", "https://evil.example")) {
                var answer = http.send(http.request(page)
                        .header("Cookie", browser.cookieHeader())
                        .header("Accept", "application/json")
                        .header("Origin", origin)
                        .GET());
                var ours = origin.equals("https://portal.example");
                assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(ours ? origin : "");
                assertThat(answer.header("Access-Control-Allow-Credentials")).isEqualTo(ours ? "true" : "");
            }
            browser.post(browser.answer(world, world.person, page));
            assertThat(browser.arrive(browser.get(page + "/continue"))).containsKey("code");
        }
    }

    @Test
    void a_wallet_from_before_the_specification_signs_in_where_dome_is_spoken() {
        try (var server = start("--verifier.compatibility.profile=dome")) {
            var http = server.http();
            var browser = new Browser(http);
            var page = browser.begin(Browser.request());
            var request = Browser.requestObject(http, browser.walletLink(page));

            assertThat(request.get("client_id").asString()).startsWith("did:key:z");
            assertThat(request.get("iss")).isEqualTo(request.get("client_id"));
            assertThat(request.get("scope").asString())
                    .isEqualTo("dome.credentials.presentation.LEARCredentialEmployee");
            var answer = world.answer(world.person, Browser.asked(request)).build();
            assertThat(browser.post(answer.asLegacyWallet()).status()).isEqualTo(200);
            assertThat(browser.arrive(browser.get(page + "/continue"))).containsKey("code");
            assertThat(server.management().get("/prometheus").body())
                    .contains("verifier_compatibility_total{quirk=\"legacy-wallets\"}")
                    .contains("verifier_compatibility_total{quirk=\"vp-token-forms\"}");
        }
        try (var server = start()) {
            var browser = new Browser(server.http());
            var page = browser.begin(Browser.request());
            var answer = browser.answer(world, world.person, page);
            assertThat(browser.post(answer.asLegacyWallet()).code()).isEqualTo("presentation_wrong_audience");
        }
    }

    @Test
    void a_login_that_nobody_answers_ends_and_can_be_begun_again() throws Exception {
        try (var server = start("--verifier.login.timeout=1s")) {
            var browser = new Browser(server.http());
            var page = browser.begin(Browser.request());
            var answer = browser.answer(world, world.person, page);
            Thread.sleep(1100); // what is tested is that time passes

            assertThat(browser.post(answer).code()).isEqualTo("login_expired");
            assertThat(browser.get(page).body())
                    .doesNotContain("data-openid4vp")
                    .contains(page + "/retry");
            assertThat(browser.get(page, "application/json").json().get("state").asString())
                    .isEqualTo("expired");
            assertThat(browser.arrive(browser.get(page + "/cancel"))).containsEntry("error", "access_denied");
        }
    }

    @Test
    void a_login_and_a_code_outlive_a_restart() {
        String page;
        String code;
        Browser browser;
        String cookies;
        try (var server = start()) {
            browser = new Browser(server.http());
            code = browser.signIn(world, world.person, Browser.request()).getOrDefault("code", "");
            page = browser.begin(Browser.request());
            cookies = browser.cookieHeader();
        }
        try (var server = start()) {
            assertThat(server.http().token(Browser.redemption(code)).status()).isEqualTo(200);
            var again = new Browser(server.http());
            again.take(cookies);
            again.post(again.answer(world, world.person, page));
            assertThat(again.arrive(again.get(page + "/continue"))).containsKey("code");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/oidc/token, https://app.example, true",
        "/oidc/userinfo, https://app.example, true",
        "/oidc/token, https://evil.example, false",
        "/oidc/token, null, false",
        "/oidc/token, https://app.example:444, false",
        "/oidc/jwks, https://anywhere.example, true",
        "/.well-known/openid-configuration, https://anywhere.example, true",
        "/oid4vp/auth-response, https://wallet.example, true",
        "/login/x, https://app.example, false",
        "/oidc/authorize, https://app.example, false",
    })
    void pages_of_registered_origins_may_read_what_is_theirs(String path, String origin, boolean permitted) {
        try (var server = start()) {
            var http = server.http();
            var preflight = http.send(http.request(path)
                    .header("Origin", origin)
                    .header("Access-Control-Request-Method", "POST")
                    .header("Access-Control-Request-Headers", "authorization,content-type")
                    .method("OPTIONS", BodyPublishers.noBody()));
            var actual = http.send(http.request(path)
                    .header("Origin", origin)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString("a=b")));

            assertThat(preflight.status()).isIn(200, 204);
            for (var answer : List.of(preflight, actual)) {
                assertThat(answer.header("Access-Control-Allow-Origin").isEmpty())
                        .isEqualTo(!permitted);
                assertThat(answer.header("Access-Control-Allow-Credentials")).isEmpty();
            }
            assertThat(actual.status()).isNotEqualTo(403);
        }
    }
}
