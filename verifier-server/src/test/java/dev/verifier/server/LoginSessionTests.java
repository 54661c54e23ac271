package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.server.configuration.Surface;
import dev.verifier.wallet.WalletError;
import dev.verifier.wallet.WalletTampering;
import dev.verifier.wallet.openid4vp.AuthorizationRequest;
import dev.verifier.wallet.openid4vp.RequestLink;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A login belongs to the browser that started it, whatever anybody else knows of it, and ends once. */
@VerifierTest
class LoginSessionTests {

    private static final World WORLD = new World();

    @DynamicPropertySource
    static void world(DynamicPropertyRegistry registry) {
        WORLD.describe(registry);
    }

    @LocalServerPort
    private int port;

    @LocalManagementPort
    private int managementPort;

    private Http http;
    private Browser browser;
    private Browser stranger;

    @BeforeEach
    void open() {
        http = new Http(port);
        browser = new Browser(http);
        stranger = new Browser(http);
        stranger.begin(Browser.request()); // with a login and a cookie of its own
    }

    /** S-03, S-04, S-22: who has the URL of a login, its QR code or its wallet's way back has nothing. */
    @Test
    void another_browser_sees_completes_and_learns_nothing() {
        var page = browser.begin(Browser.request());
        var told = browser.post(browser.answer(WORLD, WORLD.person, page));
        var back = told.json().get("redirect_uri").asString();

        for (var path : List.of(page, page + "/events", page + "/continue", page + "/cancel", page + "/retry")) {
            var answer = stranger.get(path);
            assertThat(answer.status()).as(path).isEqualTo(400);
            assertThat(answer.headers().map()).doesNotContainKey("location");
            assertThat(answer.body()).doesNotContain("openid4vp", "browser-app", "app.example");
            assertThat(new Browser(http).get(path).status()).isEqualTo(400);
        }
        var elsewhere = stranger.get(back);
        assertThat(elsewhere.status()).isEqualTo(200);
        assertThat(elsewhere.headers().map()).doesNotContainKey("location");
        assertThat(elsewhere.body()).doesNotContain("app.example", page);

        assertThat(browser.arrive(browser.get(page + "/continue"))).containsKey("code");
    }

    @Test
    void a_response_code_is_that_of_its_login_and_good_once() {
        var page = browser.begin(Browser.request());
        var told = browser.post(browser.answer(WORLD, WORLD.person, page));
        var back = told.json().get("redirect_uri").asString();

        assertThat(back).matches(World.ISSUER + page + "/return\\?response_code=[0-9a-f]{64}");
        assertThat(browser.get(page + "/return?response_code=guessed").status()).isEqualTo(400);
        assertThat(browser.get(page + "/return").status()).isEqualTo(400);
        assertThat(browser.arrive(browser.get(back))).containsKey("code");
        assertThat(browser.get(back).header("Location")).endsWith(page);
    }

    /** HAIP 1.0 §5.1: for a wallet on the same device neither the browser alone nor the code alone goes on. */
    @Test
    void a_wallet_on_this_device_must_come_back_with_its_code_into_this_browser() throws Exception {
        var page = browser.begin(Browser.request());
        var here = browser.get(page, "application/json")
                .json()
                .get("openid4vp_same_device")
                .asString();
        var told = browser.post(WORLD.answer(WORLD.person, Browser.asked(Browser.requestObject(http, here)))
                .build());
        var back = told.json().get("redirect_uri").asString();

        assertThat(browser.get(page + "/continue").status()).isEqualTo(400);
        assertThat(browser.get(page, "application/json").json().get("state").asString())
                .isEqualTo("returning");
        try (var events = events(page)) {
            assertThat(events.next()).isEqualTo("returning ");
        }
        assertThat(browser.get(page + "/return?response_code=guessed").status()).isEqualTo(400);
        assertThat(stranger.get(back).body()).doesNotContain("app.example", "code=");
        assertThat(browser.arrive(browser.get(back))).containsKey("code");
    }

    /** The same login by its code on the screen: the browser goes on by itself, as soon as the wallet has answered. */
    @Test
    void a_wallet_on_another_device_need_not_come_back() {
        var page = browser.begin(Browser.request());
        assertThat(browser.get(page).body()).contains(browser.walletLink(page).replace("&", "&amp;") + "%7E");
        browser.post(browser.answer(WORLD, WORLD.person, page));

        assertThat(browser.arrive(browser.get(page + "/continue"))).containsKey("code");
    }

    /** LG-09: what was in the browser before is not what the login is bound to. */
    @Test
    void each_login_has_a_secret_of_its_own() {
        var first = browser.authorize(Browser.request()).header("Set-Cookie");
        var second = browser.authorize(Browser.request()).header("Set-Cookie");

        assertThat(first)
                .contains("HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=360")
                .doesNotContain("Domain=");
        assertThat(second.replaceFirst(";.*", "")).isNotEqualTo(first.replaceFirst(";.*", ""));
    }

    /** One login signs in for one request: not for another of the same browser, and not twice. */
    @Test
    void a_completed_login_is_good_for_its_own_request_and_once() {
        var page = browser.begin(Browser.request());
        browser.post(browser.answer(WORLD, WORLD.person, page));
        var again = Browser.path(browser.get(page + "/continue").header("Location"));
        var other = new LinkedHashMap<>(Browser.request());
        other.put("state", "another");

        assertThat(stranger.get(again).header("Location")).contains("/login/");
        assertThat(browser.authorize(other).header("Location")).contains("/login/");
        assertThat(browser.get(again).header("Location")).startsWith("https://app.example/callback?code=");
        assertThat(browser.get(again).header("Location")).contains("/login/");
    }

    /** Without single sign-on a session answers for nobody: it says what belongs together, and what ends with a logout. */
    @Test
    void a_login_is_known_by_a_session_that_signs_nobody_in_and_can_be_ended() {
        var arrived = browser.signIn(WORLD, WORLD.person, Browser.request());
        var tokens = http.token(Browser.redemption(arrived.getOrDefault("code", "")));
        var hint = tokens.json().get("id_token").asString();
        assertThat(Browser.payload(hint).get("sid").asString()).matches("[A-Za-z0-9_-]{43}");

        assertThat(browser.authorize(Browser.request()).header("Location")).contains("/login/");
        var answer =
                browser.get(Surface.LOGOUT + "?post_logout_redirect_uri=https://app.example/bye&id_token_hint=" + hint);
        assertThat(answer.header("Location")).isEqualTo("https://app.example/bye");
        assertThat(http.send(http.request(Surface.USERINFO)
                                .header(
                                        "Authorization",
                                        "Bearer "
                                                + tokens.json()
                                                        .get("access_token")
                                                        .asString())
                                .GET())
                        .status())
                .isEqualTo(401);
    }

    /** S-20 and AZ-12: the client's state is an echo and nothing else. */
    @Test
    void the_wallet_is_told_nothing_that_the_client_said() {
        var page = browser.begin(Browser.request());
        var request = Browser.requestObject(http, browser.walletLink(page));

        assertThat(request.toString()).doesNotContain("client state", "client nonce", "https://app.example");
        assertThat(request.get("nonce").asString()).matches("[A-Za-z0-9_-]{43}");
        assertThat(request.get("state").asString())
                .matches("[A-Za-z0-9_-]{43}")
                .isNotEqualTo(request.get("nonce").asString());
        assertThat(request.get("aud").asString()).isEqualTo("https://self-issued.me/v2");
        assertThat(request.get("client_id").asString()).startsWith("decentralized_identifier:did:key:z");
        assertThat(request.has("iss")).isFalse();
        assertThat(request.get("response_uri").asString()).isEqualTo(World.ISSUER + Surface.WALLET_RESPONSE);
        assertThat(request.get("client_metadata").get("client_name").asString()).isEqualTo("app.example");
        // S-29: as long as the login.
        assertThat(request.get("exp").asLong() - request.get("iat").asLong()).isBetween(1L, 120L);
    }

    @Test
    void a_request_is_served_as_often_as_asked_with_the_wallet_s_nonce_and_until_it_is_answered() {
        var page = browser.begin(Browser.request());
        var link = browser.walletLink(page);
        var path = Browser.path(Browser.query(link.replace("openid4vp://?", "")).getOrDefault("request_uri", ""));

        var first = http.get(path);
        assertThat(first.header("Content-Type")).isEqualTo("application/oauth-authz-req+jwt");
        assertThat(AuthorizationRequest.read(RequestLink.parse(link), first.body(), Instant.now())
                        .clientId())
                .startsWith("decentralized_identifier:did:key:z");
        assertThat(first.header("Cache-Control")).contains("no-store");
        assertThat(Browser.header(first.body()).get("typ").asString()).isEqualTo("oauth-authz-req+jwt");
        assertThat(Browser.payload(http.get(path).body()).get("nonce"))
                .isEqualTo(Browser.payload(first.body()).get("nonce"));
        var posted = http.post(path, Map.of("wallet_nonce", "the wallet's"));
        assertThat(Browser.payload(posted.body()).get("wallet_nonce").asString())
                .isEqualTo("the wallet's");
        assertThat(http.post(path, Map.of("wallet_nonce", "x".repeat(600))).status())
                .isEqualTo(400);

        browser.post(browser.answer(WORLD, WORLD.person, page));
        assertThat(http.get(path).status()).isEqualTo(404);
        assertThat(http.get(Surface.WALLET_REQUEST + "/unknown").status()).isEqualTo(404);
    }

    /** S-21: junk costs an attempt and not the login; too much of it ends the login. */
    @Test
    void refusals_leave_the_login_open_for_a_bounded_number_of_attempts() {
        var page = browser.begin(Browser.request());
        var honest = browser.answer(WORLD, WORLD.person, page);

        for (var i = 0; i < 4; i++) {
            assertThat(browser.post(honest.tampered(WalletTampering.WRONG_NONCE))
                            .code())
                    .isEqualTo("presentation_wrong_nonce");
        }
        assertThat(browser.get(page).body()).contains("data-openid4vp");
        browser.post(honest.tampered(WalletTampering.WRONG_NONCE));
        assertThat(browser.post(honest).code()).isEqualTo("login_over");
        assertThat(browser.get(page).body()).doesNotContain("data-openid4vp");
        assertThat(browser.arrive(browser.get(page + "/cancel")))
                .containsEntry("error", "access_denied")
                .containsEntry("state", "client state & more");
    }

    @Test
    void a_wallet_may_say_no_and_the_person_may_try_again_or_go_back() {
        var page = browser.begin(Browser.request());
        var refusal = Browser.asked(Browser.requestObject(http, browser.walletLink(page)))
                .refusal(WalletError.ACCESS_DENIED);

        var told = http.post(Browser.path(refusal.responseUri().toString()), refusal.form());
        assertThat(told.status()).isEqualTo(200);
        assertThat(told.json().get("redirect_uri").asString()).isEqualTo(World.ISSUER + page);
        assertThat(browser.get(page, "application/json").json().get("refusal").asString())
                .isEqualTo("wallet_declined");
        assertThat(browser.get(page + "/retry").header("Location")).startsWith(World.ISSUER + Surface.AUTHORIZE + "?");
        assertThat(browser.arrive(browser.get(page + "/cancel"))).containsEntry("error", "access_denied");
    }

    /** OpenID4VP 1.0 §8.5, and what some wallet may think of: it is told as an answer is, and the person may try again. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "invalid_request",
                "invalid_client",
                "vp_formats_not_supported",
                "invalid_request_uri_method",
                "invalid_transaction_data",
                "wallet_unavailable",
                "of_a_wallet_s_own"
            })
    void a_wallet_may_say_why_it_cannot(String error) {
        var page = browser.begin(Browser.request());
        var state = Browser.requestObject(http, browser.walletLink(page))
                .get("state")
                .asString();

        var told = http.post(
                Surface.WALLET_RESPONSE, Map.of("error", error, "error_description", "<b>why</b>", "state", state));
        assertThat(told.status()).isEqualTo(200);
        assertThat(told.json().get("redirect_uri").asString()).isEqualTo(World.ISSUER + page);
        assertThat(browser.get(page, "application/json").json().get("refusal").asString())
                .isEqualTo("wallet_error");
        assertThat(browser.get(page).body()).doesNotContain("<b>why");
        browser.post(browser.answer(WORLD, WORLD.person, page));
        assertThat(browser.arrive(browser.get(page + "/continue"))).containsKey("code");
    }

    /** VP-02, RL-51: a wallet that did not hear us may say the same once more; it is still one answer, and nobody else's. */
    @Test
    void the_same_answer_again_is_told_the_same_and_another_one_is_late() {
        var page = browser.begin(Browser.request());
        var answer = browser.answer(WORLD, WORLD.person, page);
        var told = browser.post(answer).body();

        assertThat(browser.post(answer).body()).isEqualTo(told);
        assertThat(browser.arrive(browser.get(page + "/continue"))).containsKey("code");
        assertThat(browser.post(answer).body()).isEqualTo(told);
        assertThat(browser.post(answer.anew(Instant.now())).code()).isEqualTo("login_over");
        assertThat(browser.get(page + "/continue").header("Location")).isEqualTo(World.ISSUER + page);
    }

    /** RL-03: the node was gone before the browser heard where to go on. */
    @Test
    void a_browser_that_did_not_hear_where_to_go_on_may_ask_again() {
        var page = browser.begin(Browser.request());
        browser.post(browser.answer(WORLD, WORLD.person, page));
        var onward = browser.get(page + "/continue").header("Location");

        assertThat(onward).contains("/oidc/authorize?");
        assertThat(browser.get(page + "/continue").header("Location")).isEqualTo(onward);
        assertThat(stranger.get(page + "/continue").status()).isEqualTo(400);
        assertThat(browser.arrive(browser.get(page + "/continue"))).containsKey("code");
        assertThat(browser.get(page + "/continue").header("Location")).isEqualTo(World.ISSUER + page);
    }

    @Test
    void tabs_of_one_browser_that_finish_at_the_same_instant_all_arrive() throws Exception {
        browser.signIn(WORLD, WORLD.person, Browser.request());
        var tabs = new ArrayList<Callable<Http.Answer>>();
        for (var i = 0; i < 8; i++) {
            var request = new LinkedHashMap<>(Browser.request());
            request.put("state", "tab " + i);
            var page = browser.begin(request);
            browser.post(browser.answer(WORLD, WORLD.person, page));
            var again = Browser.path(browser.get(page + "/continue").header("Location"));
            tabs.add(() -> {
                var tab = new Browser(http);
                tab.take(browser.cookieHeader());
                return tab.get(again);
            });
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(threads.invokeAll(tabs))
                    .allSatisfy(tab -> assertThat(tab.resultNow().header("Location"))
                            .as(tab.resultNow().body())
                            .startsWith("https://app.example/callback?code="));
        }
    }

    @Test
    void of_many_answers_at_once_one_is_accepted_and_of_many_completions_one_gets_the_code() throws Exception {
        var page = browser.begin(Browser.request());
        var form = browser.answer(WORLD, WORLD.person, page).form();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Http.Answer> answer = () -> http.post(Surface.WALLET_RESPONSE, form);
            var answers = threads.invokeAll(
                    IntStream.range(0, 16).mapToObj(_ -> answer).toList());
            assertThat(answers.stream().map(one -> one.resultNow().status())).containsOnly(200);
            assertThat(answers.stream().map(one -> one.resultNow().body()).distinct())
                    .as("it is one answer, and told the same")
                    .hasSize(1);

            var again = Browser.path(browser.get(page + "/continue").header("Location"));
            Callable<String> completion = () -> browser.get(again).header("Location");
            var completions = threads.invokeAll(
                    IntStream.range(0, 16).mapToObj(_ -> completion).toList());
            assertThat(completions.stream()
                            .map(one -> one.resultNow())
                            .filter(location -> location.startsWith("https://app.example/callback?code=")))
                    .hasSize(1);
        }
    }

    @Test
    void the_page_says_the_same_to_programs_of_the_same_browser() {
        var page = browser.begin(Browser.request());

        var facts = browser.get(page, "application/json").json();
        assertThat(facts.get("state").asString()).isEqualTo("waiting");
        assertThat(facts.get("events").asString()).isEqualTo(page + "/events");
        assertThat(facts.get("openid4vp").asString()).isEqualTo(browser.walletLink(page));
        assertThat(stranger.get(page, "application/json").json().get("error").asString())
                .isEqualTo("invalid_request");
    }

    /** S-23: nothing of a page comes from its URL, and nobody may frame or script it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "?authRequest=openid4vp://evil&state=x&homeUri=javascript:alert(1)",
                "?homeUri=https://evil.example",
                "?x=<script>alert(1)</script>"
            })
    void no_parameter_of_the_page_comes_from_the_url(String parameters) {
        var page = browser.begin(Browser.request());

        var answer = browser.get(page + parameters.replace("<", "%3C").replace(">", "%3E"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).doesNotContain("evil", "alert(1)", "javascript:");
        assertThat(answer.header("Content-Security-Policy"))
                .contains("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'")
                .doesNotContain("unsafe", "*");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(answer.header("Cache-Control")).contains("no-store");
    }

    @Test
    void a_waiting_browser_hears_what_happens_and_never_a_code() throws Exception {
        var page = browser.begin(Browser.request());
        try (var events = events(page)) {
            assertThat(events.next()).isEqualTo("heartbeat ");
            var honest = browser.answer(WORLD, WORLD.person, page);
            assertThat(events.news()).isEqualTo("scanned ");
            browser.post(honest.tampered(WalletTampering.WRONG_NONCE));
            assertThat(events.news()).isEqualTo("checking ");
            assertThat(events.news()).isEqualTo("failed presentation_wrong_nonce");
            browser.post(honest);
            assertThat(events.news()).isEqualTo("checking ");
            assertThat(events.news()).isEqualTo("redirect " + page + "/continue");
        }
        try (var late = events(page)) {
            assertThat(late.next()).isEqualTo("redirect " + page + "/continue");
        }
        assertThat(new Http(managementPort).get("/prometheus").body())
                .contains("verifier_login_total{outcome=\"refused\",reason=\"presentation_wrong_nonce\"}")
                .contains("verifier_events_open")
                .contains("verifier_logins_open");
    }

    /** One event after another. */
    private record Events(BufferedReader reader) implements AutoCloseable {

        String next() throws IOException {
            var event = "";
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.startsWith("event:")) {
                    event = line.substring("event:".length());
                } else if (line.startsWith("data:")) {
                    return event + " " + line.substring("data:".length());
                }
            }
            return "end";
        }

        /** The same, past what only keeps the connection open. */
        String news() throws IOException {
            var next = next();
            while (next.equals("heartbeat ")) {
                next = next();
            }
            return next;
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }

    private Events events(String page) throws Exception {
        var response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port + page + "/events"))
                                .header("Cookie", browser.cookieHeader())
                                .header("Accept", "text/event-stream")
                                .timeout(Duration.ofSeconds(20))
                                .build(),
                        HttpResponse.BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
        return new Events(new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8)));
    }
}
