package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSObject;
import dev.verifier.server.configuration.Surface;
import dev.verifier.wallet.AssertionTampering;
import dev.verifier.wallet.DpopProof;
import dev.verifier.wallet.PresentationTampering;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The three degrees of tolerance: what is a crime to the standard is a habit to dome, and what is a habit to both is one to strict. */
class ProfileTests {

    @Nested
    @VerifierTest
    class Dome {

        private static final World WORLD = new World();

        @DynamicPropertySource
        static void world(DynamicPropertyRegistry registry) {
            WORLD.describe(registry);
            registry.add("verifier.compatibility.profile", () -> "dome");
        }

        @LocalServerPort
        private int port;

        @Autowired
        private MeterRegistry metrics;

        @Test
        void a_machine_of_the_field_gets_its_token_and_each_quirk_is_counted() throws Exception {
            var login = WORLD.login().inMilliseconds().tampered(PresentationTampering.NEITHER_JTI_NOR_NONCE);
            var answer =
                    new Http(port).token(login.withoutPresentationAudience().form());

            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(JWSObject.parse(answer.json().get("access_token").asString())
                            .getHeader()
                            .getType()
                            .getType())
                    .isEqualTo("JWT");
            for (var quirk : List.of("millisecond-dates", "presentation-without-audience", "presentation-without-id")) {
                assertThat(metrics.get("verifier.compatibility")
                                .tag("quirk", quirk)
                                .counter()
                                .count())
                        .isPositive();
            }
        }

        @Test
        void a_presentation_without_id_works_once_all_the_same() {
            var http = new Http(port);
            var login = WORLD.login().tampered(PresentationTampering.NEITHER_JTI_NOR_NONCE);

            assertThat(http.token(login.form()).status()).isEqualTo(200);
            assertThat(http.token(login.reasserted(Instant.now()).form()).code())
                    .isEqualTo("presentation_replayed");
        }

        @Test
        void introspection_knows_tokens_of_the_type_that_is_issued() {
            var http = new Http(port);
            var token =
                    http.token(WORLD.login().form()).json().get("access_token").asString();
            var form = new HashMap<>(WORLD.login().withoutVpToken().form());
            form.remove("grant_type");
            form.put("token", token);

            assertThat(http.post(Surface.INTROSPECT, form).json().get("active").asBoolean())
                    .isTrue();
        }

        @Test
        void what_is_no_habit_but_a_crime_stays_one() {
            var http = new Http(port);

            assertThat(http.token(WORLD.login()
                                    .tampered(PresentationTampering.FOREIGN_AUDIENCE)
                                    .form())
                            .code())
                    .isEqualTo("presentation_wrong_audience");
            assertThat(http.token(WORLD.login()
                                    .tampered(PresentationTampering.LIVES_A_YEAR)
                                    .form())
                            .code())
                    .isEqualTo("presentation_lives_too_long");
            assertThat(http.token(WORLD.login()
                                    .inMilliseconds()
                                    .lifetime(Duration.ofDays(1))
                                    .form())
                            .code())
                    .isEqualTo("client_assertion_lives_too_long");
            assertThat(http.token(WORLD.login()
                                    .tampered(PresentationTampering.OF_ANOTHER_MACHINE)
                                    .form())
                            .code())
                    .isEqualTo("holder_is_not_client");
        }
    }

    @Nested
    @VerifierTest
    class OneSwitch {

        private static final World WORLD = new World();

        @DynamicPropertySource
        static void world(DynamicPropertyRegistry registry) {
            WORLD.describe(registry);
            registry.add("verifier.compatibility.millisecond-dates", () -> "true");
        }

        @LocalServerPort
        private int port;

        @Test
        void a_single_quirk_can_be_tolerated_without_the_others() {
            var http = new Http(port);

            assertThat(http.token(WORLD.login()
                                    .tampered(AssertionTampering.MILLISECONDS)
                                    .form())
                            .status())
                    .isEqualTo(200);
            assertThat(http.token(WORLD.login().withoutPresentationAudience().form())
                            .status())
                    .isEqualTo(401);
        }
    }

    @Nested
    @VerifierTest
    class Strict {

        private static final World WORLD = new World();

        @DynamicPropertySource
        static void world(DynamicPropertyRegistry registry) throws Exception {
            WORLD.describe(registry);
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            var der = generator.generateKeyPair().getPrivate().getEncoded();
            var pem = "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(der)
                    + "\n-----END PRIVATE KEY-----\n";
            var file = Files.writeString(WORLD.folder.resolve("key.pem"), pem);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            registry.add("verifier.keys.signing", file::toString);
            registry.add("verifier.compatibility.profile", () -> "strict");
        }

        @LocalServerPort
        private int port;

        @Test
        void assertions_are_addressed_to_the_issuer_alone_and_as_a_string() {
            var http = new Http(port);

            assertThat(http.token(WORLD.login().form(), proof()).status()).isEqualTo(200);
            for (var audience : List.<Object>of(
                    World.ISSUER + "/oidc/token", World.ISSUER + "/token", List.of(World.ISSUER.toString()))) {
                var answer =
                        http.token(WORLD.login().assertionAudience(audience).form());
                assertThat(answer.status()).isEqualTo(401);
                assertThat(answer.code()).isEqualTo("client_assertion_wrong_audience");
            }
        }

        @Test
        void only_clients_with_a_signature_are_let_in_and_told_of() {
            var http = new Http(port);
            var metadata = http.get(Surface.OPENID_CONFIGURATION).json();

            assertThat(metadata.get("token_endpoint_auth_methods_supported").toString())
                    .isEqualTo("[\"private_key_jwt\",\"client_secret_jwt\"]");
            assertThat(metadata.get("token_endpoint_auth_signing_alg_values_supported")
                            .toString())
                    .isEqualTo("[\"ES256\",\"PS256\",\"EdDSA\"]");
            assertThat(new Browser(http).authorize(Browser.request()).status()).isEqualTo(400);
            assertThat(http.token(Browser.redemption("x")).json().get("error").asString())
                    .isEqualTo("invalid_client");
        }

        @Test
        void every_token_is_bound_to_a_key() {
            var http = new Http(port);

            assertThat(http.token(WORLD.login().form()).code()).isEqualTo("dpop_proof_missing");
            assertThat(http.token(WORLD.login().form(), proof())
                            .json()
                            .get("token_type")
                            .asString())
                    .isEqualTo("DPoP");
        }

        private static String proof() {
            var target = World.ISSUER.resolve(Surface.TOKEN);
            return DpopProof.of(WORLD.otherPerson, "POST", target, Instant.now(), new SecureRandom())
                    .compact();
        }
    }
}
