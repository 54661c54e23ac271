package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.server.configuration.Surface;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Authorization requests that are not as they should be: an error at the client, or a page of ours, and nothing broken. */
@VerifierTest
class AuthorizationRequestTests {

    private static final World WORLD = new World();
    private static final String AT_THE_CLIENT = "https://app.example/callback?";

    @DynamicPropertySource
    static void world(DynamicPropertyRegistry registry) {
        WORLD.describe(registry);
    }

    @LocalServerPort
    private int port;

    private Http http;

    @BeforeEach
    void call() {
        http = new Http(port);
    }

    private static Map<String, String> without(String parameter) {
        var request = new LinkedHashMap<>(Browser.request());
        request.remove(parameter);
        return request;
    }

    private static Map<String, String> with(String parameter, String value) {
        var request = new LinkedHashMap<>(Browser.request());
        request.put(parameter, value);
        return request;
    }

    private Http.Answer ask(String query) {
        return http.get(Surface.AUTHORIZE + "?" + query);
    }

    @Test
    void a_usual_request_leads_to_the_login_page_however_it_is_sent() {
        var query = Http.encoded(Browser.request());

        assertThat(ask(query).header("Location")).startsWith(World.ISSUER + "/login/");
        assertThat(http.get("/authorize?" + query).header("Location")).startsWith(World.ISSUER + "/login/");
        var asLink = http.post(Surface.AUTHORIZE, Browser.request());
        assertThat(asLink.status()).isEqualTo(303);
        assertThat(http.get(Browser.path(asLink.header("Location"))).header("Location"))
                .startsWith(World.ISSUER + "/login/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "scope",
                "state",
                "nonce",
                "code_challenge",
                "code_challenge_method",
                "response_type",
                "prompt",
                "request",
                "request_uri",
                "anything"
            })
    void a_parameter_that_comes_twice_is_an_error_at_the_client_also_where_it_is_empty_once(String name) {
        var others = Http.encoded(without(name)) + "&" + name + "=";
        for (var query : new String[] {others + "a&" + name + "=b", others + "&" + name + "=b", others + "b&" + name}) {
            var answer = ask(query);

            assertThat(answer.status()).as(query).isEqualTo(302);
            assertThat(answer.header("Location"))
                    .startsWith(AT_THE_CLIENT)
                    .contains("error=invalid_request", "iss=", "parameter_repeated");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"client_id", "redirect_uri"})
    void where_it_is_not_certain_whose_the_request_is_it_ends_here(String name) {
        var value = Browser.request().getOrDefault(name, "");
        var twice = Http.encoded(Browser.request()) + "&" + name + "=" + value;
        for (var query : new String[] {Http.encoded(without(name)), Http.encoded(with(name, "")), twice}) {
            var answer = ask(query);

            assertThat(answer.status()).as(query).isEqualTo(400);
            assertThat(answer.header("Location")).isEmpty();
        }
    }

    @Test
    void no_redirect_uri_is_an_error_here_also_for_a_client_that_has_one_only_or_none() {
        for (var client : new String[] {"careful-app", WORLD.machine.did()}) {
            var request = new LinkedHashMap<>(without("redirect_uri"));
            request.put("client_id", client);
            request.put("scope", "learcredential");

            var answer = ask(Http.encoded(request));

            assertThat(answer.status()).as(client).isEqualTo(400);
            assertThat(answer.code()).isEqualTo("redirect_uri_not_registered");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "request,a.b.c,request_object_malformed",
        "request,'',request_object_malformed",
        "request_uri,https://elsewhere.example/,request_uri_not_permitted",
        "request_uri,'',request_uri_not_permitted"
    })
    void a_request_object_is_not_passed_over(String parameter, String value, String code) {
        assertThat(ask(Http.encoded(with(parameter, value))).header("Location"))
                .startsWith(AT_THE_CLIENT)
                .contains("error=invalid_" + parameter + (parameter.equals("request") ? "_object&" : "&"))
                .contains(code);
    }

    @Test
    void a_form_that_looks_like_an_answer_to_spring_s_consent_page_is_only_incomplete() {
        assertThat(http.post(Surface.AUTHORIZE, Map.of()).status()).isEqualTo(400);
        assertThat(http.post(Surface.AUTHORIZE, Map.of("client_id", "browser-app", "state", "x"))
                        .status())
                .isEqualTo(400);
        assertThat(http.post(Surface.AUTHORIZE, without("response_type")).header("Location"))
                .startsWith(AT_THE_CLIENT)
                .contains("error=invalid_request");
        assertThat(http.post(Surface.AUTHORIZE + "?prompt=none", Browser.request())
                        .header("Location"))
                .startsWith(AT_THE_CLIENT)
                .contains("parameters_in_url");
    }

    @ParameterizedTest
    @ValueSource(strings = {"state", "nonce", "anything"})
    void what_is_too_long_to_come_back_is_refused_at_once(String parameter) {
        for (var value : new String[] {"x".repeat(500_000), "\u20ac".repeat(2_000)}) {
            var answer = http.post(Surface.AUTHORIZE, with(parameter, value));

            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.code()).isEqualTo("request_too_large");
        }
    }

    @Test
    void a_state_of_one_kibibyte_comes_back_and_a_longer_one_is_an_error() {
        var longest = "\u20ac".repeat(341);
        var browser = new Browser(http);
        var request = with("state", longest);
        request.put("nonce", "n".repeat(1024));
        assertThat(browser.signIn(WORLD, WORLD.person, request))
                .containsEntry("state", longest)
                .containsKey("code");

        assertThat(ask(Http.encoded(with("state", longest + "xx"))).header("Location"))
                .startsWith(AT_THE_CLIENT)
                .contains("error=invalid_request");
    }
}
