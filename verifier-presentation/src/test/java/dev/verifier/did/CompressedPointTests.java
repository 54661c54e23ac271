package dev.verifier.did;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.verifier.jose.PublicJwk;
import dev.verifier.rejection.RejectedException;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Points from one coordinate and the parity of the other (SEC 1 §2.3.4), and what none lies above. */
class CompressedPointTests {

    @ParameterizedTest
    @CsvSource({"P256, P-256, 32", "P384, P-384, 48"})
    void every_point_is_on_its_curve_has_the_parity_that_was_said_and_its_full_length(
            CompressedPoint point, String curve, int length) throws RejectedException {
        var found = 0;
        var shorter = 0;
        for (var x = 1; x <= 1_000; x++) {
            var compressed = new byte[1 + length];
            compressed[length] = (byte) x;
            compressed[length - 1] = (byte) (x >> 8);
            for (byte parity = 2; parity <= 3; parity++) {
                compressed[0] = parity;
                var y = y(point, compressed);
                if (y.length > 0) {
                    found++;
                    shorter += y[0] == 0 ? 1 : 0;
                    assertThat(y).hasSize(length);
                    assertThat(y[length - 1] & 1).isEqualTo(parity - 2);
                    assertThat(PublicJwk.of(curve, Arrays.copyOfRange(compressed, 1, 1 + length), y)
                                    .coordinate("y"))
                            .isEqualTo(y);
                }
            }
        }
        assertThat(found).as("about every other x has points").isBetween(800, 1_200);
        assertThat(shorter).as("some begin with a zero").isPositive();
    }

    private static byte[] y(CompressedPoint point, byte[] compressed) {
        try {
            return point.y(compressed);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    @Test
    void what_says_no_parity_or_is_beyond_the_prime_is_none() {
        // The generator of P-256 (SEC 2 §2.4.2).
        var generator = HexFormat.of().parseHex("036b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296");
        assertThat(CompressedPoint.P256.y(generator))
                .isEqualTo(HexFormat.of().parseHex("4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5"));
        for (var parity : new byte[] {0, 1, 4, 5, (byte) 0x82}) {
            var odd = generator.clone();
            odd[0] = parity;
            assertThatIllegalArgumentException().isThrownBy(() -> CompressedPoint.P256.y(odd));
        }
        // The prime itself stands for zero, above which there is a point, and what is one more for one.
        var p = "ffffffff00000001000000000000000000000000ffffffffffffffffffffffff";
        assertThat(CompressedPoint.P256.y(HexFormat.of().parseHex("02" + "00".repeat(32))))
                .hasSize(32);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CompressedPoint.P256.y(HexFormat.of().parseHex("02" + p)));
    }

    @Test
    void a_kind_of_key_has_its_prefix_and_one_length() {
        for (var kind : Multikey.values()) {
            var length = switch (kind) {
                case P256 -> 33;
                case P384 -> 49;
                case ED25519 -> 32;
                case P521, SECP256K1, X25519, RSA, BLS12_381_G2, JWK_JCS -> 0;
            };
            var key = new byte[length];
            Arrays.fill(key, (byte) 7);
            var prefixed = kind.prefixed(key);

            assertThat(Multikey.of(prefixed)).contains(kind);
            assertThat(kind.accepts(prefixed)).as(kind.name()).isEqualTo(length > 0);
            assertThat(kind.accepts(Arrays.copyOf(prefixed, prefixed.length + 1)))
                    .isFalse();
            assertThat(kind.accepts(Arrays.copyOf(prefixed, prefixed.length - 1)))
                    .isFalse();
            assertThat(kind.key(prefixed)).isEqualTo(key);
        }
        assertThat(Multikey.of(new byte[] {0, 0})).isEmpty();
    }
}
