package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.server.configuration.Surface;
import dev.verifier.wallet.WalletTampering;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Pushed authorization requests (RFC 9126): who may push what, and that it leads to one login of one browser. */
@VerifierTest
class PushedRequestTests {

    private static final World WORLD = new World();
    private static final Portal PORTAL = Portal.at("https://rp1.example/callback");
    private static final Portal OTHER = Portal.at("https://rp2.example/callback");
    private static final Portal PUSHING = Portal.at("https://rp3.example/callback");
    private static final Portal SIGNING = Portal.at("https://rp4.example/callback");

    @DynamicPropertySource
    static void world(DynamicPropertyRegistry registry) {
        PORTAL.register(WORLD);
        OTHER.register(WORLD);
        PUSHING.register(WORLD, "requirePushedAuthorizationRequests: true");
        SIGNING.register(WORLD, "require_signed_request_object: true");
        WORLD.describe(registry);
    }

    @LocalServerPort
    private int port;

    private Http http;
    private Browser browser;

    @BeforeEach
    void open() {
        http = new Http(port);
        browser = new Browser(http);
    }

    private static Map<String, String> parameters(Portal client) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("response_type", "code");
        parameters.put("scope", "openid learcredential");
        parameters.put("redirect_uri", client.redirectUri());
        parameters.put("state", "pushed state");
        parameters.put("nonce", "pushed nonce");
        parameters.put("code_challenge", Browser.challenge(Browser.VERIFIER));
        parameters.put("code_challenge_method", "S256");
        return parameters;
    }

    private Http.Answer push(Portal client, Map<String, String> parameters) {
        var form = client.authenticated();
        form.putAll(parameters);
        return http.post(Surface.PAR, form);
    }

    private String pushed(Portal client) {
        var answer = push(client, parameters(client));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json().get("request_uri").asString();
    }

    private Http.Answer ask(Browser with, Portal client, String uri) {
        return with.authorize(client.only("request_uri", uri));
    }

    // -- positive controls

    @Test
    void a_person_signs_in_for_a_request_that_was_pushed() {
        var answer = push(PORTAL, parameters(PORTAL));

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(answer.json().propertyNames()).containsExactly("request_uri", "expires_in");
        assertThat(answer.json().get("expires_in").asInt()).isEqualTo(60);
        var uri = answer.json().get("request_uri").asString();
        assertThat(uri).matches("urn:ietf:params:oauth:request_uri:[A-Za-z0-9_-]{43}");
        var back = browser.signIn(WORLD, WORLD.person, PORTAL.only("request_uri", uri));
        assertThat(back)
                .containsEntry("state", "pushed state")
                .containsEntry("iss", World.ISSUER.toString())
                .containsKey("code");
        var form = PORTAL.authenticated();
        form.putAll(Map.of("grant_type", "authorization_code", "code", back.getOrDefault("code", "")));
        form.putAll(Map.of("redirect_uri", PORTAL.redirectUri(), "code_verifier", Browser.VERIFIER));
        var tokens = http.token(form);
        assertThat(tokens.status()).as(tokens.body()).isEqualTo(200);
        assertThat(Browser.payload(tokens.json().get("id_token").asString())
                        .get("nonce")
                        .asString())
                .isEqualTo("pushed nonce");
    }

    @Test
    void a_request_object_may_be_pushed() {
        var answer = push(PORTAL, Map.of("request", PORTAL.sign(PORTAL.allClaims())));

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        var uri = answer.json().get("request_uri").asString();
        assertThat(browser.signIn(WORLD, WORLD.person, PORTAL.only("request_uri", uri)))
                .containsEntry("state", "state inside")
                .containsKey("code");
    }

    @Test
    void two_requests_that_were_pushed_have_names_of_their_own() {
        assertThat(pushed(PORTAL)).isNotEqualTo(pushed(PORTAL));
    }

    // -- who may push, and how

    @Test
    void whoever_does_not_authenticate_pushes_nothing() {
        var nobody = new LinkedHashMap<>(parameters(PORTAL));
        nobody.put("client_id", PORTAL.id());
        assertThat(http.post(Surface.PAR, nobody).code()).isEqualTo("client_authentication_missing");

        var app = new LinkedHashMap<>(Browser.request());
        var answer = http.post(Surface.PAR, app);
        assertThat(answer.status()).as("a public client").isEqualTo(401);

        var forged = OTHER.authenticated();
        forged.putAll(parameters(PORTAL));
        forged.put("client_id", PORTAL.id());
        assertThat(http.post(Surface.PAR, forged).status()).isEqualTo(401);
    }

    @Test
    void an_assertion_pushes_once() {
        var form = PORTAL.authenticated();
        form.putAll(parameters(PORTAL));
        assertThat(http.post(Surface.PAR, form).status()).isEqualTo(201);

        var again = http.post(Surface.PAR, form);

        assertThat(again.status()).isEqualTo(401);
        assertThat(again.code()).isEqualTo("client_assertion_replayed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH", "HEAD"})
    void there_is_no_other_way_to_push(String method) {
        var answer = http.send(http.request(Surface.PAR).method(method, BodyPublishers.noBody()));

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).isEqualTo("POST");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "redirect_uri|https://evil.example/callback|invalid_request|redirect_uri_not_registered",
                "redirect_uri|-|invalid_request|redirect_uri_not_registered",
                "response_type|token|unsupported_response_type|response_type_unsupported",
                "response_type|-|invalid_request|parameter_invalid",
                "scope|openid admin|invalid_scope|scope_not_registered",
                "code_challenge|short|invalid_request|code_challenge_invalid",
                "code_challenge_method|plain|invalid_request|code_challenge_invalid",
                "request_uri|urn:ietf:params:oauth:request_uri:x|invalid_request|request_uri_pushed",
                "request_uri|https://rp1.example/request|invalid_request|request_uri_pushed",
                "request|a.b.c|invalid_request_object|request_object_malformed"
            })
    void what_is_pushed_is_judged_at_once_and_the_client_is_told(String name, String value, String error, String code) {
        var parameters = parameters(PORTAL);
        if (value == null) {
            parameters.remove(name);
        } else {
            parameters.put(name, value);
        }

        var answer = push(PORTAL, parameters);

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(answer.json().get("error").asString()).isEqualTo(error);
        assertThat(answer.code()).isEqualTo(code);
    }

    @Test
    void a_machine_has_nobody_to_send() {
        var form = new LinkedHashMap<>(WORLD.login().withoutVpToken().form());
        form.remove("grant_type");
        form.putAll(parameters(PORTAL));

        var answer = http.post(Surface.PAR, form);

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.code()).isIn("grant_not_registered", "redirect_uri_not_registered");
    }

    @Test
    void an_object_that_another_client_signed_cannot_be_pushed() {
        var answer = push(PORTAL, Map.of("request", OTHER.sign(OTHER.allClaims())));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("request_object_key_unknown");
    }

    /** AZ-11, at this door too. */
    @Test
    void who_is_registered_for_signed_requests_pushes_signed_ones() {
        assertThat(push(SIGNING, parameters(SIGNING)).code()).isEqualTo("request_object_required");
        assertThat(push(SIGNING, Map.of("request", SIGNING.sign(SIGNING.allClaims())))
                        .status())
                .isEqualTo(201);
    }

    // -- PAR-03, PAR-04, PAR-06, PAR-07

    @Test
    void what_one_client_has_pushed_is_nothing_to_another() {
        var uri = pushed(PORTAL);

        var answer = ask(browser, OTHER, uri);

        onOurPage(answer, "request_uri_unknown");
        var withItsOwn = OTHER.only("request_uri", uri, "redirect_uri", OTHER.redirectUri());
        onOurPage(browser.authorize(withItsOwn), "request_uri_unknown");
        assertThat(ask(browser, PORTAL, uri).header("Location"))
                .as("it is good still")
                .contains("/login/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"urn:ietf:params:oauth:request_uri:", "urn:ietf:params:oauth:request_uri:abc"})
    void what_nobody_has_pushed_leads_nowhere(String uri) {
        onOurPage(ask(browser, PORTAL, uri), "request_uri_unknown");
    }

    @Test
    void a_browser_that_reloads_comes_back_to_its_own_login() {
        var uri = pushed(PORTAL);
        var page = ask(browser, PORTAL, uri).header("Location");

        assertThat(ask(browser, PORTAL, uri).header("Location")).isEqualTo(page);
        browser.post(browser.answer(WORLD, WORLD.person, Browser.path(page)));
        assertThat(ask(browser, PORTAL, uri).header("Location")).as("answered").isEqualTo(page);
        assertThat(browser.arrive(browser.get(page + "/continue"))).containsKey("code");
    }

    @Test
    void a_request_leads_to_one_login_of_one_browser() {
        var uri = pushed(PORTAL);
        var thief = new Browser(http);
        var page = Browser.path(ask(browser, PORTAL, uri).header("Location"));

        onOurPage(ask(thief, PORTAL, uri), "request_uri_used");
        browser.post(browser.answer(WORLD, WORLD.person, page));
        onOurPage(ask(thief, PORTAL, uri), "request_uri_used");
        assertThat(browser.arrive(browser.get(page + "/continue"))).containsKey("code");
        onOurPage(ask(browser, PORTAL, uri), "request_uri_used");
        onOurPage(ask(thief, PORTAL, uri), "request_uri_used");
    }

    @Test
    void of_many_browsers_that_come_at_once_one_begins() throws Exception {
        var uri = pushed(PORTAL);
        var begun = new AtomicInteger();
        try (var all = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < 12; i++) {
                all.execute(() -> {
                    var answer = ask(new Browser(http), PORTAL, uri);
                    if (answer.status() == 302) {
                        begun.incrementAndGet();
                    } else {
                        assertThat(answer.status()).isEqualTo(400);
                    }
                });
            }
        }
        assertThat(begun).hasValue(1);
    }

    @Test
    void a_person_who_cancels_has_used_the_request() {
        var uri = pushed(PORTAL);
        var page = Browser.path(ask(browser, PORTAL, uri).header("Location"));
        assertThat(browser.arrive(browser.get(page + "/cancel"))).containsEntry("error", "access_denied");

        onOurPage(ask(browser, PORTAL, uri), "request_uri_used");
    }

    @Test
    void a_login_of_which_the_client_has_not_heard_may_be_begun_anew_in_the_same_browser() {
        var uri = pushed(PORTAL);
        var page = Browser.path(ask(browser, PORTAL, uri).header("Location"));
        for (var attempt = 0; attempt < 5; attempt++) {
            var answer = browser.answer(WORLD, WORLD.person, page);
            browser.post(answer.tampered(WalletTampering.WRONG_NONCE));
        }

        var again = browser.get(Browser.path(browser.get(page + "/retry").header("Location")));

        assertThat(again.header("Location"))
                .as(again.body())
                .contains("/login/")
                .doesNotContain(page);
        onOurPage(ask(new Browser(http), PORTAL, uri), "request_uri_used");
        var next = Browser.path(again.header("Location"));
        browser.post(browser.answer(WORLD, WORLD.person, next));
        assertThat(browser.arrive(browser.get(next + "/continue"))).containsKey("code");
    }

    @Test
    void nothing_in_the_browser_s_hands_changes_what_was_pushed() {
        var query = PORTAL.only("request_uri", pushed(PORTAL));
        query.put("scope", "openid learcredential profile email");
        query.put("redirect_uri", "https://evil.example/callback");
        query.put("state", "changed");
        query.put("code_challenge", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");
        query.put("prompt", "none");

        assertThat(browser.signIn(WORLD, WORLD.person, query))
                .containsEntry("state", "pushed state")
                .containsKey("code");
    }

    @Test
    void who_has_to_push_asks_in_no_other_way() {
        var plain = parameters(PUSHING);
        plain.put("client_id", PUSHING.id());
        for (var query : List.of(plain, PUSHING.only("request", PUSHING.sign(PUSHING.allClaims())))) {
            query.put("redirect_uri", PUSHING.redirectUri());
            assertThat(browser.arrive(browser.authorize(query)))
                    .containsEntry("error", "invalid_request")
                    .hasEntrySatisfying(
                            "error_description", said -> assertThat(said).startsWith("pushed_request_required"));
        }
        assertThat(ask(browser, PUSHING, pushed(PUSHING)).header("Location")).contains("/login/");
    }

    @Test
    void a_form_with_a_name_in_it_becomes_a_link_with_that_name() {
        var answer = browser.post(Surface.AUTHORIZE, PORTAL.only("request_uri", pushed(PORTAL)));

        assertThat(answer.status()).isEqualTo(303);
        assertThat(browser.get(answer.header("Location")).header("Location")).contains("/login/");
    }

    @Test
    void two_tabs_with_a_request_each_do_not_meet() {
        var first = Browser.path(ask(browser, PORTAL, pushed(PORTAL)).header("Location"));
        var second = Browser.path(ask(browser, PORTAL, pushed(PORTAL)).header("Location"));
        assertThat(first).isNotEqualTo(second);

        browser.post(browser.answer(WORLD, WORLD.person, second));
        browser.post(browser.answer(WORLD, WORLD.person, first));

        assertThat(browser.arrive(browser.get(first + "/continue"))).containsKey("code");
        assertThat(browser.arrive(browser.get(second + "/continue"))).containsKey("code");
    }

    /** A path that only looks like another one. */
    @Test
    void the_endpoint_has_one_meaning_under_every_spelling() {
        var form = PORTAL.authenticated();
        form.putAll(parameters(PORTAL));

        var answer = http.post("/oidc/p%61r", form);

        assertThat(answer.status()).as(answer.body()).isIn(201, 400);
        assertThat(answer.body()).doesNotContain("code=");
    }

    private static void onOurPage(Http.Answer answer, String code) {
        assertThat(answer.status()).as(answer.header("Location")).isEqualTo(400);
        assertThat(answer.headers().map()).doesNotContainKey("location");
        assertThat(answer.body()).contains(code);
    }
}
