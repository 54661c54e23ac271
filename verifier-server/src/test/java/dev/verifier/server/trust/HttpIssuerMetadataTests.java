package dev.verifier.server.trust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.rejection.RejectedException;
import dev.verifier.server.StoppedClock;
import dev.verifier.server.StubServer;
import dev.verifier.server.audit.EventLog;
import dev.verifier.server.outbound.EgressPolicy;
import dev.verifier.server.outbound.OutboundHttp;
import dev.verifier.trust.PublishedKeys;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An issuer's server that publishes keys, is away, lies, or sends us elsewhere. */
class HttpIssuerMetadataTests {

    private static final Instant AT = Instant.parse("2026-11-21T12:00:00Z");

    /** The P-256 key of RFC 7515, appendix A.3. */
    private static final String KEY = """
            {"keys":[{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
             "y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}]}""";

    private final StoppedClock clock = new StoppedClock(AT);
    private final StubServer server = new StubServer();
    private final StubServer elsewhere = new StubServer();
    private final OutboundHttp http = http(true);
    private final CountDownLatch hanging = new CountDownLatch(1);
    private final URI issuer = URI.create(server.url("/tenant/1/"));
    private final HttpIssuerMetadata metadata = new HttpIssuerMetadata(Set.of(), http, clock);

    private OutboundHttp http(boolean allowPrivateAddresses) {
        var policy = new EgressPolicy(
                allowPrivateAddresses, Duration.ofSeconds(1), Duration.ofSeconds(1), 100_000, 100_000, null);
        return OutboundHttp.open(policy, EventLog.of(clock, new SimpleMeterRegistry()));
    }

    @AfterEach
    void close() throws IOException {
        hanging.countDown();
        http.close();
        server.close();
        elsewhere.close();
    }

    @Test
    void keys_are_where_the_issuer_is_with_the_well_known_part_between_host_and_path() throws RejectedException {
        server.serve(inside(issuer));

        var keys = metadata.require(issuer);

        assertThat(server.asked()).containsExactly("GET /.well-known/jwt-vc-issuer/tenant/1");
        assertThat(keys.document()).isEqualTo(URI.create(server.url("/.well-known/jwt-vc-issuer/tenant/1")));
        assertThat(keys.asOf()).isEqualTo(AT);
        var root = URI.create(server.url("/"));
        server.serve(inside(root));
        metadata.require(root);
        assertThat(server.asked()).endsWith("GET /.well-known/jwt-vc-issuer");
    }

    @Test
    void keys_are_asked_for_once_in_five_minutes_and_count_for_an_hour_while_the_server_is_away() throws Exception {
        server.serve(inside(issuer));
        metadata.require(issuer);
        clock.pass(Duration.ofMinutes(4));
        assertThat(metadata.require(issuer).asOf()).isEqualTo(AT);
        assertThat(server.asked()).hasSize(1);

        server.behave(exchange -> StubServer.respond(exchange, 500, ""));
        clock.pass(Duration.ofMinutes(2));
        assertThat(metadata.require(issuer).asOf()).isEqualTo(AT);
        assertThat(metadata.require(issuer).asOf()).isEqualTo(AT);
        assertThat(server.asked()).hasSize(2);
        server.serve("{}");
        clock.pass(Duration.ofMinutes(50));
        assertThat(metadata.require(issuer).asOf()).isEqualTo(AT);
        clock.pass(Duration.ofMinutes(4));
        assertThat(code(issuer)).isEqualTo("issuer_metadata_unusable");
    }

    @Test
    void a_key_that_is_withdrawn_is_gone_after_five_minutes() throws RejectedException {
        server.serve(inside(issuer));
        var thumbprint = "oKIywvGUpTVTyxMQ3bwIIeQUudfr_CkLMjCE19ECD-U";
        assertThat(metadata.require(issuer).keys().contains(thumbprint)).isTrue();
        server.serve("{\"issuer\":\"" + issuer + "\",\"jwks\":{\"keys\":[]}}");
        clock.pass(Duration.ofMinutes(5));

        assertThat(metadata.require(issuer).keys().contains(thumbprint)).isFalse();
    }

    @Test
    void keys_may_be_elsewhere_on_the_same_server() throws RejectedException {
        var keys = server.url("/keys");
        server.behave(exchange -> StubServer.respond(
                exchange, 200, exchange.getRequestURI().getPath().equals("/keys") ? KEY : pointing(keys)));

        assertThat(metadata.require(issuer)).isInstanceOf(PublishedKeys.class);
        assertThat(server.asked()).endsWith("GET /keys");
    }

    @Test
    void keys_on_another_server_are_not_fetched_unless_the_operator_allows_its_host() throws RejectedException {
        elsewhere.serve(KEY);
        server.serve(pointing(elsewhere.url("/keys")));

        assertThat(code(issuer)).isEqualTo("issuer_metadata_unusable");
        assertThat(elsewhere.asked()).isEmpty();

        var host = URI.create(elsewhere.url("/")).getHost();
        assertThat(new HttpIssuerMetadata(Set.of(host), http, clock).require(issuer))
                .isNotNull();
        assertThat(elsewhere.asked()).containsExactly("GET /keys");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc/passwd",
                "/keys",
                "https://169.254.169.254/latest",
                "https://[::1]/keys",
                "https:keys",
                "https://localhost@evil.example/keys",
                "gopher://localhost/"
            })
    void an_issuer_sends_us_nowhere_else(String keys) {
        server.serve(pointing(keys));

        assertThat(code(issuer)).isEqualTo("issuer_metadata_unusable");
        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void private_addresses_plain_http_redirects_and_endless_documents_are_refused() throws IOException {
        server.serve(inside(issuer));
        try (var strict = http(false)) {
            assertThat(code(new HttpIssuerMetadata(Set.of(), strict, clock), issuer))
                    .isEqualTo("trust_unavailable");
            var inside = URI.create("https://127.0.0.1:" + issuer.getPort() + "/tenant");
            assertThat(code(new HttpIssuerMetadata(Set.of(), strict, clock), inside))
                    .isEqualTo("trust_unavailable");
        }
        assertThat(server.asked()).isEmpty();
        elsewhere.serve(inside(issuer));
        server.behave(exchange -> {
            exchange.getResponseHeaders().set("Location", elsewhere.url("/"));
            StubServer.respond(exchange, 302, "");
        });
        assertThat(code(issuer)).isEqualTo("trust_unavailable");
        assertThat(elsewhere.asked()).isEmpty();
        server.serve(inside(issuer) + " ".repeat(64 * 1024));
        clock.pass(Duration.ofSeconds(5));
        assertThat(code(issuer)).isEqualTo("trust_unavailable");
        server.serve(inside(issuer));
        clock.pass(Duration.ofSeconds(5));
        assertThat(code(issuer)).isEqualTo("found");
    }

    @Test
    void while_a_server_hangs_all_wait_for_one_question_and_then_nobody_waits() throws Exception {
        server.behave(_ -> hang());

        assertThat(byTenAtOnce()).containsOnly("trust_unavailable");
        assertThat(byTenAtOnce()).containsOnly("trust_unavailable");
        assertThat(server.asked()).hasSize(1);
    }

    private List<String> byTenAtOnce() throws Exception {
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<String> caller = () -> code(issuer);
            var answers = new ArrayList<String>();
            for (var answer : callers.invokeAll(Collections.nCopies(10, caller))) {
                answers.add(answer.get());
            }
            return answers;
        }
    }

    private void hang() {
        try {
            hanging.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String code(URI asked) {
        return code(metadata, asked);
    }

    private static String code(HttpIssuerMetadata source, URI asked) {
        try {
            source.require(asked);
            return "found";
        } catch (RejectedException e) {
            return e.rejection().code();
        }
    }

    private static String inside(URI issuer) {
        return "{\"issuer\":\"" + issuer + "\",\"jwks\":" + KEY + "}";
    }

    private String pointing(String keys) {
        return "{\"issuer\":\"" + issuer + "\",\"jwks_uri\":\"" + keys + "\"}";
    }
}
