package dev.verifier.did;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.verifier.jose.PublicJwk;
import dev.verifier.rejection.RejectedException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Published examples of the did:key method, and what is not one. */
class KeyDidsTests {

    private static final String P256 = "did:key:zDnaerDaTF5BXEavCrfRZEk316dpbLsfPDZ3WJ5hRTPFU2169";
    private static final String ED25519 = "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK";

    @ParameterizedTest
    @CsvSource({
        "did:key:zDnaerDaTF5BXEavCrfRZEk316dpbLsfPDZ3WJ5hRTPFU2169, fyNYMN0976ci7xqiSdag3buk-ZCwgXU4kz9XNkBlNUI, hW2ojTNfH7Jbi8--CJUo3OCbH3y5n91g-IMA9MLMbTU",
        "did:key:zDnaerx9CtbPJ1q36T5Ln5wYt3MQYeGRG5ehnPAmxcf5mDZpv, igrFmi0whuihKnj9R3Om1SoMph72wUGeFaBbzG2vzns, efsX5b10x8yjyrj4ny3pGfLcY7Xby1KzgqOdqnsrJIM",
    })
    void resolves_published_p256_examples(String did, String x, String y) throws RejectedException {
        var key = KeyDids.resolve(Did.parse(did));

        assertThat(key.asMap()).isEqualTo(Map.of("kty", "EC", "crv", "P-256", "x", x, "y", y));
        assertThat(KeyDids.didOf(key)).hasToString(did);
    }

    @Test
    void resolves_a_published_p384_example() throws RejectedException {
        var did = "did:key:z82Lm1MpAkeJcix9K8TMiLd5NMAhnwkjjCBeWHXyu3U4oT2MVJJKXkcVBgjGhnLBn2Kaau9";

        var key = KeyDids.resolve(Did.parse(did));

        assertThat(key.asMap().get("crv")).isEqualTo("P-384");
        assertThat(KeyDids.didOf(key)).hasToString(did);
    }

    @Test
    void resolves_a_published_ed25519_example() throws RejectedException {
        var key = KeyDids.resolve(Did.parse(ED25519));

        assertThat(key.coordinate("x"))
                .isEqualTo(HexFormat.of().parseHex("2e6fcce36701dc791488e0d0b1745cc1e33a4c1c9fcc41c63bd343dbbe0970e6"));
        assertThat(KeyDids.didOf(key)).hasToString(ED25519);
    }

    @Test
    void resolves_did_jwk_to_the_key_it_is() throws RejectedException {
        var key = KeyDids.resolve(Did.parse(P256));
        var jwk = "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"%s\",\"y\":\"%s\",\"use\":\"sig\"}"
                .formatted(key.asMap().get("x"), key.asMap().get("y"));

        assertThat(KeyDids.resolve(Did.parse("did:jwk:" + base64Url(jwk) + "#0")))
                .isEqualTo(key);
    }

    @Test
    void a_fragment_names_the_key_itself_or_nothing_at_all() throws RejectedException {
        var multibase = P256.substring("did:key:".length());

        assertThat(KeyDids.resolve(Did.parse(P256 + "#" + multibase))).isEqualTo(KeyDids.resolve(Did.parse(P256)));
        refused(P256 + "#" + ED25519.substring("did:key:".length()), "did_not_supported");
        refused(P256 + "#", "did_not_supported");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "did:key:zQ3shokFTS3brHcDQrn82RUDfCZESWL1ZdCEJwekUDPQiYBme", // secp256k1
                "did:key:z6LSbysY2xFMRpGMhb7tFTLMpeuPRaqaWM1yECx2AtzE3KCc", // x25519
                "did:web:example.org",
                "did:ebsi:zvHWX359A3CvfJnCYaAiAde",
                "did:key:",
                "did:key:z",
                "did:key:zDnaerDaTF5BXEavCrfRZEk316dpbLsfPDZ3WJ5hRTPFU216", // a digit short
                "did:key:zDnaerDaTF5BXEavCrfRZEk316dpbLsfPDZ3WJ5hRTPFU21691", // a digit long
                "did:key:zDnaerDaTF5BXEavCrfRZEk316dpbLsfPDZ3WJ5hRTPFU216l", // l is no digit
                "did:key:ZDNAERDATF5BXEAVCRFRZEK316DPBLSFPDZ3WJ5HRTPFU2169",
                "did:key:uDnaerDaTF5BXEavCrfRZEk316dpbLsfPDZ3WJ5hRTPFU2169",
                "did:KEY:zDnaerDaTF5BXEavCrfRZEk316dpbLsfPDZ3WJ5hRTPFU2169",
                "did:key:zDnaerDaTF5BXEavCrfRZEk316dpbLsfPDZ3WJ5hRTPFU2169/path",
                "did:key:../../keys",
                "did:jwk:%%%",
                "not a did",
            })
    void refuses_everything_else(String did) {
        refused(did, "did_not_supported");
    }

    @Test
    void refuses_points_that_are_not_on_the_curve_or_not_compressed() throws RejectedException {
        var compressed = new byte[33];
        compressed[0] = 2;
        compressed[32] = 1; // x = 1 has no y on P-256
        refused(p256(compressed), "did_not_supported");
        compressed[0] = 4;
        refused(p256(compressed), "did_not_supported");
        var beyond = HexFormat.of().parseHex("02" + "ff".repeat(32));
        refused(p256(beyond), "did_not_supported");
    }

    @Test
    void refuses_a_multicodec_written_in_more_bytes_than_needed() throws RejectedException {
        var point = "02" + "00".repeat(32); // x = 0 is on P-256
        var minimal = HexFormat.of().parseHex("8024" + point);
        var longer = HexFormat.of().parseHex("80a400" + point);

        assertThat(KeyDids.resolve(Did.parse("did:key:z" + Base58.encode(minimal)))
                        .curve())
                .isEqualTo("P-256");
        refused("did:key:z" + Base58.encode(longer), "did_not_supported");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AA\",\"y\":\"AA\"}",
                "{\"kty\":\"EC\",\"crv\":\"secp256k1\",\"x\":\"AA\",\"y\":\"AA\"}",
                "{\"kty\":\"oct\",\"k\":\"c2VjcmV0\"}",
                "{\"kty\":\"RSA\",\"n\":\"AQAB\",\"e\":\"AQAB\"}",
                "{\"kty\":\"OKP\",\"crv\":\"X25519\",\"x\":\"AA\"}",
                "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"AA\"}",
                "{}",
                "[]",
                "{\"kty\":\"EC\"",
            })
    void refuses_a_did_jwk_that_is_no_acceptable_key(String jwk) {
        refused("did:jwk:" + base64Url(jwk), "key_not_usable");
    }

    @Test
    void refuses_a_did_jwk_that_shows_its_private_part() throws RejectedException {
        var key = KeyDids.resolve(Did.parse(P256)).asMap();
        var jwk = "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"%s\",\"y\":\"%s\",\"d\":\"AQ\"}"
                .formatted(key.get("x"), key.get("y"));

        refused("did:jwk:" + base64Url(jwk), "key_not_usable");
    }

    @Test
    void round_trips_base58_with_leading_zeros() {
        var bytes = new byte[] {0, 0, 1, 2, 3};

        assertThat(Base58.decode(Base58.encode(bytes))).isEqualTo(bytes);
        assertThat(Base58.encode("Hello World!".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo("2NEpo7TZRRrLZSi2U");
    }

    @Test
    void writes_no_did_for_a_key_that_has_none() throws Exception {
        var generator = java.security.KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        var rsa = PublicJwk.of(generator.generateKeyPair().getPublic());

        assertThatExceptionOfType(RejectedException.class).isThrownBy(() -> KeyDids.didOf(rsa));
    }

    private static String p256(byte[] point) {
        return "did:key:z"
                + Base58.encode(HexFormat.of().parseHex("8024" + HexFormat.of().formatHex(point)));
    }

    private static String base64Url(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void refused(String did, String code) {
        assertThatExceptionOfType(RejectedException.class)
                .isThrownBy(() -> KeyDids.resolve(Did.parse(did)))
                .satisfies(e -> assertThat(e.rejection().code()).isEqualTo(code));
    }
}
