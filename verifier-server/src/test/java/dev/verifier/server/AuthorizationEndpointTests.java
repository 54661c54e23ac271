package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.server.configuration.Surface;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Hostile and mistaken authorization requests: where they are answered, and with what. */
@VerifierTest
class AuthorizationEndpointTests {

    private static final World WORLD = new World();

    @DynamicPropertySource
    static void world(DynamicPropertyRegistry registry) {
        WORLD.describe(registry);
    }

    @LocalServerPort
    private int port;

    private Browser browser;

    @BeforeEach
    void open() {
        browser = new Browser(new Http(port));
    }

    @Test
    void the_positive_control_goes_to_a_login_of_its_own() {
        var answer = browser.authorize(Browser.request());

        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.header("Location")).matches(World.ISSUER + "/login/[A-Za-z0-9_-]{43}");
        assertThat(answer.headers().allValues("Set-Cookie"))
                .as("no session")
                .singleElement()
                .asString()
                .contains("HttpOnly", "SameSite=Lax")
                .doesNotContain("Domain");
        assertThat(answer.header("Location")).doesNotContain("browser-app", "state", "redirect");
    }

    @Test
    void an_authorization_request_may_be_a_form() {
        var answer = browser.post(Surface.AUTHORIZE, Browser.request());

        assertThat(answer.status()).isEqualTo(303);
        var page = Browser.path(browser.get(answer.header("Location")).header("Location"));
        browser.post(browser.answer(WORLD, WORLD.person, page));
        assertThat(browser.arrive(browser.get(page + "/continue"))).containsKey("code");
    }

    @Test
    void a_form_without_anything_in_it_stays_on_our_page() {
        onOurPage(browser.post(Surface.AUTHORIZE, Map.of("a", "b")));
        onOurPage(browser.post(Surface.AUTHORIZE + "?" + Http.encoded(Browser.request()), Browser.request()));
    }

    /** S-32 and AZ-01, AZ-02: where it is not certain whose a redirect URI is, nobody is sent there. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://app.example/callback/x",
                "https://app.example/callback?a=1",
                "https://app.example/callback#f",
                "https://APP.example/callback",
                "https://app.example:443/callback",
                "http://app.example/callback",
                "https://app.example@evil.example/callback",
                "https://app.example.evil.example/callback",
                "//evil.example",
                "javascript:alert(1)",
                "https://app.example/callback\u0000",
                "https://app.example/%63allback",
                ""
            })
    void a_redirect_uri_that_is_not_registered_is_never_gone_to(String uri) {
        var request = Browser.request();
        request.put("redirect_uri", uri);

        onOurPage(browser.authorize(request));
    }

    @Test
    void an_unknown_client_and_none_at_all_stay_on_our_page() {
        var unknown = Browser.request();
        unknown.put("client_id", "nobody");
        unknown.put("redirect_uri", "https://evil.example/callback");
        var none = Browser.request();
        none.remove("client_id");

        onOurPage(browser.authorize(unknown));
        onOurPage(browser.authorize(none));
        onOurPage(browser.get("/oidc/authorize"));
    }

    @Test
    void a_client_that_is_no_public_client_may_not_be_used_as_one() {
        var machine = Browser.request();
        machine.put("client_id", WORLD.machine.did());

        onOurPage(browser.authorize(machine));
    }

    static Stream<Map.Entry<String, String>> repeated() {
        return Stream.of("client_id", "redirect_uri").map(name -> Map.entry(name, "x"));
    }

    @ParameterizedTest
    @MethodSource("repeated")
    void who_is_named_twice_is_not_gone_to(Map.Entry<String, String> twice) {
        onOurPage(browser.get(
                "/oidc/authorize?" + Http.encoded(Browser.request()) + "&" + twice.getKey() + "=" + twice.getValue()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "response_type|token|unsupported_response_type",
                "response_type|id_token|unsupported_response_type",
                "response_type|code token|unsupported_response_type",
                "response_type|none|unsupported_response_type",
                "response_type|-|invalid_request",
                "scope|openid learcredential admin|invalid_scope",
                "code_challenge|-|invalid_request",
                "code_challenge_method|plain|invalid_request",
                "code_challenge_method|S512|invalid_request",
                "code_challenge_method|s256|invalid_request",
                "code_challenge_method|-|invalid_request",
                "code_challenge|short|invalid_request",
                "code_challenge|aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa=|invalid_request",
                "code_challenge|aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa+|invalid_request",
                "code_challenge|aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaé|invalid_request",
                "prompt|none|login_required",
            })
    void every_other_mistake_is_told_to_the_client_with_its_state_and_who_we_are(
            String name, String value, String error) {
        var request = Browser.request();
        if (value == null) {
            request.remove(name);
        } else {
            request.put(name, value);
        }

        var answer = browser.authorize(request);

        assertThat(answer.status()).as(answer.body()).isEqualTo(302);
        assertThat(answer.header("Location")).startsWith("https://app.example/callback?");
        assertThat(browser.arrive(answer))
                .containsEntry("error", error)
                .containsEntry("state", "client state & more")
                .containsEntry("iss", World.ISSUER.toString())
                .containsKey("error_description")
                .doesNotContainKey("code");
    }

    @ParameterizedTest
    @ValueSource(strings = {"scope", "state", "nonce", "code_challenge", "response_type"})
    void a_parameter_that_stands_twice_is_told_to_the_client(String name) {
        var answer = browser.get("/oidc/authorize?" + Http.encoded(Browser.request()) + "&" + name + "=x");

        assertThat(answer.header("Location")).startsWith("https://app.example/callback?error=invalid_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"state", "nonce"})
    void what_is_only_handed_through_is_of_bounded_length(String name) {
        var long1 = Browser.request();
        long1.put(name, "x".repeat(1025));
        assertThat(browser.authorize(long1).header("Location")).contains("error=invalid_request");
        var right = Browser.request();
        right.put(name, "x".repeat(1024));
        assertThat(browser.authorize(right).header("Location")).contains("/login/");
    }

    /** S-30: nothing of a request says who we are. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: evil.example",
                "Host: localhost\r\nX-Forwarded-Host: evil.example\r\nX-Forwarded-Proto: https",
                "Host: localhost\r\nForwarded: host=evil.example"
            })
    void no_header_leads_to_another_login_page(String headers) {
        var answer = RawHttp.send(
                port,
                "GET /oidc/authorize?" + Http.encoded(Browser.request()) + " HTTP/1.1\r\n" + headers
                        + "\r\nConnection: close\r\n\r\n");

        assertThat(answer).contains("Location: " + World.ISSUER + "/login/").doesNotContain("evil");
    }

    @Test
    void a_program_reads_the_same_refusal_as_json() {
        var request = Browser.request();
        request.put("client_id", "nobody");

        var answer = browser.get("/oidc/authorize?" + Http.encoded(request), "application/json");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("authorization_client_unknown");
    }

    @Test
    void the_runbook_s_path_leads_to_the_same_endpoint() {
        assertThat(browser.get("/authorize?" + Http.encoded(Browser.request())).header("Location"))
                .startsWith(World.ISSUER + "/login/");
    }

    @Test
    void scopes_of_the_registry_and_of_the_wire_all_lead_to_a_login() {
        for (var scope : List.of(
                "openid learcredential",
                "openid_learcredential",
                "openid learcredential.employee profile email",
                "openid")) {
            var request = new LinkedHashMap<>(Browser.request());
            request.put("scope", scope);
            assertThat(browser.authorize(request).header("Location")).as(scope).contains("/login/");
        }
    }

    /** OAuth 2.0 Form Post Response Mode §2: nothing of the answer is in a URL. */
    @Test
    void an_answer_in_a_form_is_posted_to_the_redirect_uri_and_nowhere_else() {
        var request = new LinkedHashMap<>(Browser.request());
        request.put("response_mode", "form_post");
        var page = browser.begin(request);
        browser.post(browser.answer(WORLD, WORLD.person, page));

        var answer = browser.get(browser.get(page + "/continue").header("Location"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers().map()).doesNotContainKey("location");
        assertThat(answer.header("Content-Security-Policy"))
                .contains("form-action https://app.example;", "script-src 'self';", "default-src 'none'");
        assertThat(answer.header("Cache-Control")).contains("no-store");
        var form = Jsoup.parse(answer.body()).select("form");
        assertThat(form.attr("method")).isEqualTo("post");
        assertThat(form.attr("action")).isEqualTo("https://app.example/callback");
        assertThat(fields(answer))
                .containsOnlyKeys("code", "state", "iss")
                .containsEntry("state", "client state & more")
                .containsEntry("iss", World.ISSUER.toString());
        var code = String.valueOf(fields(answer).get("code"));
        assertThat(new Http(port).token(Browser.redemption(code)).status()).isEqualTo(200);
    }

    @Test
    void a_refusal_travels_as_the_answer_would() {
        var request = new LinkedHashMap<>(Browser.request());
        request.put("response_mode", "form_post");
        request.put("prompt", "none");

        assertThat(fields(browser.authorize(request)))
                .containsEntry("error", "login_required")
                .containsEntry("state", "client state & more")
                .containsKeys("iss", "error_description");
        request.put("scope", "openid admin");
        assertThat(fields(browser.authorize(request))).containsEntry("error", "invalid_scope");
        request.remove("response_type");
        assertThat(fields(browser.authorize(request))).containsEntry("error", "invalid_request");
        var page = browser.begin(Browser.request());
        assertThat(browser.arrive(browser.get(page + "/cancel"))).containsEntry("error", "access_denied");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fragment", "web_message", "FORM_POST", "", "query.jwt"})
    void a_response_mode_that_is_not_there_is_refused_in_the_query(String mode) {
        var request = new LinkedHashMap<>(Browser.request());
        request.put("response_mode", mode);

        assertThat(browser.arrive(browser.authorize(request)))
                .containsEntry("error", "invalid_request")
                .hasEntrySatisfying(
                        "error_description",
                        description -> assertThat(description).startsWith("response_mode_unsupported"));
        request.put("response_mode", "query");
        assertThat(browser.authorize(request).header("Location")).contains("/login/");
    }

    private static Map<String, String> fields(Http.Answer answer) {
        return Jsoup.parse(answer.body()).select("form input[type=hidden]").stream()
                .collect(Collectors.toMap(field -> field.attr("name"), field -> field.attr("value")));
    }

    private static void onOurPage(Http.Answer answer) {
        assertThat(answer.status()).as(answer.header("Location")).isEqualTo(400);
        assertThat(answer.headers().map()).doesNotContainKey("location");
        assertThat(answer.header("Content-Type")).startsWith("text/html");
        assertThat(answer.body()).containsPattern("[0-9A-Z]{16}").doesNotContain("evil.example", "javascript:");
    }
}
