package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verifier.server.configuration.Surface;
import dev.verifier.wallet.Asked;
import dev.verifier.wallet.EncryptionKey;
import dev.verifier.wallet.IssuingAuthority;
import dev.verifier.wallet.SdJwtType;
import dev.verifier.wallet.WalletKey;
import dev.verifier.wallet.WalletLogin;
import dev.verifier.wallet.mdoc.DeviceResponse;
import dev.verifier.wallet.mdoc.MdocIssuer;
import dev.verifier.wallet.mdoc.MdocType;
import dev.verifier.wallet.mdoc.Transcript;
import dev.verifier.wallet.openid4vp.DigitalRequest;
import dev.verifier.wallet.openid4vp.MdocChoice;
import dev.verifier.wallet.openid4vp.RequestFlaw;
import dev.verifier.wallet.openid4vp.UnacceptableRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import tools.jackson.databind.JsonNode;

/** The login page asks for a credential through the browser (W3C Digital Credentials API; OpenID4VP 1.0 Appendix A). */
class DigitalCredentialTests {

    private static final World WORLD = new World();
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final IssuingAuthority AUTHORITY = authority();
    private static final String ORIGIN = World.ISSUER.toString();
    private static final String MDL = MdocType.MDL.docType();

    static {
        try {
            Files.writeString(
                    WORLD.folder.resolve("issuers.yaml"),
                    "    - credentialsType: \"" + SdJwtType.SE.vct() + "\"\n",
                    StandardOpenOption.APPEND);
            Files.writeString(WORLD.folder.resolve("states.pem"), AUTHORITY.anchorPem());
            Files.writeString(WORLD.folder.resolve("clients.yaml"), """
                      - clientId: "car-app"
                        redirectUris: ["https://car-app.example/callback"]
                        scopes: ["mdl"]
                        clientAuthenticationMethods: ["none"]
                        authorizationGrantTypes: ["authorization_code"]
                        requireProofKey: true
                    """.indent(0), StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static IssuingAuthority authority() {
        return IssuingAuthority.create(Instant.now(), RANDOM);
    }

    private static RunningServer unsigned;
    private static RunningServer signed;

    @BeforeAll
    static void start() {
        unsigned = start("unsigned");
        signed = start("signed", "--verifier.openid4vp.digital-credentials-api=signed");
    }

    @AfterAll
    static void stop() {
        unsigned.close();
        signed.close();
    }

    private static RunningServer start(String folder, String... more) {
        var mdl = "--verifier.openid4vp.profiles." + MDL + ".";
        var states = "--verifier.trust.domains.states.";
        var usual = WORLD.arguments(
                mdl + "enabled=true",
                mdl + "scopes=mdl",
                states + "types[0]=" + MDL,
                states + "anchors[0]=" + WORLD.folder.resolve("states.pem"),
                states + "issuers.anchored=true");
        var all = new ArrayList<>(List.of(usual));
        all.addAll(List.of(more));
        return RunningServer.start(WORLD.folder.resolve("data-" + folder), all.toArray(String[]::new));
    }

    /** A login, and the page of it in the browser that began it. */
    private record Page(Http http, Browser browser, String path) {

        static Page open(RunningServer server, Map<String, String> request) {
            var http = server.http();
            var browser = new Browser(http);
            return new Page(http, browser, browser.begin(request));
        }

        static Page open(RunningServer server) {
            return open(server, Browser.request());
        }

        String endpoint() {
            return path + "/digital-credential";
        }

        Http.Answer ask(String... headers) {
            var request = http.request(endpoint()).header("Cookie", browser.cookieHeader());
            return http.send((headers.length == 0 ? request : request.headers(headers)).GET());
        }

        JsonNode digital() {
            var answer = ask();
            assertThat(answer.status()).as(answer::body).isEqualTo(200);
            return answer.json();
        }

        DigitalRequest request() {
            return DigitalRequest.read(digital().toString(), ORIGIN, Instant.now());
        }

        Asked asked(String query) {
            return request().asked(query);
        }

        Http.Answer post(Map<String, String> form) {
            return post(form, browser.cookieHeader(), "Origin", ORIGIN, "Sec-Fetch-Site", "same-origin");
        }

        /** What the page's script posts. */
        Http.Answer post(Map<String, String> form, String cookies, String... headers) {
            var all = new LinkedHashMap<>(Map.of("token", digital().get("token").asString()));
            all.putAll(form);
            return send(all, cookies, headers);
        }

        Http.Answer send(Map<String, String> form, String cookies, String... headers) {
            var request = http.request(endpoint())
                    .header("Cookie", cookies)
                    .header("Content-Type", "application/x-www-form-urlencoded");
            return http.send((headers.length == 0 ? request : request.headers(headers))
                    .POST(BodyPublishers.ofString(Http.encoded(form))));
        }

        WalletLogin answer() {
            return answer(asked("employee"));
        }

        WalletLogin answer(Asked asked) {
            return WORLD.answer(WORLD.person, asked).build();
        }

        void accepts(Http.Answer told) {
            assertThat(told.status()).as(told::body).isEqualTo(200);
            var next = told.json().get("redirect_uri").asString();
            assertThat(next).startsWith(ORIGIN + path + "/return?response_code=");
            assertThat(browser.arrive(browser.get(next))).containsKey("code");
        }

        String refusal() {
            return browser.get(path, "application/json").json().path("refusal").asString("");
        }
    }

    // -- what is asked

    @Test
    void an_unsigned_request_says_neither_who_asks_nor_where_to_answer() {
        var page = Page.open(unsigned);
        var request = page.digital().get("requests");
        assertThat(request).hasSize(1);
        assertThat(request.get(0).get("protocol").asString()).isEqualTo("openid4vp-v1-unsigned");
        var data = request.get(0).get("data");
        assertThat(data.propertyNames())
                .containsExactlyInAnyOrder("response_type", "response_mode", "nonce", "dcql_query", "client_metadata");
        assertThat(data.get("response_mode").asString()).isEqualTo("dc_api.jwt");
        assertThat(page.request().asker()).isEqualTo(ORIGIN);
    }

    @Test
    void a_signed_request_says_who_asks_on_which_page() {
        var page = Page.open(signed);
        var request = page.digital().get("requests");
        assertThat(request).hasSize(1);
        assertThat(request.get(0).get("protocol").asString()).isEqualTo("openid4vp-v1-signed");
        assertThat(request.get(0).get("data").propertyNames()).containsExactly("request");
        var jws = request.get(0).get("data").get("request").asString();
        assertThat(Browser.header(jws).get("typ").asString()).isEqualTo("oauth-authz-req+jwt");
        var claims = Browser.payload(jws);
        assertThat(claims.has("state")).isFalse();
        assertThat(claims.has("response_uri")).isFalse();
        assertThat(claims.get("expected_origins").get(0).asString()).isEqualTo(ORIGIN);
        assertThat(page.request().asker()).isEqualTo(claims.get("client_id").asString());

        assertThatThrownBy(() -> DigitalRequest.read(page.digital().toString(), "https://evil.example", Instant.now()))
                .isInstanceOfSatisfying(
                        UnacceptableRequest.class,
                        refused -> assertThat(refused.flaw()).isEqualTo(RequestFlaw.WRONG_ORIGIN));
    }

    @Test
    void nothing_that_a_wallet_fetches_is_in_it() {
        var page = Page.open(unsigned);
        var byQr = Browser.requestObject(page.http(), page.browser().walletLink(page.path()));
        var asked = page.asked("employee");
        var fetched = Browser.asked(byQr);
        assertThat(asked.nonce()).isNotEqualTo(fetched.nonce());
        var key = Objects.requireNonNull(asked.encryption());
        var other = Objects.requireNonNull(fetched.encryption());
        assertThat(key.kid()).isNotEqualTo(other.kid());
        assertThat(key.thumbprint()).isNotEqualTo(other.thumbprint());
        assertThat(page.digital()).as("the same for as long as it waits").isEqualTo(page.digital());
    }

    // -- what is answered

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_person_signs_in_with_a_jwt_vc(boolean withSignature) {
        var page = Page.open(withSignature ? signed : unsigned);
        page.accepts(page.post(page.answer().form()));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_person_signs_in_with_an_sd_jwt_vc(boolean withSignature) {
        var page = Page.open(withSignature ? signed : unsigned);
        var query = page.request().query().credentials().stream()
                .filter(one -> one.id().equals("employee_sd_jwt"))
                .findFirst()
                .orElseThrow();
        var answer = WORLD.answer(WORLD.person, page.asked(query.id()))
                .sdJwt(SdJwtType.SE)
                .disclosing(query.claims().stream().map(claim -> claim.path()).toList());
        var elsewhere = answer.build().presentationAudience("origin:https://evil.example");
        assertThat(page.post(elsewhere.form()).code()).isEqualTo("presentation_wrong_audience");
        page.accepts(page.post(answer.build().form()));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_person_signs_in_with_an_mdoc(boolean withSignature) {
        var request = new LinkedHashMap<>(Browser.requestOf("car-app", "https://car-app.example/callback"));
        request.put("scope", "openid mdl");
        var page = Page.open(withSignature ? signed : unsigned, request);
        var print = page.request().encryption().thumbprint();
        var nonce = page.asked("x").nonce();

        var byQr = Browser.requestObject(page.http(), page.browser().walletLink(page.path()));
        var redirected = Transcript.redirect(
                byQr.get("client_id").asString(),
                nonce,
                print,
                byQr.get("response_uri").asString());
        assertThat(page.post(mdoc(page, redirected)).code()).isEqualTo("device_auth_invalid");
        assertThat(page.post(mdoc(page, Transcript.dcApi("https://evil.example", nonce, print)))
                        .code())
                .isEqualTo("device_auth_invalid");
        assertThat(page.post(mdoc(page, Transcript.dcApi("origin:" + ORIGIN, nonce, print)))
                        .code())
                .isEqualTo("device_auth_invalid");
        page.accepts(page.post(mdoc(page, Transcript.dcApi(ORIGIN, nonce, print))));
    }

    /** ISO/IEC 18013-5 §9.1.3.5; the key that the answer is encrypted to is the one to agree with. */
    @Test
    void a_device_may_send_a_mac_in_the_place_of_a_signature() {
        var request = new LinkedHashMap<>(Browser.requestOf("car-app", "https://car-app.example/callback"));
        request.put("scope", "openid mdl");
        var page = Page.open(signed, request);
        var ours = page.request().encryption();
        var transcript = Transcript.dcApi(ORIGIN, page.asked("x").nonce(), ours.thumbprint());

        var foreign = WalletKey.generate(RANDOM).publicKey();
        assertThat(page.post(mdoc(page, transcript, shown -> shown.withMac(foreign)))
                        .code())
                .isEqualTo("device_auth_invalid");
        page.accepts(page.post(mdoc(page, transcript, shown -> shown.withMac(ours.publicKey()))));
    }

    private static Map<String, String> mdoc(Page page, Transcript transcript) {
        return mdoc(page, transcript, UnaryOperator.identity());
    }

    private static Map<String, String> mdoc(
            Page page, Transcript transcript, UnaryOperator<DeviceResponse> authentication) {
        var issued = new MdocIssuer(AUTHORITY.signer(), RANDOM)
                .issue(MdocType.MDL, WORLD.person.publicKey(), Instant.now().minusSeconds(60));
        var choice = MdocChoice.of(page.request().query(), issued).orElseThrow();
        var shown = DeviceResponse.of(issued.disclosing(choice.elements()), WORLD.person, transcript);
        return page.asked(choice.queryId())
                .answer(authentication.apply(shown).toString(), RANDOM)
                .form();
    }

    // -- what is refused, and costs an attempt

    @ParameterizedTest
    @ValueSource(strings = {"origin:https://evil.example", "http://localhost:9000", "origin:http://localhost:9000/"})
    void an_answer_to_another_page_is_refused(String audience) {
        var page = Page.open(unsigned);
        var refused = page.post(page.answer().presentationAudience(audience).form());
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("presentation_wrong_audience");
        assertThat(page.refusal()).isEqualTo("presentation_wrong_audience");
        page.accepts(page.post(page.answer().form()));
    }

    @Test
    void a_refused_answer_counts_as_one_that_was_posted_does() {
        var page = Page.open(unsigned);
        var name = "verifier_login_total{outcome=\"refused\",reason=\"presentation_wrong_audience\"} ";
        var before = counted(name);

        page.post(page.answer()
                .presentationAudience("origin:https://evil.example")
                .form());
        page.post(page.answer()
                .presentationAudience("origin:https://evil.example")
                .form());

        assertThat(counted(name) - before).isEqualTo(2);
    }

    private static double counted(String name) {
        return unsigned.management()
                .get("/prometheus")
                .body()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
                .sum();
    }

    @Test
    void an_answer_may_say_in_an_array_of_one_whom_it_is_for() {
        var page = Page.open(unsigned);
        var us = "origin:" + ORIGIN;
        assertThat(page.post(page.answer()
                                .presentationAudience(List.of(us, "origin:https://evil.example"))
                                .form())
                        .code())
                .isEqualTo("presentation_wrong_audience");
        page.accepts(page.post(page.answer().presentationAudience(List.of(us)).form()));
    }

    @Test
    void an_answer_to_the_code_is_none_to_the_page_nor_the_other_way_round() {
        var page = Page.open(signed);
        var byQr =
                Browser.asked(Browser.requestObject(page.http(), page.browser().walletLink(page.path())));
        var asked = page.asked("employee");
        assertThat(page.post(page.answer(byQr).form()).code()).isEqualTo("response_not_decrypted");
        assertThat(page.post(page.answer(with(asked, asked.clientId(), byQr.nonce()))
                                .form())
                        .code())
                .isEqualTo("presentation_wrong_nonce");
        assertThat(page.post(page.answer(with(asked, byQr.clientId(), asked.nonce()))
                                .form())
                        .code())
                .isEqualTo("presentation_wrong_audience");
        assertThat(page.http()
                        .post(Surface.WALLET_RESPONSE, page.answer().form())
                        .code())
                .isEqualTo("wallet_state_unknown");
        page.accepts(page.post(page.answer().form()));
    }

    private static Asked with(Asked asked, String audience, String nonce) {
        return new Asked(audience, asked.responseUri(), nonce, null, asked.queryId(), asked.encryption());
    }

    @Test
    void an_answer_to_one_login_is_none_to_another() {
        var page = Page.open(unsigned);
        var other = Page.open(unsigned);
        assertThat(page.post(other.answer().form()).code()).isEqualTo("response_not_decrypted");

        var asked = page.asked("employee");
        var key = Objects.requireNonNull(other.asked("employee").encryption());
        var renamed = new LinkedHashMap<>(key.jwk());
        renamed.put("kid", Objects.requireNonNull(asked.encryption()).kid());
        var mixed = new Asked(
                asked.clientId(),
                asked.responseUri(),
                asked.nonce(),
                null,
                asked.queryId(),
                EncryptionKey.of(renamed, key.enc()));
        assertThat(page.post(page.answer(mixed).form()).code()).isEqualTo("response_not_decrypted");
        page.accepts(page.post(page.answer().form()));
    }

    @Test
    void an_answer_in_clear_or_with_a_state_is_not_read() {
        var page = Page.open(unsigned);
        var asked = page.asked("employee");
        var clear = new Asked(asked.clientId(), asked.responseUri(), asked.nonce(), null, asked.queryId());
        assertThat(page.post(page.answer(clear).form()).code()).isEqualTo("response_not_encrypted");
        assertThat(page.post(page.answer()
                                .editForm(form -> with(form, "state", "mine"))
                                .form())
                        .code())
                .isEqualTo("wallet_state_differs");
        page.accepts(page.post(page.answer().form()));
    }

    private static Map<String, String> with(Map<String, String> form, String name, String value) {
        var more = new LinkedHashMap<>(form);
        more.put(name, value);
        return more;
    }

    @Test
    void what_is_larger_than_any_answer_is_not_opened() {
        var page = Page.open(unsigned);
        var honest = page.answer().form();
        var response = Objects.requireNonNull(honest.get("response"));
        assertThat(page.post(Map.of("response", response + "A".repeat(200_000))).code())
                .isEqualTo("request_too_large");
        assertThat(page.refusal()).isEqualTo("request_too_large");
        assertThat(page.post(Map.of("response", response + "A".repeat(2_000_000)))
                        .code())
                .isEqualTo("request_malformed");
        assertThat(page.refusal())
                .as("of what was not even read nothing is counted")
                .isEqualTo("request_too_large");
        page.accepts(page.post(honest));
    }

    @Test
    void refused_answers_are_counted() {
        var page = Page.open(unsigned);
        var honest =
                with(page.answer().form(), "token", page.digital().get("token").asString());
        for (var attempt = 0; attempt < 5; attempt++) {
            assertThat(page.post(page.answer().presentationAudience("us").form())
                            .code())
                    .isEqualTo("presentation_wrong_audience");
        }
        assertThat(page.refusal()).isEqualTo("presentation_wrong_audience");
        assertThat(page.send(honest, page.browser().cookieHeader(), "Origin", ORIGIN)
                        .code())
                .isEqualTo("login_over");
        assertThat(page.ask().code()).isEqualTo("login_over");
    }

    @Test
    void a_wallet_may_say_that_it_does_not_answer() {
        var page = Page.open(unsigned);
        var declined = page.post(Map.of("error", "access_denied"));
        assertThat(declined.status()).isEqualTo(200);
        assertThat(page.refusal()).isEqualTo("wallet_declined");
        page.accepts(page.post(page.answer().form()));
    }

    @Test
    void the_same_answer_again_completes_nothing_again() {
        var page = Page.open(unsigned);
        var answer = page.answer().form();
        var elsewhere = page.answer();
        var form = with(answer, "token", page.digital().get("token").asString());
        var told = page.post(answer);
        page.accepts(told);
        // A page that did not hear us is told the same for a while; it leads nowhere any more.
        var again = page.send(form, page.browser().cookieHeader(), "Origin", ORIGIN);
        assertThat(again.body()).isEqualTo(told.body());
        assertThat(page.browser()
                        .get(told.json().get("redirect_uri").asString())
                        .header("Location"))
                .endsWith(page.path());
        var anew = with(elsewhere.form(), "token", Objects.requireNonNull(form.get("token")));
        assertThat(page.send(anew, page.browser().cookieHeader(), "Origin", ORIGIN)
                        .code())
                .isEqualTo("login_over");
    }

    // -- who may ask and answer

    @Test
    void only_the_browser_that_began_the_login_is_answered() {
        var page = Page.open(unsigned);
        assertThat(page.http().get(page.endpoint()).code()).isEqualTo("login_elsewhere");
        var stolen = page.post(page.answer().form(), "a=b", "Origin", ORIGIN);
        assertThat(stolen.code()).isEqualTo("login_elsewhere");
        var others = Page.open(unsigned).browser().cookieHeader();
        assertThat(page.post(page.answer().form(), others, "Origin", ORIGIN).code())
                .isEqualTo("login_elsewhere");
        assertThat(page.refusal()).isEmpty();
        page.accepts(page.post(page.answer().form()));
    }

    @Test
    void no_other_page_may_ask_or_answer_in_that_browser() {
        var page = Page.open(unsigned);
        assertThat(page.ask("Origin", "https://evil.example").code()).isEqualTo("origin_foreign");
        assertThat(page.ask("Sec-Fetch-Site", "same-site").code()).isEqualTo("origin_foreign");
        assertThat(page.ask("Sec-Fetch-Site", "same-origin").status()).isEqualTo(200);

        var cookies = page.browser().cookieHeader();
        for (var headers : new String[][] {
            {},
            {"Origin", "https://evil.example"},
            {"Origin", "null"},
            {"Origin", ORIGIN, "Sec-Fetch-Site", "cross-site"}
        }) {
            var foreign = page.post(page.answer().form(), cookies, headers);
            assertThat(foreign.status()).isEqualTo(403);
            assertThat(foreign.code()).isEqualTo("origin_foreign");
        }
        assertThat(page.send(page.answer().form(), cookies, "Origin", ORIGIN).code())
                .isEqualTo("origin_foreign");
        assertThat(page.send(with(page.answer().form(), "token", "guessed"), cookies, "Origin", ORIGIN)
                        .code())
                .isEqualTo("origin_foreign");
        assertThat(page.refusal()).isEmpty();
        page.accepts(page.post(page.answer().form()));
    }

    @Test
    void the_form_says_everything_once_and_nothing_in_the_url() {
        var page = Page.open(unsigned);
        var cookies = page.browser().cookieHeader();
        var form =
                with(page.answer().form(), "token", page.digital().get("token").asString());
        var twice = Http.encoded(form) + "&response=another";
        for (var wrong : Map.of("", twice, "?x=y", Http.encoded(form)).entrySet()) {
            var refused = page.http()
                    .send(page.http()
                            .request(page.endpoint() + wrong.getKey())
                            .header("Cookie", cookies)
                            .header("Origin", ORIGIN)
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(BodyPublishers.ofString(wrong.getValue())));
            assertThat(refused.code()).isEqualTo(wrong.getKey().isEmpty() ? "parameter_repeated" : "parameters_in_url");
        }
        assertThat(page.refusal()).isEmpty();
        page.accepts(page.send(form, cookies, "Origin", ORIGIN));
    }

    @Test
    void where_it_is_off_there_is_nothing() {
        try (var off = start("off", "--verifier.openid4vp.digital-credentials-api=off");
                var clear = start("clear", "--verifier.openid4vp.response-mode=direct_post")) {
            for (var server : new RunningServer[] {off, clear}) {
                var page = Page.open(server);
                assertThat(page.ask().status()).isEqualTo(404);
                assertThat(page.browser().get(page.path()).body()).doesNotContain("/digital-credential");
            }
        }
        assertThat(Page.open(unsigned).ask().status()).isEqualTo(200);
    }

    @Test
    void it_cannot_be_on_where_answers_come_in_clear() {
        assertThatThrownBy(() -> start(
                        "contradiction",
                        "--verifier.openid4vp.digital-credentials-api=unsigned",
                        "--verifier.openid4vp.response-mode=direct_post"))
                .hasRootCauseInstanceOf(InvalidConfigurationPropertyValueException.class);
    }
}
