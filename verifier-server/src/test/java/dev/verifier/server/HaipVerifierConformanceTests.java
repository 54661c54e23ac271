package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.server.configuration.Surface;
import dev.verifier.wallet.WalletLogin;
import dev.verifier.wallet.openid4vp.AuthorizationRequest;
import dev.verifier.wallet.openid4vp.DigitalRequest;
import dev.verifier.wallet.openid4vp.RequestLink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/**
 * Fast twins of modules of {@code oid4vp-1final-verifier-haip-test-plan} (x509_hash, request_uri_signed, direct_post.jwt) and of what its
 * base class looks at in every request, by their names; with the credentials that the demo wallet holds.
 */
@VerifierTest
class HaipVerifierConformanceTests {

    private static final World WORLD = new World();
    private static final FapiClient CLIENT = FapiClient.named("haip-client");

    @DynamicPropertySource
    static void world(DynamicPropertyRegistry registry) {
        CLIENT.register(WORLD);
        WORLD.describe(registry);
        registry.add("verifier.compatibility.profile", () -> "strict");
        var access = WORLD.authority.access("localhost", Duration.ofDays(365));
        try {
            var key = Files.writeString(WORLD.folder.resolve("key.pem"), access.keyPem());
            Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
            var chain = Files.writeString(WORLD.folder.resolve("chain.pem"), access.chainPem());
            registry.add("verifier.keys.signing", key::toString);
            registry.add("verifier.keys.certificate-chain", chain::toString);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @LocalServerPort
    private int port;

    private Http http;
    private Browser browser;
    private String page;
    private RequestLink link;

    @BeforeEach
    void begin() {
        http = new Http(port);
        browser = new Browser(http);
        var pushed = CLIENT.push(
                http, CLIENT.request(), CLIENT.proof("POST", Surface.PAR).compact());
        page = browser.begin(CLIENT.link(pushed.json().get("request_uri").asString()));
        link = RequestLink.parse(browser.walletLink(page));
    }

    private Http.Answer fetched() {
        return http.get(Browser.path(link.requestUri().toString()));
    }

    @Test
    void happy_flow() {
        var answer = fetched();
        assertThat(answer.header("Content-Type")).isEqualTo("application/oauth-authz-req+jwt");
        var request = Browser.payload(answer.body());
        assertThat(AuthorizationRequest.read(link, answer.body(), Instant.now()).clientId())
                .startsWith("x509_hash:");
        assertThat(request.has("client_id_scheme")).isFalse();
        assertThat(request.has("scope")).isFalse();
        assertThat(request.has("redirect_uri")).isFalse();
        assertThat(request.has("transaction_data")).isFalse();
        assertThat(request.has("wallet_nonce")).isFalse();
        assertThat(request.get("response_type").asString()).isEqualTo("vp_token");
        assertThat(request.get("response_mode").asString()).isEqualTo("direct_post.jwt");
        assertThat(request.get("aud").asString()).isEqualTo("https://self-issued.me/v2");
        assertThat(request.get("nonce").asString()).matches("[A-Za-z0-9_-]{22,}");
        assertThat(request.get("client_metadata").propertyNames())
                .containsExactlyInAnyOrder("jwks", "encrypted_response_enc_values_supported", "vp_formats_supported");

        var told =
                browser.post(WORLD.answer(WORLD.person, Browser.asked(request)).build());
        assertThat(told.status()).isEqualTo(200);
        assertThat(told.header("Content-Type")).startsWith("application/json");
        assertThat(browser.arrive(browser.get(told.json().get("redirect_uri").asString())))
                .containsKey("code");
    }

    /** OpenID4VP 1.0 §5.1, §5.2: nothing is asked by the way, and the link says no more than whose request is where. */
    @Test
    void a_request_has_what_it_must_have_and_nothing_else() {
        assertThat(Browser.payload(fetched().body()).propertyNames())
                .containsExactlyInAnyOrder(
                        "iss",
                        "aud",
                        "client_id",
                        "response_type",
                        "response_mode",
                        "response_uri",
                        "nonce",
                        "state",
                        "dcql_query",
                        "client_metadata",
                        "iat",
                        "exp");
        assertThat(Browser.query(browser.walletLink(page).replace("openid4vp://?", "")))
                .containsOnlyKeys("client_id", "request_uri");
    }

    /** OpenID4VP 1.0 §14.1.2, §14.8: other names of ours are not the one that was asked under. */
    @Test
    void an_answer_is_addressed_to_our_whole_name_and_to_nothing_else() {
        var request = Browser.payload(fetched().body());
        var answer = WORLD.answer(WORLD.person, Browser.asked(request)).build();
        var name = request.get("client_id").asString();
        for (var other : List.of(
                name.substring("x509_hash:".length()),
                request.get("response_uri").asString(),
                World.ISSUER.toString())) {
            assertThat(browser.post(answer.presentationAudience(other)).code())
                    .as(other)
                    .isEqualTo("presentation_wrong_audience");
        }
        assertThat(browser.post(answer.presentationAudience(name)).status()).isEqualTo(200);
    }

    /** HAIP 1.0 §5.2. */
    @Test
    void through_the_browser_too_an_answer_is_addressed_to_the_page_and_to_nothing_else() {
        var asked = http.send(script().GET()).json();
        var request = DigitalRequest.read(asked.toString(), World.ISSUER.toString(), Instant.now());
        assertThat(request.protocol()).isEqualTo("openid4vp-v1-signed");
        assertThat(request.asker()).startsWith("x509_hash:");

        var query = request.query().credentials().getFirst().id();
        var answer = WORLD.answer(WORLD.person, request.asked(query)).build();
        var page = "origin:" + World.ISSUER;
        for (var other : List.of(World.ISSUER.toString(), request.asker(), page + "/", List.of(page))) {
            assertThat(hand(asked, answer.presentationAudience(other)).code())
                    .as(other::toString)
                    .isEqualTo("presentation_wrong_audience");
        }
        assertThat(hand(asked, answer).status()).isEqualTo(200);
    }

    private Http.Answer hand(JsonNode asked, WalletLogin answer) {
        var form = new HashMap<>(answer.form());
        form.put("token", asked.get("token").asString());
        return http.send(script().header("Origin", World.ISSUER.toString())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(Http.encoded(form))));
    }

    private HttpRequest.Builder script() {
        return http.request(page + "/digital-credential").header("Cookie", browser.cookieHeader());
    }

    @Test
    void the_encryption_key_was_not_seen_before() {
        var seen = new HashSet<String>();
        for (var login = 0; login < 3; login++) {
            begin();
            assertThat(seen.add(key(Browser.payload(fetched().body())))).isTrue();
        }
    }

    private static String key(JsonNode request) {
        return request.get("client_metadata")
                .get("jwks")
                .get("keys")
                .get(0)
                .get("x")
                .asString();
    }

    @Test
    void request_uri_method_post() {
        var answer = http.post(
                Browser.path(link.requestUri().toString()),
                Map.of("wallet_nonce", "of-the-wallet", "wallet_metadata", "{}", "unknown", "ignored"));
        var request = AuthorizationRequest.read(link, answer.body(), "of-the-wallet", Instant.now());
        assertThat(browser.post(WORLD.answer(WORLD.person, request.asked()).build())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void request_uri_fetched_twice() {
        var first = Browser.payload(fetched().body());
        var second = Browser.payload(fetched().body());
        assertThat(second.get("nonce")).isEqualTo(first.get("nonce"));
        assertThat(key(second)).isEqualTo(key(first));
        assertThat(browser.post(WORLD.answer(WORLD.person, Browser.asked(second))
                                .build())
                        .status())
                .isEqualTo(200);
        assertThat(fetched().status()).isEqualTo(404);
    }
}
