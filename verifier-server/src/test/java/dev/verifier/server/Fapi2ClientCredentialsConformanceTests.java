package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.server.configuration.Surface;
import dev.verifier.wallet.AssertionTampering;
import dev.verifier.wallet.DpopProof;
import dev.verifier.wallet.MachineLogin;
import dev.verifier.wallet.ProofTampering;
import dev.verifier.wallet.WalletKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * Our own twins of the modules of fapi2-security-profile-final-test-plan with fapi_client_credentials_grant, private_key_jwt, dpop
 * and plain_oauth, with what the suite does not have: a presentation in each assertion. docs/conformance.md says what each asks.
 */
@VerifierTest
class Fapi2ClientCredentialsConformanceTests {

    private static final World WORLD = new World();
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final WalletKey KEY = WalletKey.generate(RANDOM);

    @DynamicPropertySource
    static void world(DynamicPropertyRegistry registry) {
        WORLD.describeStrictly(registry);
    }

    @LocalServerPort
    private int port;

    private Http http;

    @BeforeEach
    void call() {
        http = new Http(port);
    }

    // -- as it should be

    @Test
    void discovery_end_point_verification() {
        var metadata = http.get(Surface.AUTHORIZATION_SERVER).json();

        assertThat(metadata.get("issuer").asString()).isEqualTo(World.ISSUER.toString());
        assertThat(metadata.get("token_endpoint_auth_methods_supported").toString())
                .contains("\"private_key_jwt\"");
        assertThat(metadata.get("grant_types_supported").toString()).contains("\"client_credentials\"");
        assertThat(metadata.get("dpop_signing_alg_values_supported").toString()).contains("\"ES256\"");
    }

    @Test
    void happy_flow() {
        var tokens = http.token(WORLD.login().form(), proof().compact());

        assertThat(tokens.status()).as(tokens.body()).isEqualTo(200);
        assertThat(tokens.json().get("token_type").asString()).isEqualTo("DPoP");
        assertThat(tokens.json().has("refresh_token")).isFalse();
        assertThat(tokens.json().has("id_token")).isFalse();
        var token = tokens.json().get("access_token").asString();
        assertThat(Browser.payload(token).get("cnf").get("jkt").asString()).isEqualTo(DpopProof.thumbprint(KEY));
    }

    /** Without the suite's presentation, that is: with none. */
    @Test
    void a_machine_that_presents_nothing_gets_nothing() {
        var answer = http.token(WORLD.login().withoutVpToken().form(), proof().compact());

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.json().get("error").asString()).isEqualTo("invalid_client");
    }

    /** A machine's token opens nothing here; its resource servers read the scheme. */
    @Test
    void access_token_type_header_case_sensitivity() {
        var token = http.token(WORLD.login().form(), proof().compact())
                .json()
                .get("access_token")
                .asString();

        for (var scheme : List.of("DPoP", "dpop", "DPOP")) {
            var proof = DpopProof.of(KEY, "GET", World.ISSUER.resolve(Surface.USERINFO), Instant.now(), RANDOM);
            var answer = http.send(http.request(Surface.USERINFO)
                    .header("Authorization", scheme + " " + token)
                    .header("DPoP", proof.with(token).compact())
                    .GET());
            assertThat(answer.code()).as(scheme).isEqualTo("access_token_invalid");
        }
    }

    @Test
    void check_dpop_proof_nbf_exp() {
        var now = Instant.now().getEpochSecond();

        accepted(proof().edit(draft -> draft.with("nbf", now).with("exp", now + 300)));
    }

    @Test
    void ensure_dpopproof_with_iat_10seconds_before_succeeds() {
        accepted(proof().clockShifted(Duration.ofSeconds(-10)));
    }

    @Test
    void ensure_dpopproof_with_iat_10seconds_after_succeeds() {
        accepted(proof().clockShifted(Duration.ofSeconds(10)));
    }

    private void accepted(DpopProof proof) {
        var answer = http.token(WORLD.login().form(), proof.compact());

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    // -- client authentication

    @Test
    void ensure_client_id_in_token_endpoint() {
        refused(WORLD.login().tampered(AssertionTampering.CLIENT_ID_DIFFERS));
    }

    @Test
    void ensure_signed_client_assertion_with_RS256_fails() {
        var form = new HashMap<>(WORLD.login().form());
        form.put("client_assertion", AssertionKey.generate("RS256").assertion(WORLD.machine.did()));

        refused(form);
    }

    @Test
    void ensure_client_assertion_in_token_endpoint() {
        refused(WORLD.login().tampered(AssertionTampering.MISSING));
    }

    @Test
    void ensure_client_assertion_with_exp_is_5_minutes_in_past_fails() {
        refused(WORLD.login()
                .editAssertion(draft -> draft.with("exp", Instant.now().getEpochSecond() - 300)));
    }

    @Test
    void ensure_client_assertion_with_wrong_aud_fails() {
        refused(WORLD.login().assertionAudience("https://www.example.com/"));
    }

    @Test
    void ensure_client_assertion_with_no_sub_fails() {
        refused(WORLD.login().tampered(AssertionTampering.SUBJECT_MISSING));
    }

    private void refused(MachineLogin login) {
        refused(login.form());
    }

    private void refused(Map<String, String> form) {
        var answer = http.token(form, proof().compact());

        assertThat(answer.status()).as(answer.body()).isEqualTo(401);
        assertThat(answer.json().get("error").asString()).isEqualTo("invalid_client");
    }

    // -- proofs of possession

    @Test
    void ensure_holder_of_key_required() {
        var answer = http.token(WORLD.login().form());

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("error").asString()).isEqualTo("invalid_dpop_proof");
    }

    /** At the token endpoint, which judges proofs as userinfo does. */
    @Test
    void dpop_negative_tests() {
        var form = WORLD.login().form();
        for (var crime : ProofTampering.values()) {
            if (!crime.concernsToken()) {
                assertThat(http.token(form, proof().tampered(crime, WORLD.otherMachine))
                                .status())
                        .as(crime.crime())
                        .isEqualTo(400);
            }
        }
        var once = proof().compact();
        assertThat(http.token(form, proof().compact(), once).status())
                .as("two headers")
                .isEqualTo(400);
        assertThat(http.token(form, once).status()).isEqualTo(200);
        assertThat(http.token(WORLD.login().form(), once).status()).as("again").isEqualTo(400);
    }

    private static DpopProof proof() {
        return DpopProof.of(KEY, "POST", World.ISSUER.resolve(Surface.TOKEN), Instant.now(), RANDOM);
    }
}
