package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.server.configuration.Surface;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Request objects by value (RFC 9101): what the runbook's clients send works, and nobody else's does. S-19. */
@VerifierTest
class RequestObjectTests {

    private static final World WORLD = new World();
    private static final Trap TRAP = new Trap();
    private static final Portal PORTAL = Portal.at("https://rp1.example/callback");
    private static final Portal OTHER = Portal.at("https://rp2.example/callback");
    private static final Portal SIGNING = Portal.at("https://rp3.example/callback");

    @DynamicPropertySource
    static void world(DynamicPropertyRegistry registry) {
        PORTAL.register(WORLD);
        OTHER.register(WORLD);
        SIGNING.register(WORLD, "requireSignedRequestObject: true");
        WORLD.describe(registry);
    }

    @AfterAll
    static void close() throws IOException {
        assertThat(TRAP.calls()).as("nobody is asked because a token says so").isZero();
        TRAP.close();
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

    // -- positive controls

    /** RunbookConfidentialClient: three signed claims, redirect_uri in there only, the rest in the query. */
    @Test
    void a_person_signs_in_at_a_client_that_signs_what_the_runbook_says() {
        var back = browser.signIn(WORLD, WORLD.person, PORTAL.outside("request", PORTAL.sign(PORTAL.threeClaims())));

        assertThat(back).containsEntry("state", "portal state").containsEntry("iss", World.ISSUER.toString());
        var tokens = PORTAL.redeem(http, back.getOrDefault("code", ""));
        assertThat(tokens.status()).as(tokens.body()).isEqualTo(200);
        assertThat(Browser.payload(tokens.json().get("id_token").asString())
                        .get("nonce")
                        .asString())
                .isEqualTo("portal nonce");
    }

    @Test
    void a_request_object_that_says_everything_needs_nothing_beside_it() {
        var back = browser.signIn(WORLD, WORLD.person, PORTAL.only("request", PORTAL.sign(PORTAL.allClaims())));

        assertThat(back).containsEntry("state", "state inside").containsKey("code");
    }

    @Test
    void the_browser_is_never_sent_where_the_object_stands_in_the_url() {
        var object = PORTAL.sign(PORTAL.allClaims());
        var page = browser.begin(PORTAL.only("request", object));
        browser.post(browser.answer(WORLD, WORLD.person, page));

        var again = browser.get(page + "/continue").header("Location");

        assertThat(again)
                .startsWith(World.ISSUER + Surface.AUTHORIZE + "?client_id=")
                .contains("request_uri=urn%3Aietf%3Aparams%3Aoauth%3Arequest_uri%3A")
                .doesNotContain(object, "state", "redirect_uri")
                .hasSizeLessThan(300);
        assertThat(browser.arrive(browser.get(again))).containsKey("code");
    }

    @Test
    void a_large_object_comes_as_a_form_and_becomes_a_short_link() {
        var claims = Portal.with(PORTAL.allClaims(), "padding", List.of("x".repeat(2000)));
        var answer = browser.post(Surface.AUTHORIZE, PORTAL.only("request", PORTAL.sign(claims)));

        assertThat(answer.status()).as(answer.body()).isEqualTo(303);
        assertThat(answer.header("Location")).contains("request_uri=urn").hasSizeLessThan(300);
        assertThat(browser.get(answer.header("Location")).header("Location")).startsWith(World.ISSUER + "/login/");
    }

    /** F3: a browser may reload what it has; only logins are used up. */
    @Test
    void the_same_object_may_begin_several_logins() {
        var query = PORTAL.only("request", PORTAL.sign(PORTAL.allClaims()));

        assertThat(browser.signIn(WORLD, WORLD.person, query)).containsKey("code");
        assertThat(new Browser(http).signIn(WORLD, WORLD.person, query)).containsKey("code");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "JWT", "jwt", "oauth-authz-req+jwt", "application/oauth-authz-req+jwt"})
    void the_types_of_the_specification_and_of_the_runbook_are_read(String typ) {
        var header = typ.isEmpty()
                ? Map.of("kid", PORTAL.id())
                : Map.of("kid", PORTAL.key().keyId(), "typ", typ);

        begins(PORTAL.outside("request", PORTAL.sign(header, PORTAL.threeClaims())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/oidc/authorize", "/authorize", "/oidc/par"})
    void it_may_be_addressed_to_us_by_each_of_our_names(String path) {
        begins(request(Portal.with(PORTAL.allClaims(), "aud", World.ISSUER + path)));
        begins(request(Portal.with(PORTAL.allClaims(), "aud", List.of(World.ISSUER + path))));
    }

    @Test
    void numbers_and_objects_in_it_are_parameters_too() {
        var claims = Portal.with(PORTAL.allClaims(), "max_age", 3600);

        begins(request(Portal.with(claims, "claims", Map.of("id_token", Map.of("acr", Map.of("essential", true))))));
    }

    /** RFC 8707 §2: one resource, or an array of them. */
    @Test
    void resources_in_it_are_those_of_the_client() {
        var issuer = World.ISSUER.toString();
        begins(request(Portal.with(PORTAL.allClaims(), "resource", issuer)));
        begins(request(Portal.with(PORTAL.allClaims(), "resource", List.of(issuer, issuer))));

        for (var other :
                List.<Object>of("https://api.example", List.of(issuer, "https://api.example"), issuer + " x")) {
            toldToTheClient(
                    request(Portal.with(PORTAL.allClaims(), "resource", other)),
                    "invalid_target",
                    "resource_not_registered");
        }
    }

    @Test
    void the_same_value_inside_and_outside_is_no_contradiction() {
        var query = PORTAL.only("request", PORTAL.sign(PORTAL.allClaims()));
        query.putAll(Map.of("response_type", "code", "scope", "openid learcredential", "state", "state inside"));
        query.put("redirect_uri", PORTAL.redirectUri());

        begins(query);
    }

    // -- JR-01, JR-03, JR-11, JR-12: whose it is, and what it is

    @Test
    void what_nobody_signed_stays_on_our_page() {
        var header = Map.of("alg", "none", "typ", "oauth-authz-req+jwt");
        var unsigned = Portal.unsigned(header, PORTAL.allClaims());
        onOurPage(PORTAL.only("request", unsigned), "request_object_algorithm_not_allowed");
        var stripped = PORTAL.sign(PORTAL.allClaims()).replaceFirst("[^.]+$", "");
        onOurPage(PORTAL.only("request", stripped), "request_object_signature_invalid");
        var symmetric = Portal.unsigned(Map.of("alg", "HS256"), PORTAL.allClaims()) + "c2lnbmVk";
        onOurPage(PORTAL.only("request", symmetric), "request_object_algorithm_not_allowed");
    }

    @Test
    void what_another_client_signed_is_not_believed() {
        var named = OTHER.sign(PORTAL.allClaims());
        onOurPage(PORTAL.only("request", named), "request_object_key_unknown");
        var unnamed = OTHER.sign(Map.of("typ", "oauth-authz-req+jwt"), PORTAL.allClaims());
        onOurPage(PORTAL.only("request", unnamed), "request_object_signature_invalid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"client-authentication+jwt", "at+jwt", "vp+jwt", "kb+jwt", "dpop+jwt", "secevent+jwt"})
    void a_token_of_another_type_is_no_request(String typ) {
        onOurPage(
                PORTAL.only("request", PORTAL.sign(Map.of("typ", typ), PORTAL.allClaims())),
                "request_object_typ_not_allowed");
    }

    @Test
    void a_client_assertion_and_a_presentation_are_no_requests() {
        var assertion = PORTAL.authenticated().getOrDefault("client_assertion", "");
        onOurPage(PORTAL.only("request", assertion), "request_object_of_another_kind");
        var query = PORTAL.only("request", PORTAL.sign(Portal.with(PORTAL.allClaims(), "sub", PORTAL.id())));
        toldToTheClient(query, "invalid_request_object", "request_object_of_another_kind");
        var presentation = Portal.with(PORTAL.allClaims(), "vp", Map.of("type", "VerifiablePresentation"));
        toldToTheClient(request(presentation), "invalid_request_object", "request_object_of_another_kind");
        var tokens = PORTAL.redeem(
                http,
                browser.signIn(WORLD, WORLD.person, PORTAL.outside("request", PORTAL.sign(PORTAL.threeClaims())))
                        .getOrDefault("code", ""));
        var idToken = tokens.json().get("id_token").asString();
        onOurPage(PORTAL.only("request", idToken), "request_object_key_unknown");
    }

    static Stream<Map<String, Object>> foreignKeys() {
        var typ = "oauth-authz-req+jwt";
        return Stream.of(
                Map.of("typ", typ, "jwk", OTHER.key().publicJwk()),
                Map.of("typ", typ, "x5c", List.of("MIIB")),
                Map.of("typ", typ, "jku", TRAP.url().toString()),
                Map.of("typ", typ, "x5u", TRAP.url().toString()),
                Map.of("typ", typ, "kid", TRAP.url().toString()));
    }

    @ParameterizedTest
    @MethodSource("foreignKeys")
    void no_header_brings_its_own_key(Map<String, Object> header) {
        for (var signer : List.of(OTHER, PORTAL)) {
            var answer = browser.authorize(PORTAL.only("request", signer.sign(header, PORTAL.allClaims())));

            assertThat(answer.status()).as(header.keySet().toString()).isEqualTo(400);
        }
    }

    // -- JR-04, JR-05, JR-06: what it says of itself

    static Stream<Map.Entry<String, Map<String, Object>>> untrue() {
        var now = Instant.now().getEpochSecond();
        var all = PORTAL.allClaims();
        var old = Portal.with(Portal.with(Portal.without(all, "nbf"), "iat", now - 604_800), "exp", now + 604_800);
        return Stream.of(
                Map.entry("request_object_expired", Portal.with(all, "exp", now - 3600)),
                Map.entry("request_object_not_yet_valid", Portal.with(all, "nbf", now + 3600)),
                Map.entry("request_object_not_yet_valid", Portal.with(all, "iat", now + 3600)),
                Map.entry("request_object_lives_too_long", old),
                Map.entry("request_object_lives_too_long", Portal.with(all, "exp", now + 86_400)),
                Map.entry("request_object_lives_too_long", Portal.with(all, "nbf", now - 3590)),
                Map.entry("request_object_expired", Portal.with(Portal.without(all, "exp"), "iat", now - 604_800)),
                Map.entry("request_object_malformed", Portal.with(all, "exp", "tomorrow")),
                Map.entry("request_object_wrong_audience", Portal.with(all, "aud", "https://other-as.example")),
                Map.entry("request_object_wrong_audience", Portal.with(all, "aud", World.ISSUER + "/")),
                Map.entry(
                        "request_object_wrong_audience",
                        Portal.with(all, "aud", List.of(World.ISSUER.toString(), "https://other-as.example"))),
                Map.entry("request_object_client_differs", Portal.with(all, "iss", OTHER.id())),
                Map.entry("request_object_client_differs", Portal.with(all, "client_id", OTHER.id())),
                Map.entry("request_object_claim_missing", Portal.without(all, "client_id")),
                Map.entry("request_object_malformed", Portal.with(all, "jti", " ")),
                Map.entry("request_object_malformed", Portal.with(all, "jti", "j".repeat(257))),
                // JR-09
                Map.entry("request_object_nested", Portal.with(all, "request", "a.b.c")),
                Map.entry("request_object_nested", Portal.with(all, "request_uri", TRAP.url() + "nested")));
    }

    @ParameterizedTest
    @MethodSource("untrue")
    void what_is_said_and_untrue_is_told_to_the_client_that_signed_it(Map.Entry<String, Map<String, Object>> untrue) {
        begins(request(PORTAL.allClaims()));

        toldToTheClient(request(untrue.getValue()), "invalid_request_object", untrue.getKey());
    }

    // -- JR-07, JR-09: what counts

    @ParameterizedTest
    @CsvSource({
        "state,outside",
        "nonce,outside",
        "code_challenge,aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "scope,openid",
        "scope,openid learcredential profile",
        "response_type,token",
        "redirect_uri,https://evil.example/callback"
    })
    void nothing_beside_the_object_contradicts_it(String name, String value) {
        var query = PORTAL.only("request", PORTAL.sign(PORTAL.allClaims()));
        query.put(name, value);

        toldToTheClient(query, "invalid_request_object", "request_object_contradicted");
    }

    @Test
    void one_request_is_enough() {
        var query = PORTAL.only("request", PORTAL.sign(PORTAL.allClaims()));
        query.put("request_uri", TRAP.url().toString());
        onOurPage(query, "request_ambiguous");
        query.put("redirect_uri", PORTAL.redirectUri());
        toldToTheClient(query, "invalid_request", "request_ambiguous");
    }

    @Test
    void a_redirect_uri_that_is_signed_must_be_registered_all_the_same() {
        onOurPage(
                request(Portal.with(PORTAL.allClaims(), "redirect_uri", "https://evil.example/callback")),
                "redirect_uri_not_registered");
        onOurPage(request(Portal.without(PORTAL.allClaims(), "redirect_uri")), "redirect_uri_not_registered");
        // Also where it is wrong in another way: nobody is sent there to hear of it.
        var expired = Portal.with(PORTAL.allClaims(), "exp", 1);
        onOurPage(
                request(Portal.with(expired, "redirect_uri", "https://evil.example/callback")),
                "request_object_expired");
    }

    @ParameterizedTest
    @CsvSource({
        "response_type,token,unsupported_response_type",
        "scope,openid admin,invalid_scope",
        "code_challenge_method,plain,invalid_request",
        "prompt,none,login_required"
    })
    void what_is_signed_is_judged_as_if_it_were_in_the_query(String name, String value, String error) {
        var answer = browser.authorize(request(Portal.with(PORTAL.allClaims(), name, value)));

        assertThat(browser.arrive(answer))
                .containsEntry("error", error)
                .containsEntry("state", "state inside")
                .containsEntry("iss", World.ISSUER.toString());
    }

    // -- JR-26 and sizes

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"redirect_uri\":\"https://evil.example/\",%s}",
                "\uFEFF{%s}",
                "{%s}{}",
                "{%s} x",
                "{%s,\"max_age\":1e400}",
                "{%s,\"state\":\"\\ud800\"}",
                "{%s,\"state\":null}",
                "{%s,\"state\":7}",
                "{%s,\"scope\":[\"openid\"]}",
                "[{%s}]",
                "%s"
            })
    void what_two_readers_might_read_differently_nobody_reads(String form) {
        var members = "\"client_id\":\"%s\",\"redirect_uri\":\"%s\"".formatted(PORTAL.id(), PORTAL.redirectUri());
        var control = "{%s,\"scope\":\"openid\",\"state\":\"s\"}".formatted(members);
        begins(PORTAL.only("request", PORTAL.signText(utf8(control)), "response_type", "code"));

        var object = PORTAL.signText(utf8(form.formatted(members)));
        onOurPage(PORTAL.only("request", object), "request_object_malformed");
    }

    @Test
    void an_object_is_of_bounded_size() {
        var padded = Portal.with(PORTAL.allClaims(), "padding", "x".repeat(64 * 1024));
        var answer = browser.post(Surface.AUTHORIZE, PORTAL.only("request", PORTAL.sign(padded)));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("request_object_too_large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "a.b.c", "...", "a.b.c.d.e", "{}"})
    void what_is_no_token_is_refused(String object) {
        onOurPage(PORTAL.only("request", object), "request_object_malformed");
    }

    // -- AZ-11

    @ParameterizedTest
    @ValueSource(strings = {"requireSignedRequestObject"})
    void who_is_registered_for_signed_requests_may_not_ask_without(String why) {
        var plain = new LinkedHashMap<>(Browser.request());
        plain.put("client_id", SIGNING.id());
        plain.put("redirect_uri", SIGNING.redirectUri());

        assertThat(browser.arrive(browser.authorize(plain)))
                .as(why)
                .containsEntry("error", "invalid_request")
                .hasEntrySatisfying(
                        "error_description", said -> assertThat(said).startsWith("request_object_required"));
        begins(SIGNING.only("request", SIGNING.sign(SIGNING.allClaims())));
    }

    /** RFC 9101 §6.3. The other client may ask without signing, so that what is added by others it might have asked itself. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            prompt           | none                                    | login_required
            prompt           | nonsense                                | invalid_request
            resource         | https://api.example                     | invalid_target
            transaction_data | ["x"]                                   | invalid_transaction_data
            claims           | {"dcql_query": {"credentials": [{"id": "x", "format": "dc+sd-jwt", "meta": {"vct_values": ["x"]}}]}} | invalid_request
            response_mode    | nonsense                                | invalid_request
            max_age          | nonsense                                | invalid_request
            """)
    void beside_the_object_of_a_client_that_has_to_sign_nothing_counts(String name, String value, String error) {
        var signing = SIGNING.only("request", SIGNING.sign(SIGNING.allClaims()));
        signing.put(name, value);
        begins(signing);

        var other = PORTAL.only("request", PORTAL.sign(PORTAL.allClaims()));
        other.put(name, value);
        assertThat(browser.arrive(browser.authorize(other))).as("control").containsEntry("error", error);
    }

    @Test
    void a_client_that_has_to_sign_signs_all_that_it_asks() {
        var answer = browser.authorize(SIGNING.outside("request", SIGNING.sign(SIGNING.threeClaims())));

        assertThat(browser.arrive(answer))
                .containsEntry("error", "invalid_request")
                .doesNotContainKey("state");
        begins(PORTAL.outside("request", PORTAL.sign(PORTAL.threeClaims())));
    }

    @Test
    void a_public_client_without_keys_cannot_sign() {
        var query = Browser.request();
        query.put("request", PORTAL.sign(PORTAL.allClaims()));

        assertThat(browser.authorize(query).header("Location"))
                .startsWith("https://app.example/callback?error=invalid_request_object")
                .contains("request_object_key_unknown");
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, String> request(Map<String, Object> claims) {
        return PORTAL.only("request", PORTAL.sign(claims));
    }

    private void begins(Map<String, String> query) {
        var answer = browser.authorize(query);
        assertThat(answer.header("Location")).as(answer.body()).startsWith(World.ISSUER + "/login/");
    }

    private void onOurPage(Map<String, String> query, String code) {
        var answer = browser.authorize(query);
        assertThat(answer.status()).as(answer.header("Location")).isEqualTo(400);
        assertThat(answer.headers().map()).doesNotContainKey("location");
        assertThat(answer.body()).contains(code).containsPattern("[0-9A-Z]{16}");
    }

    private void toldToTheClient(Map<String, String> query, String error, String code) {
        var answer = browser.authorize(query);
        assertThat(answer.header("Location")).as(answer.body()).startsWith(PORTAL.redirectUri() + "?");
        assertThat(browser.arrive(answer))
                .containsEntry("error", error)
                .containsEntry("iss", World.ISSUER.toString())
                .doesNotContainKey("code")
                .hasEntrySatisfying(
                        "error_description", said -> assertThat(said).startsWith(code + ":"));
    }
}
