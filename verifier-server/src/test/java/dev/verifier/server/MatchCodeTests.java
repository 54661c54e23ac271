package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.server.key.SealedColumns;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.node.ObjectNode;

/** A QR code that was shown to somebody else signs nobody in, unless they tell the code that their phone then shows. */
@VerifierTest
class MatchCodeTests {

    private static final World WORLD = new World();
    private static final Pattern DIGITS = Pattern.compile("id=\"digits\">(\\d{3} \\d{3})<");
    private static final Pattern TOKEN = Pattern.compile("name=\"token\" value=\"([^\"]+)\"");

    @DynamicPropertySource
    static void world(DynamicPropertyRegistry registry) {
        WORLD.register("other-app", "crossDevice: allow");
        WORLD.describe(registry);
        registry.add("verifier.login.cross-device", () -> "match-code");
    }

    @LocalServerPort
    private int port;

    @LocalManagementPort
    private int managementPort;

    @Autowired
    private JdbcClient database;

    private Http http;
    private Browser browser;
    private Browser phone;

    @BeforeEach
    void open() {
        http = new Http(port);
        browser = new Browser(http);
        phone = new Browser(http);
    }

    @Autowired
    private SealedColumns columns;

    /** What is remembered of a login. */
    private ObjectNode kept(Answered login) {
        var id = login.page().replace("/login/", "");
        var content = database.sql("select content from wallet_login where id = ?")
                .param(id)
                .query(String.class)
                .single();
        return columns.of("wallet_login.content").read(id, content, ObjectNode.class);
    }

    /** A login whose wallet, on a phone, has answered. */
    private record Answered(String page, String back) {}

    private Answered answered(Browser by) {
        var page = by.begin(Browser.request());
        var told = by.post(by.answer(WORLD, WORLD.person, page));
        assertThat(told.status()).as(told.body()).isEqualTo(200);
        return new Answered(page, told.json().get("redirect_uri").asString());
    }

    /** The six digits on the phone. */
    private String shown(Answered login) {
        var body = phone.get(login.back()).body();
        var digits = DIGITS.matcher(body);
        assertThat(digits.find()).as(body).isTrue();
        return digits.group(1).replace(" ", "");
    }

    private static String other(String code) {
        return code.charAt(0) == '9' ? "0" + code.substring(1) : "9" + code.substring(1);
    }

    private static String token(Browser by, String page) {
        var token = TOKEN.matcher(by.get(page).body());
        return token.find() ? token.group(1) : "";
    }

    private static Http.Answer type(Browser by, String page, String code) {
        return by.post(page + "/match", Map.of("token", token(by, page), "code", code));
    }

    private String state(Browser by, String page) {
        return by.get(page, "application/json").json().get("state").asString();
    }

    private void assertStillWaiting(Answered login) {
        assertThat(state(browser, login.page())).isEqualTo("match");
        assertThat(browser.get(login.page() + "/continue").header("Location")).endsWith(login.page());
    }

    private void assertSignsIn(Answered login, String code) {
        assertThat(type(browser, login.page(), code).header("Location")).endsWith(login.page());
        assertThat(browser.get(login.page()).body()).contains("data-state=\"done\"");
        assertThat(browser.arrive(browser.get(login.page() + "/continue"))).containsKey("code");
    }

    @Test
    void who_has_both_screens_types_the_code_and_goes_on() {
        var login = answered(browser);
        assertThat(browser.get(login.page()).body())
                .contains("inputmode=\"numeric\"", "autocomplete=\"one-time-code\"", "<label for=\"code\"")
                .doesNotContain("<script", "data-state=");
        assertThat(phone.get(login.back()).body()).contains("app.example");
        assertStillWaiting(login);

        assertSignsIn(login, shown(login));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s %s", "%s-%s", " %s%s ", "%s\u00a0%s"})
    void digits_may_be_typed_as_they_are_shown(String form) {
        var login = answered(browser);
        var code = shown(login);

        assertSignsIn(login, form.formatted(code.substring(0, 3), code.substring(3)));
    }

    @Test
    void the_browser_hears_that_a_code_is_wanted_and_never_which() throws Exception {
        var login = answered(browser);
        var response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port + login.page() + "/events"))
                                .header("Cookie", browser.cookieHeader())
                                .timeout(Duration.ofSeconds(20))
                                .build(),
                        HttpResponse.BodyHandlers.ofInputStream());
        try (var lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            var told = lines.lines()
                    .filter(line -> line.startsWith("event:") || line.startsWith("data:"))
                    .limit(2);
            assertThat(told).containsExactly("event:match", "data:" + login.page());
        }
        var code = shown(login);
        assertThat(browser.get(login.page()).body())
                .doesNotContain(code, code.substring(0, 3) + " " + code.substring(3));
        assertThat(browser.get(login.page(), "application/json").body()).doesNotContain(code);
        assertThat(kept(login).get("match").toString())
                .contains("\"digest\"", "\"wrong\":0")
                .doesNotContain(code);
        assertThat(kept(login).toString()).doesNotContain("\"" + code + "\"");
    }

    @Test
    void a_phone_is_shown_the_same_code_again_and_other_logins_have_others() {
        var login = answered(browser);
        assertThat(shown(login)).isEqualTo(shown(login));

        var codes = Stream.generate(() -> shown(answered(browser))).limit(6).distinct();
        assertThat(codes.count()).isGreaterThan(1);
    }

    @Test
    void a_wrong_code_costs_a_try_and_the_right_one_still_counts() {
        var login = answered(browser);
        var code = shown(login);

        assertThat(type(browser, login.page(), other(code)).header("Location")).endsWith(login.page());
        assertThat(browser.get(login.page()).body()).contains("role=\"alert\"");
        assertThat(browser.get(login.page(), "application/json")
                        .json()
                        .get("refusal")
                        .asString())
                .isEqualTo("match_code_wrong");
        assertStillWaiting(login);
        assertSignsIn(login, code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "12345",
                "1234567",
                "abcdef",
                "<script>alert(1)</script>",
                "\u0661\u0662\u0663\u0664\u0665\u0666"
            })
    void what_is_no_code_is_not_the_code(String typed) {
        var login = answered(browser);

        assertThat(type(browser, login.page(), typed).status()).isEqualTo(302);
        assertThat(browser.get(login.page()).body()).doesNotContain("alert(1)");
        assertStillWaiting(login);
        assertSignsIn(login, shown(login));
    }

    @Test
    void the_code_of_another_login_is_not_this_one_s() {
        var login = answered(browser);
        var code = shown(login);
        var other = Stream.generate(() -> shown(answered(new Browser(http))))
                .filter(each -> !each.equals(code))
                .findFirst()
                .orElseThrow();

        type(browser, login.page(), other);
        assertStillWaiting(login);
        assertSignsIn(login, code);
    }

    @Test
    void after_five_wrong_codes_the_login_is_over_also_for_the_right_one() {
        var login = answered(browser);
        var code = shown(login);
        for (var i = 0; i < 4; i++) {
            type(browser, login.page(), other(code));
            assertStillWaiting(login);
        }
        var token = token(browser, login.page());
        type(browser, login.page(), other(code));

        assertThat(state(browser, login.page())).isEqualTo("refused");
        assertThat(browser.get(login.page(), "application/json")
                        .json()
                        .get("refusal")
                        .asString())
                .isEqualTo("match_code_wrong");
        browser.post(login.page() + "/match", Map.of("token", token, "code", code));
        assertThat(state(browser, login.page())).isEqualTo("refused");
        assertThat(browser.get(login.page() + "/continue").header("Location")).endsWith(login.page());
        assertThat(phone.get(login.back()).body()).doesNotContain("id=\"digits\"");
        assertThat(browser.arrive(browser.get(login.page() + "/cancel"))).containsEntry("error", "access_denied");
        assertThat(new Http(managementPort).get("/prometheus").body())
                .contains("verifier_login_total{outcome=\"exhausted\",reason=\"match_code_wrong\"}");
    }

    @Test
    void wrong_codes_of_one_instant_all_count() throws Exception {
        var login = answered(browser);
        var code = shown(login);
        var form = Map.of("token", token(browser, login.page()), "code", other(code));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Integer> wrong =
                    () -> browser.post(login.page() + "/match", form).status();
            var told = new ArrayList<Integer>();
            for (var one :
                    threads.invokeAll(IntStream.range(0, 5).mapToObj(_ -> wrong).toList())) {
                told.add(one.get());
            }
            assertThat(told).containsOnly(302);
        }
        assertThat(state(browser, login.page())).isEqualTo("refused");
    }

    @Test
    void a_code_is_good_once() {
        var login = answered(browser);
        var code = shown(login);
        var token = token(browser, login.page());
        assertSignsIn(login, code);

        browser.post(login.page() + "/match", Map.of("token", token, "code", code));
        assertThat(state(browser, login.page())).isEqualTo("expired");
        assertThat(browser.get(login.page() + "/continue").header("Location")).endsWith(login.page());
        assertThat(phone.get(login.back()).body()).doesNotContain("id=\"digits\"");
        var again = answered(browser);
        type(browser, again.page(), code.equals(shown(again)) ? other(code) : code);
        assertStillWaiting(again);
    }

    @Test
    void who_starts_again_has_another_login_and_the_code_of_the_first_is_worth_nothing() {
        var login = answered(browser);
        var code = shown(login);
        var token = token(browser, login.page());

        var again =
                Browser.path(browser.get(browser.get(login.page() + "/retry").header("Location"))
                        .header("Location"));
        assertThat(again).startsWith("/login/").isNotEqualTo(login.page());
        browser.post(login.page() + "/match", Map.of("token", token, "code", code));
        assertThat(state(browser, login.page())).isEqualTo("refused");
        assertThat(phone.get(login.back()).body()).doesNotContain("id=\"digits\"");
        assertThat(state(browser, again)).isEqualTo("waiting");
    }

    @Test
    void a_code_ends_with_its_login() {
        var login = answered(browser);
        var code = shown(login);
        var token = token(browser, login.page());
        var id = login.page().replace("/login/", "");
        var over = kept(login).put("endsAt", "2020-01-01T00:00:00Z");
        database.sql("update wallet_login set content = ? where id = ?")
                .params(columns.of("wallet_login.content").written(id, over), id)
                .update();

        browser.post(login.page() + "/match", Map.of("token", token, "code", code));
        assertThat(state(browser, login.page())).isEqualTo("expired");
        assertThat(phone.get(login.back()).body()).doesNotContain("id=\"digits\"");
    }

    /** The attacker has the login's address and, from somebody careless, the code: his other browser is none that began it. */
    @Test
    void another_browser_types_nothing() {
        var login = answered(browser);
        var code = shown(login);
        var stranger = new Browser(http);
        stranger.begin(Browser.request());

        assertThat(stranger.post(login.page() + "/match", Map.of("token", token(browser, login.page()), "code", code))
                        .status())
                .isEqualTo(400);
        assertThat(phone.post(login.page() + "/match", Map.of("code", code)).status())
                .isEqualTo(400);
        assertStillWaiting(login);
        assertSignsIn(login, code);
    }

    /** What is not from the form is refused, and is no try. */
    @Test
    void another_site_types_nothing_and_uses_up_no_try() {
        var login = answered(browser);
        var code = shown(login);
        var token = token(browser, login.page());
        var path = login.page() + "/match";

        for (var i = 0; i < 6; i++) {
            assertThat(browser.post(path, Map.of("code", other(code))).status()).isEqualTo(400);
            assertThat(browser.post(path, Map.of("code", code, "token", "guessed"))
                            .status())
                    .isEqualTo(400);
            assertThat(browser.post(path + "?code=" + code, Map.of("token", token))
                            .status())
                    .isEqualTo(400);
            assertThat(browser.get(path + "?token=" + token + "&code=" + code).status())
                    .isEqualTo(405);
        }
        assertStillWaiting(login);
        assertSignsIn(login, code);
    }

    /** What the phone was told leads nowhere in the browser that shows the QR code, and shows it nothing. */
    @Test
    void the_phone_s_response_code_is_worth_nothing_in_the_browser_that_began() {
        var login = answered(browser);

        var answer = browser.get(login.back());
        assertThat(answer.header("Location")).endsWith(login.page());
        assertThat(answer.body()).doesNotContain("id=\"digits\"");
        assertThat(browser.get(login.page()).body()).doesNotContain("id=\"digits\"");
        assertStillWaiting(login);
        assertThat(phone.get(login.back().replaceFirst("response_code=.*", "response_code=guessed"))
                        .body())
                .doesNotContain("id=\"digits\"", "app.example");
        assertSignsIn(login, shown(login));
    }

    @Test
    void a_wallet_on_the_same_device_comes_back_as_ever_and_shows_no_code_elsewhere() {
        var page = browser.begin(Browser.request());
        var here = browser.get(page, "application/json")
                .json()
                .get("openid4vp_same_device")
                .asString();
        var told = browser.post(WORLD.answer(WORLD.person, Browser.asked(Browser.requestObject(http, here)))
                .build());
        var back = told.json().get("redirect_uri").asString();

        assertThat(phone.get(back).body()).doesNotContain("id=\"digits\"", "app.example");
        assertThat(state(browser, page)).isEqualTo("returning");
        assertThat(browser.arrive(browser.get(back))).containsKey("code");
    }

    @Test
    void a_client_that_allows_what_the_server_does_not_wants_no_code() {
        var request = Browser.requestOf("other-app", "https://other.example/callback");

        assertThat(browser.signIn(WORLD, WORLD.person, request)).containsKey("code");
    }

    @Test
    void consent_is_asked_for_after_the_code_and_not_before() {
        var page = browser.begin(Browser.requestOf("careful-app", "https://careful.example/callback"));
        var told = browser.post(browser.answer(WORLD, WORLD.person, page));
        var login = new Answered(page, told.json().get("redirect_uri").asString());

        assertStillWaiting(login);
        assertThat(browser.post(page + "/consent", Map.of("answer", "allow", "token", token(browser, page)))
                        .header("Location"))
                .endsWith(page);
        assertStillWaiting(login);
        type(browser, page, shown(login));
        assertThat(browser.get(page + "/continue").body()).contains("value=\"allow\"");
    }

    @Test
    void tries_outlive_a_restart() {
        var world = new World();
        world.register("browser-app", "crossDevice: match-code");
        String cookies;
        Answered login;
        String code;
        try (var server = RunningServer.start(world.folder.resolve("data"), world.arguments())) {
            open(server);
            var page = browser.begin(Browser.request());
            assertThat(browser.get(page).body()).contains("class=\"qr\"");
            var told = browser.post(browser.answer(world, world.person, page));
            login = new Answered(page, told.json().get("redirect_uri").asString());
            code = shown(login);
            IntStream.range(0, 4).forEach(_ -> type(browser, page, other(code)));
            assertStillWaiting(login);
            cookies = browser.cookieHeader();
        }
        try (var server = RunningServer.start(world.folder.resolve("data"), world.arguments())) {
            open(server);
            browser.take(cookies);
            assertThat(shown(login)).isEqualTo(code);
            type(browser, login.page(), other(code));
            assertThat(state(browser, login.page())).isEqualTo("refused");
        }
    }

    private void open(RunningServer server) {
        http = server.http();
        browser = new Browser(http);
        phone = new Browser(http);
    }
}
