package dev.verifier.presentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.verifier.jose.Claims;
import dev.verifier.jose.CompactJws;
import dev.verifier.jose.PublicJwk;
import dev.verifier.rejection.Part;
import dev.verifier.rejection.RejectedException;
import dev.verifier.trust.IssuerAuthentication;
import java.security.SecureRandom;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NonceTests {

    @Test
    void is_of_256_bits_and_never_the_same() {
        var random = new SecureRandom();
        var nonces = IntStream.range(0, 100).mapToObj(_ -> Nonce.fresh(random)).toList();

        assertThat(nonces)
                .doesNotHaveDuplicates()
                .allSatisfy(nonce -> assertThat(nonce.value()).matches("[A-Za-z0-9_-]{43}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "6f0c", "123456789012345678901", "spaces are not for URLs at all", "1234567890123456789/22"})
    void has_128_bits_in_characters_of_a_url_or_is_none(String value) {
        assertThat(new Nonce("1234567890123456789022").value()).hasSize(22);
        assertThatIllegalArgumentException().isThrownBy(() -> new Nonce(value));
    }

    @Test
    void does_not_say_what_it_is() {
        assertThat(new Nonce("1234567890123456789022")).hasToString("Nonce");
    }

    @Test
    void is_what_a_presentation_is_remembered_by_that_was_signed_with_it() throws Exception {
        var nonce = new Nonce("1234567890123456789022");

        assertThat(nonce.require(signed(nonce.value()), () -> "digest")).isEqualTo(nonce.value());
        var other = signed("1234567890123456789023");
        assertThatExceptionOfType(RejectedException.class)
                .isThrownBy(() -> nonce.require(other, () -> "digest"))
                .satisfies(e -> assertThat(e.rejection().code()).isEqualTo("presentation_wrong_nonce"));
    }

    private static Claims signed(String nonce) throws RejectedException {
        var text = AnnDiscloses.SEAL.sign(Map.of("typ", "JWT"), Map.of("nonce", nonce));
        var jws = CompactJws.parse(Part.PRESENTATION, text, Ann.LIMITS);
        return IssuerAuthentication.CREDENTIALS
                .verify(jws, PublicJwk.of(AnnDiscloses.SEAL.publicKey()))
                .claims();
    }
}
