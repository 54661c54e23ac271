package dev.verifier.wallet;

import static dev.verifier.wallet.Witness.RANDOM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WalletKeyTests {
    private static final String ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

    private final WalletKey key = WalletKey.generate(RANDOM);

    /** The P-256 vectors of did:key v0.9 (w3c-ccg/did-method-key, test-vectors/nist-curves.json). */
    @ParameterizedTest
    @CsvSource({
        "zDnaerDaTF5BXEavCrfRZEk316dpbLsfPDZ3WJ5hRTPFU2169,"
                + " fyNYMN0976ci7xqiSdag3buk-ZCwgXU4kz9XNkBlNUI,"
                + " hW2ojTNfH7Jbi8--CJUo3OCbH3y5n91g-IMA9MLMbTU,"
                + " YjRs6vNvw4sYrzVVY8ipkEpDAD9PFqw1sUnvPRMA-WI",
        "zDnaerx9CtbPJ1q36T5Ln5wYt3MQYeGRG5ehnPAmxcf5mDZpv,"
                + " igrFmi0whuihKnj9R3Om1SoMph72wUGeFaBbzG2vzns,"
                + " efsX5b10x8yjyrj4ny3pGfLcY7Xby1KzgqOdqnsrJIM,"
                + " gPh-VvVS8MbvKQ9LSVVmfnxnKjHn4Tqj0bmbpehRlpc"
    })
    void names_the_published_keys_as_published(String id, String x, String y, String d) {
        var published = WalletKey.read("""
                {"kty":"EC","crv":"P-256","d":"%s"}""".formatted(d));
        assertThat(published.did()).isEqualTo("did:key:" + id);
        assertThat(published.keyId()).isEqualTo("did:key:" + id + "#" + id);
        assertThat(published.publicJwk()).isEqualTo(Map.of("kty", "EC", "crv", "P-256", "x", x, "y", y));
        assertThat(DidKey.parse("did:key:" + id).jwk()).isEqualTo(published.publicJwk());
    }

    @Test
    void has_a_did_that_another_decoder_reads_back() {
        var number = BigInteger.ZERO;
        for (int i = "did:key:z".length(); i < key.did().length(); i++) {
            int digit = ALPHABET.indexOf(key.did().charAt(i));
            number = number.multiply(BigInteger.valueOf(58)).add(BigInteger.valueOf(digit));
        }
        var bytes = number.toByteArray();
        var decoded = Arrays.copyOfRange(bytes, bytes.length - 35, bytes.length);
        var point = ((ECPublicKey) key.publicKey()).getW();
        assertThat(decoded).startsWith(0x80, 0x24, point.getAffineY().testBit(0) ? 3 : 2);
        assertThat(new BigInteger(1, Arrays.copyOfRange(decoded, 3, 35))).isEqualTo(point.getAffineX());
    }

    @Test
    void survives_pem_and_jwk() {
        assertThat(WalletKey.read(key.toPem()).toJwk()).isEqualTo(key.toJwk());
        assertThat(WalletKey.read(key.toJwk()).did()).isEqualTo(key.did());
    }

    @Test
    void signs_es256_as_java_security_knows_it() throws GeneralSecurityException {
        var compact = key.sign(Map.of("typ", "JWT"), Map.of("sub", key.did()));
        assertThat(CompactJws.parse(compact).header())
                .containsEntry("alg", "ES256")
                .containsEntry("typ", "JWT");
        assertThat(CompactJws.parse(compact).claims()).containsEntry("sub", key.did());
        assertThat(CompactJws.parse(compact).signature()).hasSize(64);
        assertThat(Witness.verifies(compact, key.publicKey())).isTrue();
        assertThat(Witness.verifies(compact, WalletKey.generate(RANDOM).publicKey()))
                .isFalse();
    }

    @Test
    void keeps_an_alg_that_lies() {
        assertThat(CompactJws.parse(key.sign(Map.of("alg", "RS256"), Map.of())).header())
                .containsEntry("alg", "RS256");
    }

    @Test
    void publishes_nothing_private() {
        assertThat(key.publicJwk()).doesNotContainKey("d");
    }

    @Test
    void refuses_a_key_of_another_curve() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp384r1"));
        var pem = Pem.of(generator.generateKeyPair().getPrivate());
        assertThatIllegalArgumentException().isThrownBy(() -> WalletKey.read(pem));
    }

    @ParameterizedTest
    @CsvSource({
        "'-----BEGIN EC PRIVATE KEY-----\nAAAA\n-----END EC PRIVATE KEY-----'",
        "'-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----'",
        "'no key at all'",
        "'{}'",
        "'{\"crv\":\"P-256\",\"d\":\"AA\"}'",
        "'{\"crv\":\"P-384\",\"d\":\"AQ\"}'"
    })
    void refuses_what_is_no_private_key(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> WalletKey.read(text));
    }

    @Test
    void multiplies_as_the_jdk_does() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        var pair = generator.generateKeyPair();
        var read = WalletKey.read(Pem.of(pair.getPrivate()));
        assertThat(read.publicKey()).isEqualTo(pair.getPublic());
        assertThat(Base64.getUrlDecoder().decode((String) read.publicJwk().get("x")))
                .hasSize(32);
    }
}
