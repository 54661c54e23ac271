package dev.verifier.server.dpop;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.verifier.jose.Limits;
import dev.verifier.rejection.RejectedException;
import dev.verifier.wallet.DpopProof;
import dev.verifier.wallet.WalletKey;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What makes a proof one for this request, now. What makes it none at all is tampered with in {@code DpopTamperingTests}. */
class ProofVerifierTests {

    private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");
    private static final URI TARGET = URI.create("https://verifier.example/tenant/oidc/token");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final WalletKey KEY = WalletKey.generate(RANDOM);

    private final ProofVerifier verifier = new ProofVerifier(new Limits(16_000, 8), new Nonces(() -> "secret", false));

    private static DpopProof proof() {
        return DpopProof.of(KEY, "POST", TARGET, AT, RANDOM);
    }

    private String outcome(String compact, @Nullable String accessToken) {
        var targets = Stream.of(TARGET.toString(), "https://verifier.example/tenant/token")
                .map(TargetUri::parse)
                .map(uri -> uri.orElseThrow())
                .collect(Collectors.toSet());
        try {
            return verifier.verify(compact, new ProofRequest("POST", Set.copyOf(targets), accessToken), AT)
                    .key()
                    .thumbprint();
        } catch (RejectedException e) {
            return e.rejection().code();
        }
    }

    private String outcome(UnaryOperator<DpopProof> change) {
        return outcome(change.apply(proof()).compact(), null);
    }

    @Test
    void a_proof_proves_the_key_in_it() {
        assertThat(outcome(proof().compact(), null)).isEqualTo(DpopProof.thumbprint(KEY));
        assertThat(outcome(proof().with("token").compact(), "token")).isEqualTo(DpopProof.thumbprint(KEY));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://verifier.example/tenant/token",
                "HTTPS://Verifier.Example:443/tenant/oidc/token",
                "https://verifier.example/tenant/oidc/token?query=1#fragment",
                "https://verifier.example/tenant/%6Fidc/token",
                "https://verifier.example/tenant/other/../oidc/token"
            })
    void a_url_is_compared_without_what_means_nothing(String target) {
        assertThat(outcome(proof -> proof.edit(draft -> draft.with("htu", target))))
                .isEqualTo(DpopProof.thumbprint(KEY));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://verifier.example/tenant/oidc/token",
                "https://verifier.example:8443/tenant/oidc/token",
                "https://verifier.example.evil.example/tenant/oidc/token",
                "https://user@verifier.example/tenant/oidc/token",
                "https://verifier.example/oidc/token",
                "https://verifier.example/tenant/oidc/token/",
                "https://verifier.example/tenant/oidc%2Ftoken",
                "https://verifier.example/tenant/oidc/TOKEN",
                "/tenant/oidc/token",
                "urn:verifier",
                "https://verifier.example",
                ""
            })
    void a_url_that_is_another_is_another(String target) {
        assertThat(outcome(proof -> proof.edit(draft -> draft.with("htu", target))))
                .isEqualTo("dpop_proof_target_differs");
    }

    @ParameterizedTest
    @CsvSource({
        "-119, ok",
        "-120, dpop_proof_expired",
        "-10, ok",
        "10, ok",
        "30, ok",
        "31, dpop_proof_not_yet_valid",
        "60, dpop_proof_not_yet_valid"
    })
    void clocks_may_differ_a_little(int seconds, String expected) {
        assertThat(outcome(proof -> proof.clockShifted(Duration.ofSeconds(seconds))))
                .isEqualTo(expected.equals("ok") ? DpopProof.thumbprint(KEY) : expected);
    }

    /** The FAPI suite's check-dpop-proof-nbf-exp. */
    @ParameterizedTest
    @CsvSource({
        "exp, 60, ok",
        "exp, -29, ok",
        "exp, -30, dpop_proof_expired",
        "nbf, -60, ok",
        "nbf, 30, ok",
        "nbf, 31, dpop_proof_not_yet_valid",
        "exp, soon, dpop_proof_malformed",
        "nbf, soon, dpop_proof_malformed"
    })
    void dates_that_need_not_be_there_count_where_they_are(String name, String offset, String expected) {
        Object date = offset.matches("-?\\d+") ? (Object) (AT.getEpochSecond() + Long.parseLong(offset)) : offset;
        assertThat(outcome(proof -> proof.edit(draft -> draft.with(name, date))))
                .isEqualTo(expected.equals("ok") ? DpopProof.thumbprint(KEY) : expected);
    }

    @Test
    void a_proof_for_a_token_is_for_that_token() {
        assertThat(outcome(proof().with("another").compact(), "token")).isEqualTo("dpop_proof_token_differs");
        assertThat(outcome(proof().compact(), "token")).isEqualTo("dpop_proof_claim_missing");
    }

    @ParameterizedTest
    @CsvSource({
        "ES384, ok",
        "PS256, ok",
        "ES512, dpop_proof_algorithm_not_allowed",
        "RS256, dpop_proof_algorithm_not_allowed"
    })
    void algorithms_are_those_of_the_discovery_document(String algorithm, String expected) throws Exception {
        var key = key(algorithm);
        var jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.parse(algorithm))
                        .type(new JOSEObjectType("dpop+jwt"))
                        .jwk(key.toPublicJWK())
                        .build(),
                new JWTClaimsSet.Builder()
                        .claim("htm", "POST")
                        .claim("htu", TARGET.toString())
                        .issueTime(Date.from(AT))
                        .jwtID("an id")
                        .build());
        jwt.sign(signer(key));

        assertThat(outcome(jwt.serialize(), null))
                .isEqualTo(expected.equals("ok") ? key.computeThumbprint().toString() : expected);
        assertThat(ProvenKey.ALGORITHMS.contains(algorithm)).isEqualTo(expected.equals("ok"));
    }

    private static JWK key(String algorithm) throws JOSEException {
        return switch (algorithm) {
            case "ES384" -> new ECKeyGenerator(Curve.P_384).generate();
            case "ES512" -> new ECKeyGenerator(Curve.P_521).generate();
            default -> new RSAKeyGenerator(2048).generate();
        };
    }

    private static JWSSigner signer(JWK key) throws JOSEException {
        return key.getKeyType().getValue().equals("EC")
                ? new ECDSASigner(key.toECKey())
                : new RSASSASigner(key.toRSAKey());
    }
}
