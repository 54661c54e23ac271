package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.server.configuration.Surface;
import dev.verifier.wallet.WalletKey;
import java.net.http.HttpRequest.BodyPublishers;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Whatever an unauthenticated caller sends is answered quickly, in JSON, and never with a 403, a 5xx or a stack trace. */
@VerifierTest
class BadInputTests {

    private static final World WORLD = new World();
    private static final String FORM = "application/x-www-form-urlencoded";

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

    @Test
    void the_positive_control_gets_a_token() {
        assertThat(http.token(WORLD.login().form()).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "multipart/form-data; boundary=x",
                "text/plain",
                "application/x-www-form-urlencoded2",
                "nonsense",
                "application/x-www-form-urlencoded;charset=\"",
            })
    void another_content_type_is_an_invalid_request(String contentType) {
        var body = Http.encoded(WORLD.login().form());

        refused(http.post(Surface.TOKEN, contentType, body), 400, "content_type");
        refused(http.post(Surface.INTROSPECT, contentType, body), 400, "content_type");
    }

    @Test
    void no_content_type_is_an_invalid_request() {
        var answer = RawHttp.send(
                port,
                "POST /oidc/token HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nConnection: close\r\n\r\na=b");

        assertThat(answer).startsWith("HTTP/1.1 400").contains("content_type: ");
    }

    @Test
    void a_content_type_with_a_charset_is_a_form_all_the_same() {
        var answer = http.post(
                Surface.TOKEN,
                FORM + ";charset=UTF-8",
                Http.encoded(WORLD.login().form()));

        assertThat(answer.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"grant_type", "client_assertion", "client_assertion_type", "client_id", "scope", "anything"})
    void a_repeated_parameter_is_an_invalid_request(String name) {
        var form = new HashMap<>(WORLD.login().form());
        form.putIfAbsent(name, "x");

        refused(http.post(Surface.TOKEN, FORM, Http.encoded(form) + "&" + name + "=y"), 400, "parameter_repeated");
    }

    @Test
    void parameters_in_the_url_are_an_invalid_request_and_are_not_mixed_with_the_form() {
        var form = WORLD.login().form();

        refused(http.post(Surface.TOKEN + "?grant_type=client_credentials", form), 400, "parameters_in_url");
        refused(http.post(Surface.TOKEN + "?" + Http.encoded(form), Map.of()), 400, "parameters_in_url");
    }

    @Test
    void a_path_that_is_written_otherwise_is_the_same_path() {
        var form = WORLD.login().form();

        assertThat(http.post("/oidc/%74oken", WORLD.login().form()).status()).isEqualTo(200);
        refused(http.post("/%6Fidc/token?" + Http.encoded(form), Map.of()), 400, "parameters_in_url");
        refused(http.post("/oidc/%74oken", FORM, Http.encoded(form) + "&scope=a&scope=b"), 400, "parameter_repeated");
        refused(http.get("/oidc/%74oken"), 405, "method_not_allowed");
        refused(http.post("/oidc/introspec%74", "text/plain", "token=x"), 400, "content_type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t"})
    void a_client_without_a_name_is_an_invalid_client(String name) {
        var named = WORLD.login()
                .editAssertion(assertion -> assertion.with("iss", name).with("sub", name));
        var form = new HashMap<>(WORLD.login()
                .editAssertion(assertion -> assertion.without("sub"))
                .form());
        form.put("client_id", name);

        refused(http.token(named.form()), 401, "client_assertion_claim_missing");
        refused(http.token(form), 401, "client_assertion_claim_missing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\ud83d\ude00\ud83d\ude00\ud83d\ude00..",
                "e30.\ud83d\ude00\ud83d\ude00\ud83d\ude00\ud83d\ude00.",
                "e30.e30.\ud83d\ude00",
                "..",
                "\ud83d\ude00"
            })
    void an_assertion_of_whatever_characters_is_no_client(String assertion) {
        for (var path : List.of(Surface.TOKEN, Surface.PAR, Surface.INTROSPECT, Surface.REVOKE)) {
            var form = new HashMap<>(WORLD.login().form());
            form.put("client_assertion", assertion);

            refused(http.post(path, form), 401, "client_assertion_malformed");
        }
    }

    @Test
    void who_tries_it_with_a_header_is_answered_with_one() {
        var answer = http.send(http.request(Surface.TOKEN)
                .header("Content-Type", FORM)
                .header("Authorization", "Basic eDp5")
                .POST(BodyPublishers.ofString("grant_type=client_credentials")));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).startsWith("Basic realm=");
        assertThat(http.token(Map.of("grant_type", "client_credentials")).header("WWW-Authenticate"))
                .isEmpty();
    }

    @Test
    void introspection_of_nothing_is_an_invalid_request_also_where_a_grant_type_is_named() {
        refused(http.post(Surface.INTROSPECT, WORLD.login().withoutVpToken().form()), 400, "parameter_invalid");
    }

    static Stream<String> grants() {
        return Stream.of(
                "password",
                "implicit",
                "urn:ietf:params:oauth:grant-type:device_code",
                "urn:ietf:params:oauth:grant-type:token-exchange",
                "urn:ietf:params:oauth:grant-type:jwt-bearer",
                "vp_token",
                "CLIENT_CREDENTIALS",
                "client_credentials ",
                "\u0000");
    }

    @ParameterizedTest
    @MethodSource("grants")
    void every_other_grant_is_unsupported_whoever_asks(String grant) {
        var form = new HashMap<>(WORLD.login().form());
        form.put("grant_type", grant);
        form.put("code", "x");
        form.put("refresh_token", "x");

        var answer = http.token(form);

        refused(answer, 400, "grant_type_unsupported");
        assertThat(answer.json().get("error").asString()).isEqualTo("unsupported_grant_type");
    }

    @Test
    void no_grant_is_an_invalid_request() {
        var form = new HashMap<>(WORLD.login().form());
        form.remove("grant_type");

        refused(http.token(form), 400, "grant_type_missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "PROPFIND"})
    void another_method_is_not_allowed(String method) {
        for (var endpoint : List.of(Surface.TOKEN, Surface.INTROSPECT, "/oauth/token")) {
            var answer = http.send(http.request(endpoint).method(method, BodyPublishers.noBody()));
            assertThat(answer.status()).isEqualTo(405);
            assertThat(answer.header("Allow")).isEqualTo("POST");
        }
    }

    @Test
    void a_basic_header_beside_an_assertion_is_ambiguous_and_alone_it_is_a_client_s() {
        var withBoth = http.send(http.request(Surface.TOKEN)
                .header("Content-Type", FORM)
                .header("Authorization", "Basic eDp5")
                .POST(BodyPublishers.ofString(Http.encoded(WORLD.login().form()))));
        var alone = http.send(http.request(Surface.TOKEN)
                .header("Content-Type", FORM)
                .header("Authorization", "Basic eDp5")
                .POST(BodyPublishers.ofString("grant_type=client_credentials")));

        refused(withBoth, 400, "client_authentication_ambiguous");
        refused(alone, 401, "client_unknown");
        refused(
                http.token(Map.of("grant_type", "client_credentials", "client_id", "x", "client_secret", "")),
                401,
                "client_unknown");
    }

    @Test
    void a_client_nobody_registered_is_unknown_and_a_public_one_has_no_way_in() {
        var stranger = WalletKey.generate(new SecureRandom());

        refused(http.token(WORLD.login(stranger).build().form()), 401, "client_unknown");
        refused(
                http.token(WORLD.login()
                        .editAssertion(draft -> draft.with("sub", "browser-app"))
                        .withoutClientId()
                        .form()),
                401,
                "client_method_not_registered");
    }

    @Test
    void bodies_larger_than_allowed_are_refused_before_they_are_read() {
        var tenMegabytes = "x=" + "y".repeat(10_000_000);
        var chunked = "POST /oidc/token HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + FORM
                + "\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n";
        var chunk = "10000\r\n" + "a".repeat(65_536) + "\r\n";

        refused(http.post(Surface.TOKEN, FORM, tenMegabytes), 413, "request_too_large");
        var answer = RawHttp.send(port, chunked, chunk.repeat(40), "0\r\n\r\n");
        assertThat(RawHttp.status(answer)).isIn(400, 413);
        assertThat(answer).contains("error_id");
    }

    @Test
    void fifty_thousand_parameters_are_refused() {
        var many = IntStream.range(0, 50_000).mapToObj(i -> "p" + i + "=").collect(Collectors.joining("&"));

        var answer = http.post(Surface.TOKEN, FORM, many);

        assertThat(answer.status()).isIn(400, 413);
        assertThat(answer.code()).isIn("request_malformed", "request_too_large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"grant_type=%", "grant_type=%zz", "%ff%fe=1", "a=%c3%28", "=", "&&&", "%00=%00"})
    void forms_that_cannot_be_decoded_are_refused(String form) {
        var answer = http.post(Surface.TOKEN, FORM, form);

        assertThat(answer.status()).isIn(400, 401);
        assertThat(answer.json().has("error_id")).isTrue();
    }

    @Test
    void heads_and_urls_larger_than_allowed_are_refused() {
        var headers =
                IntStream.range(0, 1000).mapToObj(i -> "X-" + i + ": y\r\n").collect(Collectors.joining());
        for (var request : List.of(
                "POST /oidc/token HTTP/1.1\r\nHost: localhost\r\nX: " + "y".repeat(65_536) + "\r\n\r\n",
                "POST /oidc/token HTTP/1.1\r\nHost: localhost\r\n" + headers
                        + "Content-Length: 0\r\nConnection: close\r\n\r\n",
                "GET /" + "y".repeat(1_000_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GARBAGE\r\n\r\n",
                "POST /oidc/token HTTP/1.1\r\nContent-Length: 0\r\n\r\n",
                "POST /oidc/token HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
                "POST /oidc/token HTTP/9.9\r\nHost: localhost\r\n\r\n")) {
            var answer = RawHttp.send(port, request);
            assertThat(RawHttp.status(answer))
                    .as(request.lines().findFirst().orElse("").substring(0, 7))
                    .isIn(400, 401, 413, 414, 431, 505);
            assertThat(answer).doesNotContain("Apache", "Tomcat/", "\tat ", "Exception");
        }
        assertThat(http.token(WORLD.login().form()).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//oidc/token",
                "/oidc/./token",
                "/oidc/%2e%2e/oidc/token",
                "/oidc/token;x=y",
                "/oidc%2Ftoken",
                "/oidc/token%00"
            })
    void urls_that_mean_two_things_are_refused_in_json(String path) {
        var answer = RawHttp.send(
                port,
                "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");

        assertThat(RawHttp.status(answer)).isIn(400, 404);
        assertThat(answer).doesNotContain("Tomcat/", "Exception");
    }

    @Test
    void a_slow_body_is_cut_off_and_hurts_nobody_else() {
        var head = "POST /oidc/token HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + FORM
                + "\r\nContent-Length: 1000\r\nConnection: close\r\n\r\n";
        var began = Instant.now();

        var answer = RawHttp.send(port, head, "grant_type=");

        assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(14));
        assertThat(RawHttp.status(answer)).isIn(0, 400, 408);
        // Not with a form: a client does not send one twice where a kept connection has just been closed.
        assertThat(http.get(Surface.JWKS).status()).isEqualTo(200);
    }

    private static void refused(Http.Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(answer.json().get("error_id").asString()).matches("[0-9A-Z]{16}");
        assertThat(answer.headers().map()).doesNotContainKey("set-cookie");
    }
}
