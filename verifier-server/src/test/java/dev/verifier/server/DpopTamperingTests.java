package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.server.configuration.Surface;
import dev.verifier.wallet.DpopProof;
import dev.verifier.wallet.ProofTampering;
import dev.verifier.wallet.WalletKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/**
 * Each crime on a proof of possession, sent to the token endpoint and to userinfo: refused for its own reason, without a trace of
 * the proof in the log. The honest proof beside it is believed.
 */
@VerifierTest
@TestPropertySource(properties = "logging.level.root=DEBUG")
@ExtendWith(OutputCaptureExtension.class)
class DpopTamperingTests {

    private static final World WORLD = new World();
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final WalletKey KEY = WalletKey.generate(RANDOM);
    private static final WalletKey ROGUE = WalletKey.generate(RANDOM);
    private static final Properties REASONS = reasons();

    @DynamicPropertySource
    static void world(DynamicPropertyRegistry registry) {
        WORLD.describe(registry);
    }

    @LocalServerPort
    private int port;

    private Http http;

    @BeforeEach
    void call() {
        http = new Http(port);
    }

    private static DpopProof proof(String method, String endpoint) {
        return DpopProof.of(KEY, method, World.ISSUER.resolve(endpoint), Instant.now(), RANDOM);
    }

    @ParameterizedTest
    @EnumSource
    void each_crime_is_refused_for_its_own_reason_and_costs_no_assertion(ProofTampering crime, CapturedOutput output) {
        var form = WORLD.login().form();
        var honest = proof("POST", Surface.TOKEN);
        if (!crime.concernsToken()) {
            var proof = honest.tampered(crime, ROGUE);
            var answer = http.token(form, proof);

            assertThat(answer.code()).isEqualTo(REASONS.getProperty(crime.name()));
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.json().get("error").asString()).isEqualTo(error(answer));
            assertThat(answer.headers().firstValue("DPoP-Nonce").isPresent())
                    .isEqualTo(answer.code().equals("dpop_nonce_needed"));
            assertThat(output).contains("\"reason\":\"" + answer.code() + "\"");
            if (proof.length() > 60) {
                assertThat(output).doesNotContain(proof.substring(0, 60), proof.substring(proof.length() - 40));
            }
        }

        var answer = http.token(form, honest.compact());
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(output).doesNotContain(honest.compact().substring(0, 60));
    }

    @ParameterizedTest
    @EnumSource
    void each_crime_is_refused_at_userinfo_too(ProofTampering crime) {
        var code =
                new Browser(http).signIn(WORLD, WORLD.person, Browser.request()).getOrDefault("code", "");
        var token = http.token(
                        Browser.redemption(code), proof("POST", Surface.TOKEN).compact())
                .json()
                .get("access_token")
                .asString();
        var honest = proof("GET", Surface.USERINFO).with(token);

        var answer = userInfo(token, honest.tampered(crime, ROGUE));

        assertThat(answer.code()).isEqualTo(REASONS.getProperty(crime.name()));
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.json().get("error").asString()).isEqualTo(error(answer));
        assertThat(answer.headers().allValues("WWW-Authenticate"))
                .contains("DPoP error=\"" + error(answer) + "\", algs=\"ES256 ES384 PS256 EdDSA\"");
        assertThat(userInfo(token, honest.compact()).status()).isEqualTo(200);
    }

    private static String error(Http.Answer answer) {
        return answer.code().equals("dpop_nonce_needed") ? "use_dpop_nonce" : "invalid_dpop_proof";
    }

    private Http.Answer userInfo(String token, String proof) {
        return http.send(http.request(Surface.USERINFO)
                .header("Authorization", "DPoP " + token)
                .header("DPoP", proof)
                .GET());
    }

    @Test
    void every_crime_has_its_reason() {
        assertThat(REASONS.stringPropertyNames())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(ProofTampering.values())
                        .map(ProofTampering::name)
                        .toList());
        assertThat(List.of(ProofTampering.values()))
                .allSatisfy(crime -> assertThat(crime.crime()).endsWith("."));
    }

    private static Properties reasons() {
        var reasons = new Properties();
        try (var file = Files.newBufferedReader(Path.of("src/test/resources/proof-crimes.properties"))) {
            reasons.load(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return reasons;
    }
}
