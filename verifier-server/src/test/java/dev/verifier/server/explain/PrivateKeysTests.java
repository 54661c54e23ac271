package dev.verifier.server.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is taken for a private key, and that looking for one takes no longer where somebody makes it hard. */
class PrivateKeysTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-----BEGIN PRIVATE KEY-----",
                "-----BEGIN EC PRIVATE KEY-----",
                "-----BEGIN ENCRYPTED PRIVATE KEY-----",
                "-----BEGIN OPENSSH PRIVATE KEY-----",
                "-----BEGIN PGP PRIVATE KEY BLOCK-----",
                "BEGIN PRIVATE\nKEY"
            })
    void a_private_key_is_known_by_its_label(String label) {
        assertThat(PrivateKeys.isIn("see: " + label)).isTrue();
    }

    @Test
    void a_public_key_is_none() {
        assertThat(PrivateKeys.isIn("-----BEGIN PUBLIC KEY-----")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"EC", "RSA", "Ed25519"})
    void a_private_key_without_a_label_is_known_by_how_it_begins(String algorithm) throws Exception {
        var pair = KeyPairGenerator.getInstance(algorithm).generateKeyPair();

        for (var encoder : List.of(Base64.getEncoder(), Base64.getMimeEncoder(), Base64.getUrlEncoder())) {
            assertThat(PrivateKeys.isIn(encoder.encodeToString(pair.getPrivate().getEncoded())))
                    .isTrue();
            assertThat(PrivateKeys.isIn(encoder.encodeToString(pair.getPublic().getEncoded())))
                    .isFalse();
        }
        assertThat(PrivateKeys.isIn("key: "
                        + Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded())))
                .isTrue();
    }

    /** Beginnings of RFC 5915, RFC 8017, RFC 7292 and RFC 8018: a key of OpenSSL's older commands, a key store, an encrypted key. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "30770201010420",
                "308204a40201000282010100",
                "308203520201033082031806092a864886f70d010701",
                "3081ec305706092a864886f70d01050d304a",
                "3082018a3026060b2a864886f70d010c010a0103"
            })
    void and_so_is_one_in_another_form(String hex) {
        var der = Arrays.copyOf(HexFormat.of().parseHex(hex), 60);

        assertThat(PrivateKeys.isIn(Base64.getEncoder().encodeToString(der))).isTrue();
    }

    /** What people paste: a certificate, a signature in ASN.1. */
    @ParameterizedTest
    @ValueSource(strings = {"3082018a30820130a003020102", "3045022100aabbccddeeff", "ffffffff", "30"})
    void other_asn_1_is_none(String hex) {
        var der = Arrays.copyOf(HexFormat.of().parseHex(hex), 60);

        assertThat(PrivateKeys.isIn(Base64.getEncoder().encodeToString(der))).isFalse();
    }

    @Test
    void what_begins_again_and_again_is_read_once() {
        var hard = "BEGIN".repeat(100_000);

        assertThat(assertTimeoutPreemptively(Duration.ofSeconds(5), () -> PrivateKeys.isIn(hard)))
                .isFalse();
    }
}
