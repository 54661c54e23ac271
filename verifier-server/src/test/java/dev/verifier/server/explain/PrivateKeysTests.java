package dev.verifier.server.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
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

    @Test
    void what_begins_again_and_again_is_read_once() {
        var hard = "BEGIN".repeat(100_000);

        assertThat(assertTimeoutPreemptively(Duration.ofSeconds(5), () -> PrivateKeys.isIn(hard)))
                .isFalse();
    }
}
