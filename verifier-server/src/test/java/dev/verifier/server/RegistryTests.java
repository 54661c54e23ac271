package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A server whose issuers and participants are in an EBSI registry, as its tokens show it. */
class RegistryTests {

    private static final World WORLD = new World();

    @AutoClose
    private final StubServer registry = new StubServer();

    @TempDir
    private Path folder;

    @Test
    void an_accredited_issuer_is_believed_and_the_registry_is_asked_once() {
        accredit("LEARCredentialMachine", "-PT1H", "PT1H");
        try (var server = start()) {
            assertThat(token(server).status()).isEqualTo(200);
            assertThat(token(server).status()).isEqualTo(200);
        }
        assertThat(registry.asked()).containsExactly("GET /v4/issuers/did:elsi:" + World.ORGANIZATION);
    }

    @ParameterizedTest
    @CsvSource({
        "LEARCredentialMachine, -PT2H, -PT1H, issuer_not_accredited",
        "LEARCredentialMachine, PT1H, PT2H, issuer_not_accredited",
        "LEARCredentialEmployee, -PT1H, PT1H, issuer_not_accredited"
    })
    void an_issuer_accredited_at_another_time_or_for_another_type_is_not(
            String type, Duration from, Duration until, String code) {
        accredit(type, from.toString(), until.toString());
        try (var server = start()) {
            var answer = token(server);

            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.code()).isEqualTo(code);
        }
    }

    /** RL-16. */
    @Test
    void a_registry_that_knows_nobody_trusts_nobody_and_one_that_is_away_is_no_permission() {
        registry.behave(exchange -> StubServer.respond(exchange, 404, ""));
        try (var server = start()) {
            assertThat(token(server).code()).isEqualTo("issuer_not_trusted");
        }
        registry.behave(exchange -> StubServer.respond(exchange, 500, ""));
        try (var server = start()) {
            assertThat(token(server).code()).isEqualTo("trust_unavailable");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "[{credentialsType: LEARCredentialMachine, validUntil: yesterday}]",
                "[{credentialsType: LEARCredentialMachine, validTo: 2020-01-01T00:00:00Z}]",
                "[{credentialsType: LEARCredentialMachine, validUntil: 2020-01-01T00:00:00Z}]"
            })
    void whom_the_list_names_and_does_not_accredit_no_registry_accredits(String accreditations) throws IOException {
        accredit("LEARCredentialMachine", "-PT1H", "PT1H");
        var nobody = Files.writeString(folder.resolve("nobody.yaml"), "trustedIssuers: {}\n");
        var blocked = Files.writeString(
                folder.resolve("blocked.yaml"),
                "trustedIssuers: {\"" + World.ORGANIZATION + "\": " + accreditations + "}\n");

        try (var server = start("--verifier.trust.issuers.list=file:" + nobody)) {
            assertThat(token(server).status()).isEqualTo(200);
        }
        try (var server = start("--verifier.trust.issuers.list=file:" + blocked)) {
            assertThat(token(server).code()).isIn("issuer_not_trusted", "issuer_not_accredited");
        }
    }

    @Test
    void a_mandator_that_the_registry_does_not_know_is_no_participant() {
        accredit("LEARCredentialMachine", "-PT1H", "PT1H");
        try (var server = start("--verifier.trust.participants=issuers")) {
            assertThat(token(server).status())
                    .as("the mandator is an issuer here")
                    .isEqualTo(200);
        }
        try (var server = start("--verifier.trust.participants=file:" + WORLD.folder.resolve("nobody.yaml"))) {
            assertThat(token(server).code()).isEqualTo("mandator_not_trusted");
        }
    }

    private void accredit(String type, String from, String until) {
        var now = Instant.now();
        var body = """
                {"validFor":{"from":"%s","to":"%s"},"credentialsType":"%s","claims":[]}""".formatted(now.plus(Duration.parse(from)), now.plus(Duration.parse(until)), type);
        registry.serve("""
                {"did":"did:elsi:%s","attributes":[{"hash":"x","body":"%s","issuerType":"TI"}]}""".formatted(
                        World.ORGANIZATION, Base64.getEncoder().encodeToString(body.getBytes(StandardCharsets.UTF_8))));
    }

    private static Http.Answer token(RunningServer server) {
        return server.http().token(WORLD.login().form());
    }

    private RunningServer start(String... arguments) {
        var always = Stream.of(
                "--verifier.clients.location=file:" + WORLD.folder.resolve("clients.yaml"),
                "--verifier.trust.anchors=" + WORLD.folder.resolve("anchors.pem"),
                "--verifier.trust.issuers.registry=" + registry.url("/v4/issuers/"),
                "--verifier.outbound.allow-private-addresses=true");
        return RunningServer.start(
                folder.resolve("data"),
                Stream.concat(always, Stream.of(arguments)).toArray(String[]::new));
    }
}
