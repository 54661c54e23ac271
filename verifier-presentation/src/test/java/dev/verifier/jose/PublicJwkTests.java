package dev.verifier.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.verifier.rejection.RejectedException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys that are none, though they have every member of one, and keys that are one, however they are written. */
class PublicJwkTests {

    private static final BigInteger ODD = BigInteger.ONE.shiftLeft(2047).setBit(0);
    private static final String P_256 =
            "{'kty':'EC','crv':'P-256','x':'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU','y':'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0'}";
    private static final String ED25519 =
            "{'kty':'OKP','crv':'Ed25519','x':'11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo'}";
    private static final BigInteger F4 = BigInteger.valueOf(65_537);

    @ParameterizedTest
    @ValueSource(ints = {2048, 3072, 8192})
    void an_odd_modulus_of_2048_to_8192_bits_is_a_key(int bits) throws RejectedException {
        var modulus = BigInteger.ONE.shiftLeft(bits - 1).setBit(0);

        assertThat(rsa(modulus, F4).fits(SignatureAlgorithm.RS256)).isTrue();
    }

    @Test
    void any_other_modulus_is_not() {
        for (var modulus : List.of(
                BigInteger.ZERO,
                ODD.clearBit(0),
                ODD.clearBit(2047),
                BigInteger.ONE.shiftLeft(2046).setBit(0),
                BigInteger.ONE.shiftLeft(8192).setBit(0))) {
            refused(modulus, F4);
        }
    }

    @Test
    void zeros_in_front_make_no_modulus_longer() {
        var bytes = new byte[256];
        System.arraycopy(BigInteger.ONE.shiftLeft(1023).setBit(0).toByteArray(), 0, bytes, 127, 129);

        assertThatExceptionOfType(RejectedException.class).isThrownBy(() -> rsa(base64Url(bytes), "AQAB"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "17", "65537", "18446744073709551615"})
    void an_odd_exponent_from_three_on_is_one(BigInteger exponent) throws RejectedException {
        assertThat(rsa(ODD, exponent).fits(SignatureAlgorithm.PS256)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "2", "4", "65536", "18446744073709551617"})
    void any_other_exponent_is_not(BigInteger exponent) {
        refused(ODD, exponent);
    }

    @Test
    void a_key_without_an_exponent_or_a_modulus_is_not() {
        assertThatExceptionOfType(RejectedException.class)
                .isThrownBy(() -> rsa(base64Url(ODD.toByteArray()), ""))
                .satisfies(e -> assertThat(e.rejection().code()).isEqualTo("key_not_usable"));
        assertThatExceptionOfType(RejectedException.class).isThrownBy(() -> rsa("", "AQAB"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "{'kty':'EC','crv':'P-256','x':'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU','y':'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a%s'}; 0; 2",
                "{'kty':'EC','crv':'P-256','x':'%sf83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU','y':'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0'}; \"\"; AAAA",
                "{'kty':'OKP','crv':'Ed25519','x':'11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHUR%s'}; o; p"
            })
    void one_key_has_one_thumbprint_however_it_is_written(String jwk, String one, String other)
            throws RejectedException {
        assertThat(key(jwk.formatted(other))).isEqualTo(key(jwk.formatted(one)));
        assertThat(key(jwk.formatted(other)).asMap())
                .isEqualTo(key(jwk.formatted(one)).asMap());
    }

    @Test
    void a_key_is_known_by_its_thumbprint_and_two_keys_are_two() throws RejectedException {
        var curve = key(P_256);
        var edwards = key(ED25519);

        // RFC 8037, appendix A.3.
        assertThat(edwards.thumbprint()).isEqualTo("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
        assertThat(curve.thumbprint()).isEqualTo("oKIywvGUpTVTyxMQ3bwIIeQUudfr_CkLMjCE19ECD-U");
        assertThat(curve)
                .isEqualTo(key(P_256))
                .hasSameHashCodeAs(key(P_256))
                .isNotEqualTo(edwards)
                .isNotEqualTo(curve.thumbprint());
    }

    @Test
    void coordinates_make_the_key_they_are_of_or_none() throws RejectedException {
        for (var json : List.of(P_256, ED25519)) {
            var key = key(json);
            var y = key.curve().equals("P-256") ? key.coordinate("y") : new byte[0];

            assertThat(PublicJwk.of(key.curve(), key.coordinate("x"), y)).isEqualTo(key);
        }
        var curve = key(P_256);
        assertThatExceptionOfType(RejectedException.class)
                .isThrownBy(() -> PublicJwk.of(curve.curve(), curve.coordinate("y"), curve.coordinate("x")))
                .satisfies(e -> assertThat(e.rejection().code()).isEqualTo("key_not_usable"));
        assertThat(rsa(ODD, F4).curve()).isEmpty();
    }

    @Test
    void what_is_no_signature_of_that_kind_at_all_is_not_its_signature() throws Exception {
        var text = "text".getBytes(StandardCharsets.UTF_8);
        for (var kind : List.of("EC", "Ed25519")) {
            var generator = KeyPairGenerator.getInstance(kind);
            generator.initialize(kind.equals("EC") ? 256 : 255);
            var keys = generator.generateKeyPair();
            var algorithm = kind.equals("EC") ? SignatureAlgorithm.ES256 : SignatureAlgorithm.EDDSA;
            var key = PublicJwk.of(keys.getPublic());
            var signer = Signature.getInstance(kind.equals("EC") ? "SHA256withECDSAinP1363Format" : kind);
            signer.initSign(keys.getPrivate());
            signer.update(text);
            var signature = signer.sign();

            assertThat(key.verifies(algorithm, text, signature)).isTrue();
            assertThat(key.verifies(algorithm, text, Arrays.copyOf(signature, 63)))
                    .isFalse();
            assertThat(key.verifies(algorithm, text, new byte[0])).isFalse();
            assertThat(key.verifies(algorithm, text, new byte[64])).isFalse();
            assertThat(key(P_256).verifies(SignatureAlgorithm.RS256, text, signature))
                    .isFalse();
        }
    }

    private static PublicJwk key(String json) throws RejectedException {
        return PublicJwk.parse(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static void refused(BigInteger modulus, BigInteger exponent) {
        assertThatExceptionOfType(RejectedException.class)
                .isThrownBy(() -> rsa(modulus, exponent))
                .satisfies(e -> assertThat(e.rejection().code()).isEqualTo("key_not_usable"));
    }

    private static PublicJwk rsa(BigInteger modulus, BigInteger exponent) throws RejectedException {
        return rsa(base64Url(modulus.toByteArray()), base64Url(exponent.toByteArray()));
    }

    private static PublicJwk rsa(String modulus, String exponent) throws RejectedException {
        var jwk = "{\"kty\":\"RSA\",\"n\":\"%s\",\"e\":\"%s\"}".formatted(modulus, exponent);
        return PublicJwk.parse(jwk.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64Url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
