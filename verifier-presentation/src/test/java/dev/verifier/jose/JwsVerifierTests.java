package dev.verifier.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.verifier.rejection.Part;
import dev.verifier.rejection.RejectedException;
import java.security.KeyPair;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class JwsVerifierTests {

    private static final Limits LIMITS = new Limits(10_000, 8);
    private static final JwsVerifier ANY =
            new JwsVerifier(EnumSet.allOf(SignatureAlgorithm.class), Set.of("", "jwt"), Set.of("sigT"));
    private static final KeyPair P256 = SignedToken.keys("ES256");

    @ParameterizedTest
    @EnumSource
    void verifies_every_algorithm_of_the_closed_list(SignatureAlgorithm algorithm) throws RejectedException {
        var keys = SignedToken.keys(algorithm.jwsName());
        var token = SignedToken.of(
                "{\"alg\":\"%s\"}".formatted(algorithm.jwsName()), "{\"sub\":\"x\"}", algorithm.jwsName(), keys);

        var verified = ANY.verify(parse(token), PublicJwk.of(keys.getPublic()));

        assertThat(verified.claims().text("sub")).isEqualTo("x");
        assertThat(verified.key()).isEqualTo(PublicJwk.of(keys.getPublic()));
    }

    @ParameterizedTest
    @EnumSource
    void refuses_the_signature_of_another_key(SignatureAlgorithm algorithm) {
        var name = algorithm.jwsName();
        var token = SignedToken.of("{\"alg\":\"%s\"}".formatted(name), "{}", name, SignedToken.keys(name));

        refused(
                "credential_signature_invalid",
                () -> ANY.verify(
                        parse(token), PublicJwk.of(SignedToken.keys(name).getPublic())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "None", "HS256", "HS512", "ES256K", "PS512", "RSA-OAEP", "dir", "", "es256"})
    void knows_no_other_algorithm(String algorithm) {
        var token = SignedToken.of("{\"alg\":\"%s\"}".formatted(algorithm), "{}", "ES256", P256);

        refused("credential_algorithm_not_allowed", () -> ANY.verify(parse(token), key()));
    }

    @Test
    void refuses_an_algorithm_that_does_not_fit_the_key_or_is_not_for_this_kind_of_token() {
        var forRsa = SignedToken.of("{\"alg\":\"RS256\"}", "{}", "ES256", P256);
        var onlyEs384 = new JwsVerifier(Set.of(SignatureAlgorithm.ES384), Set.of(""), Set.of());

        refused("credential_algorithm_not_allowed", () -> ANY.verify(parse(forRsa), key()));
        refused("credential_algorithm_not_allowed", () -> onlyEs384.verify(parse(es256("{\"alg\":\"ES256\"}")), key()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"alg\":\"ES256\",\"typ\":\"at+jwt\"}|credential_typ_not_allowed",
                "{\"alg\":\"ES256\",\"typ\":7}|credential_malformed",
                "{\"alg\":\"ES256\",\"jku\":\"https://x\"}|credential_header_not_allowed",
                "{\"alg\":\"ES256\",\"x5u\":null}|credential_header_not_allowed",
                "{\"alg\":\"ES256\",\"b64\":false}|credential_header_not_allowed",
                "{\"alg\":\"ES256\",\"crit\":[\"exp\"],\"exp\":1}|credential_header_not_allowed",
                "{\"alg\":\"ES256\",\"crit\":[\"sigT\"]}|credential_header_not_allowed",
                "{\"alg\":\"ES256\",\"crit\":[]}|credential_malformed",
                "{\"alg\":\"ES256\",\"crit\":\"sigT\",\"sigT\":\"x\"}|credential_malformed",
                "{\"typ\":\"JWT\"}|credential_claim_missing",
            })
    void refuses_headers_that_ask_for_something_else(String header, String code) {
        refused(code, () -> ANY.verify(parse(es256(header)), key()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"alg\":\"ES256\"}",
                "{\"alg\":\"ES256\",\"typ\":\"JWT\"}",
                "{\"alg\":\"ES256\",\"typ\":\"application/jwt\"}",
                "{\"alg\":\"ES256\",\"crit\":[\"sigT\"],\"sigT\":\"2026-01-01T00:00:00Z\"}",
            })
    void accepts_headers_it_understands(String header) throws RejectedException {
        assertThat(ANY.verify(parse(es256(header)), key()).claims().asMap()).isEmpty();
    }

    @Test
    void tells_apart_what_was_signed_and_not_how_it_was_spelled() throws RejectedException {
        var one = es256("{\"alg\":\"ES256\"}");
        var again = es256("{\"alg\":\"ES256\"}");
        var other = es256("{\"alg\":\"ES256\",\"typ\":\"JWT\"}");

        assertThat(one).isNotEqualTo(again); // ECDSA signs with fresh randomness
        assertThat(digest(one)).isEqualTo(digest(again)).isNotEqualTo(digest(other));
    }

    @Test
    void refuses_rsa_keys_that_are_too_small() throws Exception {
        var small = SignedToken.rsa(1024).getPublic();

        refused("key_not_usable", () -> PublicJwk.of(small));
    }

    @Test
    void shows_only_public_members_of_a_key() throws RejectedException {
        assertThat(key().asMap().keySet()).isEqualTo(Set.of("kty", "crv", "x", "y"));
        assertThat(key().toString()).contains(key().thumbprint());
        assertThat(key().asMap()).isEqualTo(Map.copyOf(key().asMap()));
    }

    private static String digest(String token) throws RejectedException {
        return ANY.verify(parse(token), key()).digest();
    }

    private static String es256(String header) {
        return SignedToken.of(header, "{}", "ES256", P256);
    }

    private static PublicJwk key() throws RejectedException {
        return PublicJwk.of(P256.getPublic());
    }

    private static CompactJws parse(String token) throws RejectedException {
        return CompactJws.parse(Part.CREDENTIAL, token, LIMITS);
    }

    private static void refused(String code, ThrowingCallable attempt) {
        assertThatExceptionOfType(RejectedException.class)
                .isThrownBy(attempt)
                .satisfies(e -> assertThat(e.rejection().code()).isEqualTo(code));
    }
}
