package dev.verifier.server.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.verifier.credential.CredentialType;
import dev.verifier.credential.IssuerId;
import dev.verifier.rejection.RejectedException;
import dev.verifier.server.StoppedClock;
import dev.verifier.server.StubServer;
import dev.verifier.server.audit.EventLog;
import dev.verifier.server.outbound.EgressPolicy;
import dev.verifier.server.outbound.OutboundHttp;
import dev.verifier.trust.Accreditation;
import dev.verifier.trust.TrustedIssuers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An EBSI registry that answers, is away, lies, or is steered by the name it is asked about. */
class EbsiTrustedIssuersTests {

    private static final Instant AT = Instant.parse("2026-11-21T12:00:00Z");
    private static final IssuerId ACME = new IssuerId("VATES-A12345678");
    private static final String MACHINE = """
            {"validFor":{"from":"2024-01-01T00:00:00Z","to":"2030-01-01T00:00:00Z"},"credentialsType":"LEARCredentialMachine","claims":[]}""";

    private final StoppedClock clock = new StoppedClock(AT);
    private final StubServer registry = new StubServer();
    private final OutboundHttp http = OutboundHttp.open(
            new EgressPolicy(true, Duration.ofSeconds(1), Duration.ofSeconds(1), 100_000, 100_000, null),
            EventLog.of(clock, new SimpleMeterRegistry()));
    private final CountDownLatch hanging = new CountDownLatch(1);
    private final TrustedIssuers issuers =
            new EbsiTrustedIssuers(URI.create(registry.url("/v4/issuers/")), http, clock);

    @AfterEach
    void close() throws IOException {
        hanging.countDown();
        http.close();
        registry.close();
    }

    @Test
    void says_what_an_issuer_is_accredited_for_and_since_when_until_when_with_which_values() throws RejectedException {
        registry.serve(issuer(MACHINE, """
                {"credentialsType":"LEARCredentialEmployee","claims":[{"name":"power.domain","allowedValues":["DOME"]}]}"""));

        var accreditations = issuers.accreditations(ACME);

        assertThat(accreditations)
                .extracting(Accreditation::type)
                .containsExactly(
                        new CredentialType("LEARCredentialMachine"), new CredentialType("LEARCredentialEmployee"));
        assertThat(accreditations.getFirst().window().contains(AT)).isTrue();
        assertThat(accreditations.getFirst().window().contains(Instant.parse("2030-01-01T00:00:00Z")))
                .isFalse();
        assertThat(accreditations.getLast().allowed()).hasSize(1);
        assertThat(registry.asked()).containsExactly("GET /v4/issuers/did:elsi:VATES-A12345678");
    }

    /** RL-17. */
    @Test
    void asks_once_in_five_minutes_and_believes_the_last_answer_for_an_hour_while_the_registry_is_away()
            throws RejectedException {
        registry.serve(issuer(MACHINE));
        assertThat(issuers.accreditations(ACME)).hasSize(1);
        clock.pass(Duration.ofMinutes(4));
        assertThat(issuers.accreditations(ACME)).hasSize(1);
        assertThat(registry.asked()).hasSize(1);

        registry.behave(exchange -> StubServer.respond(exchange, 500, ""));
        clock.pass(Duration.ofMinutes(50));
        assertThat(issuers.accreditations(ACME)).hasSize(1);
        clock.pass(Duration.ofMinutes(7));
        refused(ACME);
    }

    @Test
    void an_issuer_that_is_taken_off_the_registry_is_off_after_five_minutes() throws RejectedException {
        registry.serve(issuer(MACHINE));
        issuers.accreditations(ACME);
        registry.behave(exchange -> StubServer.respond(exchange, 404, ""));
        clock.pass(Duration.ofMinutes(5));

        assertThat(issuers.accreditations(ACME)).isEmpty();
        registry.serve(issuer(MACHINE));
        clock.pass(Duration.ofSeconds(29));
        assertThat(issuers.accreditations(ACME)).isEmpty();
        clock.pass(Duration.ofSeconds(1));
        assertThat(issuers.accreditations(ACME)).hasSize(1);
    }

    /** RL-17. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html>",
                "{}",
                "[]",
                "",
                "{\"did\":\"did:elsi:VATES-A12345678\",\"attributes\":null}",
                "{\"did\":\"did:elsi:VATES-A12345678\",\"attributes\":{}}",
                "{\"did\":\"did:elsi:VATES-A12345678\",\"attributes\":[",
                "{\"did\":\"did:elsi:VATES-B\",\"attributes\":[]}",
                "{\"did\":\"did:elsi:did:elsi:VATES-A12345678\",\"attributes\":[]}",
                "{\"did\":7,\"attributes\":[]}",
                "{\"attributes\":[]}",
                "null"
            })
    void an_answer_that_is_none_or_about_another_issuer_is_not_taken_for_no(String body) {
        registry.serve(body);

        refused(ACME);
    }

    @Test
    void an_answer_that_is_too_large_or_never_comes_is_not_taken_for_no() {
        registry.serve("{\"attributes\":[], \"x\":\"" + "y".repeat(100_000) + "\"}");
        refused(ACME);
        registry.behave(_ -> hang());
        var began = System.nanoTime();
        refused(new IssuerId("VATES-B"));
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void an_answer_about_the_issuer_without_its_label_is_about_the_issuer() throws RejectedException {
        registry.serve(issuer(MACHINE).replace("did:elsi:", ""));

        assertThat(issuers.accreditations(ACME)).hasSize(1);
    }

    /** RL-22. */
    @Test
    void while_the_registry_hangs_all_wait_for_one_question_and_then_nobody_waits() throws Exception {
        registry.serve(issuer(MACHINE));
        assertThat(issuers.accreditations(ACME)).hasSize(1);
        clock.pass(Duration.ofMinutes(6));
        var asked = registry.asked().size();
        registry.behave(_ -> hang());

        for (var expected : Map.of(ACME, "1", new IssuerId("VATES-COLD"), "trust_unavailable")
                .entrySet()) {
            var began = System.nanoTime();
            assertThat(byTenAtOnce(expected.getKey())).containsOnly(expected.getValue());
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
            began = System.nanoTime();
            assertThat(byTenAtOnce(expected.getKey())).containsOnly(expected.getValue());
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMillis(500));
        }
        assertThat(registry.asked()).hasSize(asked + 2);

        registry.behave(exchange -> StubServer.respond(exchange, 404, ""));
        clock.pass(Duration.ofSeconds(4));
        assertThat(issuers.accreditations(ACME)).hasSize(1);
        clock.pass(Duration.ofSeconds(1));
        assertThat(issuers.accreditations(ACME)).isEmpty();
    }

    private void hang() {
        try {
            hanging.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<String> byTenAtOnce(IssuerId issuer) throws Exception {
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<String> caller = () -> answer(issuer);
            var answers = new ArrayList<String>();
            for (var answer : callers.invokeAll(Collections.nCopies(10, caller))) {
                answers.add(answer.get());
            }
            return answers;
        }
    }

    private String answer(IssuerId issuer) {
        try {
            return String.valueOf(issuers.accreditations(issuer).size());
        } catch (RejectedException e) {
            return e.rejection().code();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"credentialsType\":7}",
                "{\"credentialsType\":\"\"}",
                "{}",
                "nonsense",
                "{\"credentialsType\":\"X\",\"validFor\":{\"from\":\"yesterday\"}}",
                "{\"credentialsType\":\"X\",\"validFor\":\"2020-01-01T00:00:00Z\"}",
                "{\"credentialsType\":\"X\",\"claims\":\"power.domain\"}",
                "{\"credentialsType\":\"X\",\"claims\":{\"name\":\"power.domain\",\"allowedValues\":[\"DOME\"]}}",
            })
    void an_attribute_that_cannot_be_understood_accredits_for_nothing_and_spoils_no_other(String odd)
            throws RejectedException {
        registry.serve(issuer(odd, MACHINE));

        var accreditations = issuers.accreditations(ACME);

        assertThat(accreditations.stream()
                        .map(accreditation -> accreditation.type().name())
                        .collect(Collectors.toSet()))
                .contains("LEARCredentialMachine")
                .doesNotContain("X");
    }

    @Test
    void a_restriction_without_values_permits_nothing() throws RejectedException {
        registry.serve(issuer("{\"credentialsType\":\"X\",\"claims\":[{\"name\":\"power.domain\"}]}"));

        assertThat(issuers.accreditations(ACME).getFirst().allowed().getFirst().values())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../x", "A?x=", "A#", "%2e%2e%2f", "@evil", "A/B", "A\r\nHost: x", "did:web:x/../..", "A B", "Ä"
            })
    void the_name_of_an_issuer_is_one_path_segment_whatever_it_is(String name) throws RejectedException {
        issuers.accreditations(new IssuerId(name));

        assertThat(registry.asked()).hasSize(1);
        var path = registry.asked().getFirst().substring("GET /v4/issuers/".length());
        assertThat(path).matches("did(:|%3A)[A-Za-z0-9:%._*+-]+").doesNotContain("/", "?", "#", "@");
    }

    private void refused(IssuerId issuer) {
        assertThatExceptionOfType(RejectedException.class)
                .isThrownBy(() -> issuers.accreditations(issuer))
                .satisfies(e -> assertThat(e.rejection().code()).isEqualTo("trust_unavailable"));
    }

    private static String issuer(String... bodies) {
        return Arrays.stream(bodies)
                .map(body -> Base64.getEncoder().encodeToString(body.getBytes(StandardCharsets.UTF_8)))
                .map(body -> "{\"hash\":\"x\",\"body\":\"" + body
                        + "\",\"issuerType\":\"Undefined\",\"tao\":\"\",\"rootTao\":\"\"}")
                .collect(Collectors.joining(",", "{\"did\":\"did:elsi:VATES-A12345678\",\"attributes\":[", "]}"));
    }
}
