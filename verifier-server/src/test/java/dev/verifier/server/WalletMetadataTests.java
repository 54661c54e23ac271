package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.server.configuration.Surface;
import dev.verifier.wallet.JweReader;
import dev.verifier.wallet.WalletKey;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.json.JsonMapper;

/** What wallets say of themselves when they fetch a request (OpenID4VP 1.0 §5.10): encrypted to them, if they ask for it. */
@VerifierTest
class WalletMetadataTests {

    private static final World WORLD = new World();
    private static final WalletKey KEY = WalletKey.generate(new SecureRandom());
    private static final String ALGORITHMS = "request_object_encryption_alg_values_supported";
    private static final String METHODS = "request_object_encryption_enc_values_supported";

    @DynamicPropertySource
    static void world(DynamicPropertyRegistry registry) {
        WORLD.describe(registry);
    }

    @LocalServerPort
    private int port;

    private Http http;
    private Browser browser;
    private String page;

    @BeforeEach
    void open() {
        http = new Http(port);
        browser = new Browser(http);
        page = browser.begin(Browser.request());
    }

    private Http.Answer fetched(Map<String, Object> metadata) {
        return fetched(new JsonMapper().writeValueAsString(metadata));
    }

    private Http.Answer fetched(String metadata) {
        return http.post(path(), Map.of("wallet_metadata", metadata, "wallet_nonce", "the wallet's"));
    }

    private String path() {
        var link = browser.walletLink(page).replace("openid4vp://?", "");
        return Browser.path(Browser.query(link).getOrDefault("request_uri", ""));
    }

    private static Map<String, Object> jwk(Map<String, ?> otherwise) {
        var jwk = new LinkedHashMap<String, Object>(KEY.publicJwk());
        jwk.putAll(Map.of("kid", "the wallet's key", "use", "enc", "alg", "ECDH-ES"));
        jwk.putAll(otherwise);
        return jwk;
    }

    private static Map<String, Object> metadata(Map<String, Object> jwk, Map<String, ?> otherwise) {
        var metadata = new LinkedHashMap<String, Object>();
        metadata.put("jwks", Map.of("keys", List.of(jwk)));
        metadata.put(ALGORITHMS, List.of("ECDH-ES"));
        metadata.put(METHODS, List.of("A256GCM", "A128GCM"));
        metadata.put("something_new", Map.of("nobody", List.of("knows")));
        metadata.putAll(otherwise);
        return metadata;
    }

    @Test
    void a_request_is_encrypted_to_the_wallet_that_asks_for_it_and_signed_inside() {
        var answer = fetched(metadata(jwk(Map.of()), Map.of()));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/oauth-authz-req+jwt");
        assertThat(JweReader.header(answer.body()))
                .containsEntry("alg", "ECDH-ES")
                .containsEntry("enc", "A256GCM")
                .containsEntry("kid", "the wallet's key")
                .containsEntry("typ", "oauth-authz-req+jwt")
                .containsEntry("cty", "oauth-authz-req+jwt");
        var inside = JweReader.opened(answer.body(), KEY);
        var inClear = http.get(path()).body();
        assertThat(Browser.header(inside)).isEqualTo(Browser.header(inClear));
        assertThat(Browser.payload(inside).get("nonce"))
                .isEqualTo(Browser.payload(inClear).get("nonce"));
        assertThat(Browser.payload(inside).get("wallet_nonce").asString()).isEqualTo("the wallet's");
        assertThat(browser.post(browser.answer(WORLD, WORLD.person, page)).status())
                .isEqualTo(200);
    }

    @Test
    void what_a_wallet_leaves_out_has_a_meaning() {
        var metadata = metadata(jwk(Map.of()), Map.of());
        metadata.remove(ALGORITHMS);
        metadata.remove(METHODS);
        var plainKey = KEY.publicJwk();
        metadata.put(
                "jwks", Map.of("keys", List.of(Map.of("kty", "RSA", "use", "sig"), Map.of("kty", "OKP"), plainKey)));

        var answer = fetched(metadata);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(JweReader.header(answer.body()))
                .containsEntry("enc", "A128GCM")
                .doesNotContainKey("kid");
        assertThat(Browser.payload(JweReader.opened(answer.body(), KEY)).get("response_type"))
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"vp_formats_supported\":{}}",
                "{\"jwks\":{\"keys\":[{\"kty\":\"EC\",\"use\":\"sig\"}]}}",
                "{\"jwks\":{\"keys\":[]},\"jwks_uri\":\"https://wallet.example/keys\"}"
            })
    void a_wallet_that_asks_for_no_encryption_gets_its_request_in_clear(String metadata) {
        var answer = fetched(metadata);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(Browser.payload(answer.body()).get("wallet_nonce").asString())
                .isEqualTo("the wallet's");
    }

    /** The control is {@link #a_request_is_encrypted_to_the_wallet_that_asks_for_it_and_signed_inside()}. */
    @ParameterizedTest
    @CsvSource({
        "crv, P-384",
        "kty, OKP",
        "use, sig",
        "use, tls",
        "alg, ECDH-ES+A256KW",
        "x, AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "x, ''",
        "d, AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
    })
    void a_key_that_is_none_for_it_gets_no_request_in_clear_instead(String member, String value) {
        var answer = fetched(metadata(jwk(Map.of(member, value)), Map.of()));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("wallet_encryption_unsupported");
    }

    @Test
    void nor_does_another_encryption_or_a_key_that_had_to_be_fetched() {
        for (var otherwise : List.of(
                Map.of(ALGORITHMS, List.of("RSA-OAEP-256")),
                Map.of(ALGORITHMS, List.of()),
                Map.of(METHODS, List.of("A128CBC-HS256")),
                Map.of(METHODS, List.of()),
                Map.of("jwks", Map.of("keys", List.of()), "jwks_uri", "https://wallet.example/keys"))) {
            var answer = fetched(metadata(jwk(Map.of()), otherwise));

            assertThat(answer.status()).as(otherwise.toString()).isEqualTo(400);
            assertThat(answer.code()).isEqualTo("wallet_encryption_unsupported");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "{\"jwks\":{},\"jwks\":{}}",
                "{\"jwks\":[]}",
                "{\"jwks\":{\"keys\":{}}}",
                "{\"jwks\":{\"keys\":[7]}}",
                "{\"request_object_encryption_alg_values_supported\":\"ECDH-ES\"}",
                "{\"request_object_encryption_enc_values_supported\":[1]}",
                "{\"a\":[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]}",
                "{}{}"
            })
    void what_cannot_be_read_is_refused_and_costs_nothing(String metadata) {
        assertThat(fetched(metadata).code()).isEqualTo("wallet_metadata_invalid");
        assertThat(fetched("{\"vp_formats_supported\":{}}").status()).isEqualTo(200);
    }

    @Test
    void what_is_too_long_or_said_twice_is_refused() {
        assertThat(fetched("{\"a\":\"" + "x".repeat(17_000) + "\"}").code()).isEqualTo("wallet_metadata_invalid");
        assertThat(http.post(path() + "?wallet_metadata=%7B%7D", Map.of("wallet_metadata", "{}"))
                        .code())
                .isEqualTo("parameter_invalid");
        assertThat(http.get(Surface.WALLET_REQUEST + "/unknown?wallet_metadata=x")
                        .status())
                .isEqualTo(404);
    }
}
