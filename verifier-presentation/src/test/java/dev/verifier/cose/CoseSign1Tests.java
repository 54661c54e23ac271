package dev.verifier.cose;

import static dev.verifier.cose.Bytes.concat;
import static dev.verifier.cose.Bytes.hex;
import static dev.verifier.cose.Bytes.string;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verifier.jose.PublicJwk;
import dev.verifier.rejection.Part;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is a signature in COSE, and what only looks like one (attack MD-11). */
class CoseSign1Tests {

    private static final byte[] PAYLOAD = "This is the content.".getBytes(US_ASCII);

    /** RFC 8152 Appendix C.2.1 and C.7.1, without the tag; that it verifies is the proof that it is printed here as it is there. */
    private static final byte[] PRINTED = hex("84 43a10126 a104423131 54546869732069732074686520636f6e74656e742e"
            + "58408eb33e4ca31d1c465ab05aac34cc6b23d58fef5c083106c4d25a91aef0b0117e"
            + "2af9a291aa32e14ab834dc56ed2a223444547e01f11d3b0916e5a4c345cacb36");

    private static final byte[] PRINTED_KEY = hex("a4 0102 2001"
            + "21 5820bac5b11cad8f99f9c72b05cf4b9e26d244dc189f745228255a219a86d6a09eff"
            + "22 582020138bf82dc1b6d562be0fa54ab7804a3a64b6d72ccfed6b6fb6ed28bbfc117e");

    private static final KeyPair P256 = key("secp256r1");

    private static Cbor read(byte[] encoded) throws RejectedException {
        return Cbor.read(Part.CREDENTIAL, encoded, 8);
    }

    private static String code(byte[] message, PublicJwk key) {
        try {
            return new String(CoseSign1.of(read(message)).verify(key), US_ASCII);
        } catch (RejectedException e) {
            return e.rejection().code();
        }
    }

    @Test
    void verifies_the_printed_example() throws Exception {
        var key = CoseKey.of(read(PRINTED_KEY));

        assertThat(code(PRINTED, key)).isEqualTo("This is the content.");
        var changed = PRINTED.clone();
        changed[20] ^= 1;
        assertThat(code(changed, key)).isEqualTo("credential_signature_invalid");
    }

    @ParameterizedTest
    @CsvSource({
        "secp256r1, 26, SHA256withECDSAinP1363Format",
        "secp256r1, 28, SHA256withECDSAinP1363Format",
        "secp384r1, 3822, SHA384withECDSAinP1363Format",
        "secp384r1, 3832, SHA384withECDSAinP1363Format",
        "secp521r1, 3823, SHA512withECDSAinP1363Format",
        "secp521r1, 3833, SHA512withECDSAinP1363Format",
        "Ed25519, 27, Ed25519",
        "Ed25519, 32, Ed25519"
    })
    void verifies_every_algorithm_on_its_own_curve_under_either_name(String curve, String number, String algorithm)
            throws Exception {
        var key = key(curve);
        var header = hex("a101" + number);
        var other = key(curve);

        assertThat(code(signed(key, algorithm, header), PublicJwk.of(key.getPublic())))
                .isEqualTo("This is the content.");
        assertThat(code(signed(key, algorithm, header), PublicJwk.of(other.getPublic())))
                .isEqualTo("credential_signature_invalid");
        assertThat(code(
                        signed(key, algorithm, header),
                        PublicJwk.of((curve.equals("secp256r1") ? key("secp384r1") : P256).getPublic())))
                .isEqualTo("credential_algorithm_not_allowed");
    }

    @ParameterizedTest
    @CsvSource({
        // None, undefined as a library in JavaScript writes it, a text, null; HMAC; RSA; a curve of its own; out of
        // this world.
        "a0, credential_claim_missing",
        "'', credential_claim_missing",
        "a101f7, credential_cbor_malformed",
        "a101f6, credential_cbor_malformed",
        "a101654553323536, credential_cbor_malformed",
        "a10105, credential_algorithm_not_allowed",
        "a1013824, credential_algorithm_not_allowed",
        "a10139010 0, credential_algorithm_not_allowed",
        "a101382e, credential_algorithm_not_allowed",
        "a10100, credential_algorithm_not_allowed",
        "a1011bffffffffffffffff, credential_cbor_malformed",
        "a10127, credential_algorithm_not_allowed",
        "a1013822, credential_algorithm_not_allowed",
        // Twice; critical; no map; indefinite; longer than need be.
        "a201260126, credential_cbor_malformed",
        "a201260281182a, credential_header_not_allowed",
        "a20126028101, credential_header_not_allowed",
        "8126, credential_cbor_malformed",
        "bf0126ff, credential_cbor_malformed",
        "a1013806, credential_cbor_malformed"
    })
    void takes_the_algorithm_from_a_protected_header_that_is_in_order(String header, String code) throws Exception {
        var key = PublicJwk.of(P256.getPublic());

        assertThat(code(signed(hex("a10126"), hex("a0")), key)).isEqualTo("This is the content.");
        assertThat(code(signed(hex(header), hex("a0")), key)).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({
        "a0, a10126, credential_header_not_allowed",
        "a10126, a10126, credential_header_not_allowed",
        "a10126, a10281182a, credential_header_not_allowed",
        "a2012604413 1, a1044131, credential_header_not_allowed",
        "a10126, 80, credential_cbor_malformed",
        "a10126, a1616101, credential_cbor_malformed"
    })
    void lets_the_unprotected_header_say_nothing_about_that(String header, String unprotected, String code)
            throws Exception {
        var key = PublicJwk.of(P256.getPublic());

        assertThat(code(signed(hex("a10126"), hex("a1044131")), key)).isEqualTo("This is the content.");
        assertThat(code(signed(hex(header), hex(unprotected)), key)).isEqualTo(code);
    }

    @Test
    void is_four_members_without_a_tag_and_with_its_payload() throws Exception {
        var key = PublicJwk.of(P256.getPublic());
        var signature = string(sign(P256, "SHA256withECDSAinP1363Format", hex("a10126"), PAYLOAD));
        var header = hex("43a10126 a0");
        var message = concat(hex("84"), header, string(PAYLOAD), signature);

        assertThat(code(message, key)).isEqualTo("This is the content.");
        assertThat(code(concat(hex("d2"), message), key)).isEqualTo("credential_cbor_malformed");
        assertThat(code(concat(hex("84"), header, hex("f6"), signature), key)).isEqualTo("credential_claim_missing");
        // COSE_Sign, with a list of signatures (RFC 9052 §4.1).
        assertThat(code(concat(hex("84"), header, string(PAYLOAD), hex("8183"), header, signature), key))
                .isEqualTo("credential_cbor_malformed");
        assertThat(code(concat(hex("83"), header, string(PAYLOAD)), key)).isEqualTo("credential_cbor_malformed");
        assertThat(code(concat(hex("85"), header, string(PAYLOAD), signature, hex("00")), key))
                .isEqualTo("credential_cbor_malformed");
        assertThat(code(hex("a0"), key)).isEqualTo("credential_cbor_malformed");
    }

    @Test
    void takes_no_signature_in_der_nor_one_of_zeroes() throws Exception {
        var key = PublicJwk.of(P256.getPublic());
        var der = sign(P256, "SHA256withECDSA", hex("a10126"), PAYLOAD);

        for (var signature : new byte[][] {der, new byte[64], new byte[0], new byte[63], new byte[65]}) {
            var message = concat(hex("84 43a10126 a0"), string(PAYLOAD), string(signature));
            assertThat(code(message, key)).isEqualTo("credential_signature_invalid");
        }
    }

    @Test
    void covers_a_payload_elsewhere_only_if_there_is_none_inside() throws Exception {
        var key = PublicJwk.of(P256.getPublic());
        var why = new Rejection.HolderNotBound();
        var signature = string(sign(P256, "SHA256withECDSAinP1363Format", hex("a10126"), PAYLOAD));
        var detached = CoseSign1.of(read(concat(hex("84 43a10126 a0 f6"), signature)));
        var attached = CoseSign1.of(read(concat(hex("84 43a10126 a0"), string(PAYLOAD), signature)));

        assertThat(detached.verifyDetached(key, PAYLOAD, why)).isEqualTo(PAYLOAD);
        assertThatThrownBy(() -> detached.verifyDetached(key, new byte[0], why)).hasMessage("holder_not_bound");
        assertThatThrownBy(() -> attached.verifyDetached(key, PAYLOAD, why)).hasMessage("credential_cbor_malformed");
    }

    @Test
    void shows_certificates_of_the_unprotected_header_alone() throws Exception {
        assertThat(CoseSign1.of(read(hex("84 43a10126 a1 1821 420102 f6 40"))).certificates())
                .containsExactly("AQI=");
        assertThat(CoseSign1.of(read(hex("84 43a10126 a1 1821 82420102420304 f6 40")))
                        .certificates())
                .containsExactly("AQI=", "AwQ=");
        assertThat(CoseSign1.of(read(hex("84 48a201261821420102 a0 f6 40"))).certificates())
                .isEmpty();
        assertThatThrownBy(() ->
                        CoseSign1.of(read(hex("84 43a10126 a1 1821 01 f6 40"))).certificates())
                .hasMessage("credential_cbor_malformed");
    }

    @Test
    void verifies_tags_of_one_algorithm() throws Exception {
        var secret = new SecretKeySpec(new byte[32], "HmacSHA256");
        var why = new Rejection.HolderNotBound();
        var proven = concat(hex("84 644d414330 43a10105 40"), string(PAYLOAD));
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(secret);
        var message = concat(hex("84 43a10105 a0 f6"), string(mac.doFinal(proven)));
        var other = new SecretKeySpec(new byte[] {1}, "HmacSHA256");

        assertThat(CoseMac0.of(read(message)).verifyDetached(secret, PAYLOAD, why))
                .isEqualTo(PAYLOAD);
        assertThatThrownBy(() -> CoseMac0.of(read(message)).verifyDetached(other, PAYLOAD, why))
                .hasMessage("holder_not_bound");
        assertThatThrownBy(() -> CoseMac0.of(read(message)).verifyDetached(secret, new byte[1], why))
                .hasMessage("holder_not_bound");
        assertThatThrownBy(() -> CoseMac0.of(read(concat(hex("84 43a10104 a0 f6"), string(new byte[8]))))
                        .verifyDetached(secret, PAYLOAD, why))
                .hasMessage("credential_algorithm_not_allowed");
    }

    private static byte[] signed(byte[] header, byte[] unprotected) throws GeneralSecurityException {
        var signature = sign(P256, "SHA256withECDSAinP1363Format", header, PAYLOAD);
        return concat(hex("84"), string(header), unprotected, string(PAYLOAD), string(signature));
    }

    private static byte[] signed(KeyPair key, String algorithm, byte[] header) throws GeneralSecurityException {
        return concat(
                hex("84"), string(header), hex("a0"), string(PAYLOAD), string(sign(key, algorithm, header, PAYLOAD)));
    }

    private static byte[] sign(KeyPair key, String algorithm, byte[] header, byte[] payload)
            throws GeneralSecurityException {
        var signature = Signature.getInstance(algorithm);
        signature.initSign(key.getPrivate());
        signature.update(concat(
                hex("84 6a" + HexFormat.of().formatHex("Signature1".getBytes(US_ASCII))),
                string(header),
                hex("40"),
                string(payload)));
        return signature.sign();
    }

    private static KeyPair key(String curve) {
        try {
            var generator = KeyPairGenerator.getInstance(curve.equals("Ed25519") ? curve : "EC");
            if (!curve.equals("Ed25519")) {
                generator.initialize(new ECGenParameterSpec(curve));
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
