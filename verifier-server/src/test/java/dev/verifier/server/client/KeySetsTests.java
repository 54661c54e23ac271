package dev.verifier.server.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.verifier.jose.Audiences;
import dev.verifier.jose.CompactJws;
import dev.verifier.jose.Freshness;
import dev.verifier.jose.Limits;
import dev.verifier.jose.NumericDates;
import dev.verifier.rejection.Part;
import dev.verifier.rejection.RejectedException;
import dev.verifier.server.AssertionKey;
import dev.verifier.server.StoppedClock;
import dev.verifier.server.StubServer;
import dev.verifier.server.audit.EventLog;
import dev.verifier.server.configuration.VerifierProperties.Login.CrossDevice;
import dev.verifier.server.configuration.VerifierProperties.Tokens;
import dev.verifier.server.outbound.EgressPolicy;
import dev.verifier.server.outbound.OutboundHttp;
import dev.verifier.server.profile.CredentialProfiles;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys that clients publish themselves, and change without telling. */
class KeySetsTests {

    private static final AssertionKey OLD = AssertionKey.generate("ES256");
    private static final AssertionKey NEW = AssertionKey.generate("ES256");
    private static final AssertionKey RSA = AssertionKey.generate("PS256");
    private static final Tokens LIFETIMES = new Tokens(
            Duration.ofHours(1),
            Duration.ofMinutes(5),
            Duration.ofHours(12),
            Duration.ofMinutes(1),
            Duration.ofMinutes(1),
            Tokens.Subject.HOLDER_DID,
            Tokens.DpopNonce.OPTIONAL);

    private final StubServer source = new StubServer();
    private final StoppedClock clock = new StoppedClock(Instant.now());
    private final OutboundHttp http = OutboundHttp.open(
            new EgressPolicy(true, Duration.ofSeconds(1), Duration.ofSeconds(3), 100_000, 100_000, null),
            EventLog.of(clock, new SimpleMeterRegistry()));
    private final ClientSignatures signatures = new ClientSignatures(
            new KeySets(http, clock),
            new AssertionRules(
                    new Limits(256 * 1024, 32),
                    new Audiences(Set.of("https://verifier.example"), false),
                    new Audiences(Set.of("https://verifier.example"), true),
                    new Freshness(Duration.ofMinutes(10), Duration.ofSeconds(30), NumericDates.SECONDS)));
    private final TrustedClient client = Objects.requireNonNull(TrustedClientsList.read(
                            list().getBytes(StandardCharsets.UTF_8),
                            new ClientProfile(
                                    false,
                                    false,
                                    false,
                                    LIFETIMES,
                                    CrossDevice.ALLOW,
                                    CredentialProfiles.readyMade(),
                                    Set.of()))
                    .value())
            .client("keycloak")
            .orElseThrow();

    private String list() {
        return """
                clients:
                  - clientId: "keycloak"
                    redirectUris: ["https://keycloak.example/endpoint"]
                    clientAuthenticationMethods: ["private_key_jwt"]
                    authorizationGrantTypes: ["authorization_code"]
                    jwkSetUrl: "%s"
                """.formatted(source.url("/certs"));
    }

    @AfterEach
    void close() throws IOException {
        source.close();
        http.close();
    }

    private static String keySet(String... keys) {
        return "{\"keys\": [" + String.join(", ", keys) + "]}";
    }

    private static String jwk(AssertionKey key, String kid, String more) {
        var members = key.jwk()
                .replaceAll("([a-z]+): (\"[^\"]+\"|[A-Za-z0-9-]+)", "\"$1\": $2")
                .replaceAll(": ([A-Z][A-Za-z0-9-]*)", ": \"$1\"");
        return members.replaceFirst("}$", ", \"kid\": \"" + kid + "\"" + more + "}");
    }

    private void verify(AssertionKey key, String kid) throws RejectedException {
        var signed = key.sign(Map.of("alg", key.algorithm(), "kid", kid), Map.of("sub", "keycloak"));
        signatures.require(client, CompactJws.parse(Part.CLIENT_ASSERTION, signed, new Limits(10_000, 10)), Set.of(""));
    }

    private void refused(AssertionKey key, String kid, String code) {
        assertThatExceptionOfType(RejectedException.class)
                .isThrownBy(() -> verify(key, kid))
                .satisfies(rejected -> assertThat(rejected.rejection().code()).isEqualTo(code));
    }

    @Test
    void a_key_is_found_where_the_client_publishes_it_among_others_that_do_not_count() throws Exception {
        source.serve(keySet(
                "{\"kty\": \"oct\", \"k\": \"c2VjcmV0\"}",
                "{\"kty\": \"none of ours\"}",
                "7",
                jwk(RSA, "rs", ", \"alg\": \"RS256\""),
                jwk(NEW, "enc", ", \"use\": \"enc\""),
                jwk(RSA, "ps", ", \"x5c\": [\"AA==\"]"),
                jwk(OLD, "old", ", \"use\": \"sig\", \"alg\": \"ES256\"")));

        verify(OLD, "old");
        verify(RSA, "ps");
        refused(RSA.signing("RS256"), "rs", "client_assertion_key_unknown");
        refused(RSA.signing("RS256"), "ps", "client_assertion_algorithm_not_allowed");
        refused(NEW, "enc", "client_assertion_key_unknown");
        refused(NEW, "old", "client_assertion_signature_invalid");
        assertThat(source.asked()).containsExactly("GET /certs");
    }

    @Test
    void a_new_key_is_looked_for_but_not_as_often_as_strangers_would_like() throws Exception {
        source.serve(keySet(jwk(OLD, "old", "")));
        verify(OLD, "old");
        source.serve(keySet(jwk(NEW, "new", "")));
        for (var i = 0; i < 10; i++) {
            refused(NEW, "new", "client_assertion_key_unknown");
        }
        assertThat(source.asked()).hasSize(1);

        clock.pass(Duration.ofSeconds(31));
        verify(NEW, "new");
        refused(OLD, "old", "client_assertion_key_unknown");
        assertThat(source.asked()).hasSize(2);
    }

    @Test
    void a_key_that_was_taken_back_is_gone_after_some_minutes() throws Exception {
        source.serve(keySet(jwk(OLD, "old", "")));
        verify(OLD, "old");
        source.serve(keySet(jwk(NEW, "new", "")));

        clock.pass(Duration.ofMinutes(5));
        refused(OLD, "old", "client_assertion_key_unknown");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "{\"keys\": 7}", "<html>", "{\"keys\": [", "\u0000"})
    void where_it_cannot_be_read_the_last_one_counts_for_an_hour_and_then_none(String answer) throws Exception {
        source.serve(keySet(jwk(OLD, "old", "")));
        verify(OLD, "old");
        source.serve(answer);

        clock.pass(Duration.ofMinutes(59));
        verify(OLD, "old");
        clock.pass(Duration.ofMinutes(2));
        refused(OLD, "old", "trust_unavailable");

        source.serve(keySet(jwk(OLD, "old", "")));
        clock.pass(Duration.ofSeconds(5));
        verify(OLD, "old");
    }

    @Test
    void a_set_that_never_came_lets_nobody_in() {
        source.behave(exchange -> StubServer.respond(exchange, 500, ""));

        refused(OLD, "old", "trust_unavailable");
        refused(OLD, "old", "trust_unavailable");
        assertThat(source.asked()).hasSize(1);
    }
}
