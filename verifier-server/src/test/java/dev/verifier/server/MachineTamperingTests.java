package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.rejection.Part;
import dev.verifier.rejection.Reason;
import dev.verifier.rejection.Rejection;
import dev.verifier.wallet.HostileDid;
import dev.verifier.wallet.MachineLogin;
import dev.verifier.wallet.Tampering;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/**
 * Each crime, sent to the token endpoint: refused at once for its own reason, in the form of RFC 6749 §5.2, without a trace of
 * what was sent in the log, and without a single connection to where it pointed. The honest login beside it gets its token.
 */
@VerifierTest
// Everything that a stranger could make the server write is looked through below.
@TestPropertySource(properties = "logging.level.root=DEBUG")
@ExtendWith(OutputCaptureExtension.class)
class MachineTamperingTests {

    private static final World WORLD = new World();
    private static final Properties REASONS = reasons();
    private static final Trap TRAP = new Trap();

    @DynamicPropertySource
    static void world(DynamicPropertyRegistry registry) {
        WORLD.describe(registry);
    }

    @LocalServerPort
    private int port;

    private Http http;

    @AfterAll
    static void closeTrap() throws IOException {
        TRAP.close();
    }

    @BeforeEach
    void call() {
        http = new Http(port);
    }

    static Stream<Tampering> crimes() {
        return Tampering.all().stream();
    }

    @ParameterizedTest
    @MethodSource("crimes")
    void each_crime_is_refused_for_its_own_reason(Tampering crime, CapturedOutput output) {
        var honest = login();
        assertThat(http.token(honest.form()).status()).isEqualTo(200);
        var criminal = login().tampered(crime);

        var began = Instant.now();
        var answer = http.token(criminal.form());

        assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(5));
        assertThat(answer.code()).isIn(expected(crime));
        assertOAuthError(answer);
        assertThat(TRAP.calls()).isZero();
        assertThat(output)
                .contains(" DEBUG ", answer.json().get("error_id").asString(), "\"reason\":\"" + answer.code() + "\"");
        assertNothingOf(honest, output);
        assertNothingOf(criminal, output);
    }

    @ParameterizedTest
    @EnumSource
    void no_did_key_but_a_good_one_is_a_client(HostileDid hostile) {
        var answer = http.token(login().calling(hostile.of(WORLD.machine)).form());

        assertThat(answer.status()).isIn(401, 413);
        assertOAuthError(answer);
        assertThat(TRAP.calls()).isZero();
    }

    @Test
    void an_assertion_works_once() {
        var login = login();

        assertThat(http.token(login.form()).status()).isEqualTo(200);
        var again = http.token(login.form());

        assertThat(again.status()).isEqualTo(401);
        assertThat(again.code()).isEqualTo("client_assertion_replayed");
        assertOAuthError(again);
    }

    @Test
    void a_presentation_works_once_however_often_it_is_asserted_anew() {
        var login = login();

        assertThat(http.token(login.form()).status()).isEqualTo(200);
        for (var i = 0; i < 5; i++) {
            var again = http.token(login.reasserted(Instant.now()).form());
            assertThat(again.status()).isEqualTo(401);
            assertThat(again.code()).isEqualTo("presentation_replayed");
        }
    }

    @Test
    void clocks_may_be_half_a_minute_apart_and_no_more() {
        for (var seconds : List.of(-90, 90)) {
            var answer = http.token(login().clockShifted(Duration.ofSeconds(seconds))
                    .lifetime(Duration.ofSeconds(30))
                    .form());
            assertThat(answer.status()).as(seconds + " s").isEqualTo(401);
        }
        for (var seconds : List.of(-29, 29)) {
            var answer = http.token(login().clockShifted(Duration.ofSeconds(seconds))
                    .lifetime(Duration.ofSeconds(30))
                    .form());
            assertThat(answer.status()).as(seconds + " s: " + answer.body()).isEqualTo(200);
        }
    }

    @Test
    void every_rejection_of_the_machine_s_path_has_a_crime_that_leads_to_it() {
        var told = new TreeSet<>(REASONS.stringPropertyNames().stream()
                .flatMap(crime -> Arrays.stream(REASONS.getProperty(crime).split("\\|")))
                .toList());
        told.addAll(Set.of("client_assertion_replayed", "presentation_replayed"));
        // Told elsewhere, where the lists are what is tampered with: accreditations and registries that are away.
        told.addAll(Set.of("issuer_not_accredited", "trust_unavailable"));
        // Said to wallets only: a machine is asked for no claims, has no nonce, and does not choose what it answers.
        told.addAll(Set.of("authority_not_asked", "trust_chain_broken", "trust_anchor_not_configured"));
        // Told where profiles and clients require something.
        told.addAll(Set.of("required_type_missing", "required_issuer_missing", "required_power_missing"));
        told.addAll(Set.of("asked_claim_missing", "asked_value_missing", "answer_not_asked", "query_not_answered"));
        told.add("holders_differ");
        told.addAll(Set.of("presentation_wrong_nonce", "vp_token_malformed", "vp_token_form_not_allowed"));

        // Told where published keys are tampered with.
        told.addAll(Set.of("issuer_key_withdrawn", "issuer_metadata_unusable"));
        // Told where disclosures are tampered with.
        told.addAll(Set.of("disclosure_malformed", "disclosure_not_referenced", "digest_repeated"));
        told.addAll(Set.of("digest_algorithm_not_allowed", "claim_disclosed_twice", "claim_not_for_disclosure"));
        told.addAll(Set.of("key_binding_missing", "key_binding_hash_differs"));
        told.addAll(Set.of("transaction_data_hash_differs", "transaction_data_not_authorized"));
        // Told where mdocs are tampered with.
        told.addAll(Set.of("presentation_cbor_malformed", "device_response_not_ok", "mdoc_digest_differs"));
        told.addAll(Set.of("mdoc_doctypes_disagree", "device_auth_missing", "device_auth_invalid"));
        told.addAll(Set.of("device_mac_not_supported", "device_elements_not_authorized", "handover_missing"));
        // Told to operators of lists.
        told.add("trusted_list_xml_malformed");
        // Told where the proof is tampered with.
        told.addAll(Set.of("dpop_proof_method_differs", "dpop_proof_target_differs", "dpop_proof_token_differs"));
        told.add("dpop_nonce_needed");

        var kinds = Arrays.stream(Rejection.class.getPermittedSubclasses())
                .flatMap(kind -> kind.isRecord() ? Stream.of(kind) : Arrays.stream(kind.getPermittedSubclasses()));
        for (var kind : kinds.toList()) {
            var code = kind.getAnnotation(Reason.class).code();
            var possible = new HashSet<>(Set.of(code));
            Arrays.stream(Part.values()).forEach(part -> possible.add(part.word() + "_" + code));
            assertThat(told).as(kind.getSimpleName()).containsAnyElementsOf(possible);
        }
    }

    private static MachineLogin login() {
        return WORLD.login(WORLD.machine).trap(TRAP.url()).build();
    }

    private static List<String> expected(Tampering crime) {
        var reasons = REASONS.getProperty(crime.id());
        // What is too large is too large for the first one who looks: the form, the assertion, the presentation in it.
        return reasons.contains("too_large")
                ? List.of(reasons, "certificate_not_trusted", "client_assertion_too_large", "request_too_large")
                : List.of(reasons.split("\\|"));
    }

    private static void assertOAuthError(Http.Answer answer) {
        assertThat(answer.status()).isIn(400, 401, 413);
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(answer.json().propertyNames()).containsExactlyInAnyOrder("error", "error_description", "error_id");
        assertThat(answer.json().get("error").asString()).isIn("invalid_client", "invalid_request");
        assertThat(answer.status() == 401)
                .isEqualTo(answer.json().get("error").asString().equals("invalid_client"));
        assertThat(answer.json().get("error_id").asString()).matches("[0-9A-Z]{16}");
    }

    /** No token, no signature, no personal attribute, at any level of detail. */
    private static void assertNothingOf(MachineLogin login, CapturedOutput output) {
        for (var secret : List.of(login.assertion(), login.presentation(), login.credential())) {
            if (secret.length() > 60) {
                assertThat(output).doesNotContain(secret.substring(secret.length() - 40));
                assertThat(output).doesNotContain(secret.substring(0, 60));
            }
        }
        assertThat(output).doesNotContain("boss@acme.example", "Bob Boss", "IDCES-1", "192.0.2.4");
    }

    private static Properties reasons() {
        var reasons = new Properties();
        try (var ours = Files.newBufferedReader(Path.of("src/test/resources/assertion-crimes.properties"));
                var librarys = Files.newBufferedReader(
                        Path.of("../verifier-presentation/src/test/resources/crimes.properties"))) {
            reasons.load(ours);
            reasons.load(librarys);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return reasons;
    }
}
