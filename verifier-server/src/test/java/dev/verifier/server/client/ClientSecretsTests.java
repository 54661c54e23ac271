package dev.verifier.server.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;

/** A slow hash is slow for whoever guesses, and not for whoever knows. */
class ClientSecretsTests {

    private static final ClientSecret SECRET =
            new ClientSecret("{bcrypt}" + new BCryptPasswordEncoder(4).encode("open sesame"));

    private final ClientSecrets secrets = new ClientSecrets();

    private boolean matches(String presented, String network) {
        return secrets.matches("client", SECRET, new PresentedSecret(presented, network));
    }

    @Test
    void guesses_are_few_for_each_network_and_whoever_was_right_before_is_not_kept_waiting() {
        assertThat(matches("open sesame", "192.0.2.1")).isTrue();
        IntStream.range(0, 59)
                .forEach(guess ->
                        assertThat(matches("guess " + guess, "192.0.2.1")).isFalse());

        assertThatExceptionOfType(OAuth2AuthenticationException.class)
                .isThrownBy(() -> IntStream.range(0, 10).forEach(_ -> matches("another guess", "192.0.2.1")))
                .satisfies(refused ->
                        assertThat(refused.getError().getDescription()).isEqualTo("rate_limited"));
        assertThat(matches("open sesame", "192.0.2.1")).isTrue();
        assertThat(matches("open sesame", "192.0.2.2")).isTrue();
        assertThat(matches("a guess from elsewhere", "192.0.2.2")).isFalse();
    }

    /** bcrypt itself would look at the first 72 bytes only. */
    @Test
    void a_secret_that_is_too_long_for_its_hash_is_wrong() {
        var longest = "x".repeat(72);
        var stored = new ClientSecret("{bcrypt}" + new BCryptPasswordEncoder(4).encode(longest));

        assertThat(secrets.matches("client", stored, new PresentedSecret(longest, "192.0.2.1")))
                .isTrue();
        assertThat(secrets.matches("client", stored, new PresentedSecret(longest + "y", "192.0.2.1")))
                .isFalse();
    }

    @Test
    void what_is_kept_and_what_is_presented_is_not_printed() {
        assertThat(SECRET + "" + new PresentedSecret("open sesame", "192.0.2.1"))
                .doesNotContain("open sesame", "$2a$");
    }
}
