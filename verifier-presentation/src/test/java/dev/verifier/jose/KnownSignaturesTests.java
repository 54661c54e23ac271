package dev.verifier.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.verifier.rejection.Part;
import dev.verifier.rejection.RejectedException;
import java.security.KeyPair;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is remembered of a signature that held, and that nothing else follows from it. */
class KnownSignaturesTests {

    private static final JwsVerifier ANY =
            new JwsVerifier(EnumSet.allOf(SignatureAlgorithm.class), Set.of(""), Set.of());
    private static final KeyPair KEYS = SignedToken.keys("ES256");
    private static final String HEADER = "{\"alg\":\"ES256\"}";

    @ParameterizedTest
    @EnumSource
    void a_credential_that_comes_again_is_believed_again(SignatureAlgorithm algorithm) throws RejectedException {
        var name = algorithm.jwsName();
        var keys = SignedToken.keys(name);
        var token = SignedToken.of("{\"alg\":\"%s\"}".formatted(name), "{\"sub\":\"x\"}", name, keys);

        for (var i = 0; i < 3; i++) {
            assertThat(verify(token, keys).claims().text("sub")).isEqualTo("x");
        }
    }

    @Test
    void not_under_another_key() throws RejectedException {
        var token = SignedToken.of(HEADER, "{}", "ES256", KEYS);
        verify(token, KEYS);

        refused(token, SignedToken.keys("ES256"));
    }

    @Test
    void not_with_other_words_or_another_signature() throws RejectedException {
        var token = SignedToken.of(HEADER, "{\"sub\":\"x\"}", "ES256", KEYS);
        var other = SignedToken.of(HEADER, "{\"sub\":\"y\"}", "ES256", KEYS);
        verify(token, KEYS);
        verify(other, KEYS);

        refused(head(token) + "." + signature(other), KEYS);
        refused(head(other) + "." + signature(token), KEYS);
        refused(head(token) + "." + "A".repeat(86), KEYS);
        refused(head(token) + ".", KEYS);
    }

    @Test
    void what_was_refused_is_refused_again_and_spoils_nothing() throws RejectedException {
        var token = SignedToken.of(HEADER, "{\"sub\":\"z\"}", "ES256", KEYS);
        var forged = head(token) + "." + "A".repeat(86);

        refused(forged, KEYS);
        refused(forged, KEYS);
        assertThat(verify(token, KEYS).claims().text("sub")).isEqualTo("z");
        refused(forged, KEYS);
    }

    @Test
    void all_else_is_looked_at_every_time() throws RejectedException {
        var token = SignedToken.of(HEADER, "{}", "ES256", KEYS);
        verify(token, KEYS);
        var typed = new JwsVerifier(EnumSet.allOf(SignatureAlgorithm.class), Set.of("jwt"), Set.of());

        assertThatExceptionOfType(RejectedException.class)
                .isThrownBy(() -> typed.verifyLasting(parse(token), PublicJwk.of(KEYS.getPublic())))
                .satisfies(e -> assertThat(e.rejection().code()).isEqualTo("credential_typ_not_allowed"));
    }

    @Test
    void only_the_last_ones_are_kept_and_the_others_verified_again() throws RejectedException {
        var known = new KnownSignatures(1);
        var key = PublicJwk.of(KEYS.getPublic());
        for (var payload : new String[] {"{\"a\":1}", "{\"a\":2}", "{\"a\":1}"}) {
            var jws = parse(SignedToken.of(HEADER, payload, "ES256", KEYS));

            known.require(jws, key, SignatureAlgorithm.ES256, jws.signingInput());
        }
    }

    private static VerifiedJws verify(String token, KeyPair keys) throws RejectedException {
        return ANY.verifyLasting(parse(token), PublicJwk.of(keys.getPublic()));
    }

    private static void refused(String token, KeyPair keys) {
        assertThatExceptionOfType(RejectedException.class)
                .isThrownBy(() -> verify(token, keys))
                .satisfies(e -> assertThat(e.rejection().code()).isEqualTo("credential_signature_invalid"));
    }

    private static CompactJws parse(String token) throws RejectedException {
        return CompactJws.parse(Part.CREDENTIAL, token, new Limits(10_000, 8));
    }

    private static String head(String token) {
        return token.substring(0, token.lastIndexOf('.'));
    }

    private static String signature(String token) {
        return token.substring(token.lastIndexOf('.') + 1);
    }
}
