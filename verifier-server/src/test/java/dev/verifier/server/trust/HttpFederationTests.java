package dev.verifier.server.trust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.federation.EntityId;
import dev.verifier.jose.JwkSet;
import dev.verifier.rejection.RejectedException;
import dev.verifier.server.StoppedClock;
import dev.verifier.server.StubServer;
import dev.verifier.server.audit.EventLog;
import dev.verifier.server.outbound.EgressPolicy;
import dev.verifier.server.outbound.OutboundHttp;
import dev.verifier.wallet.FederationTampering;
import dev.verifier.wallet.TestAuthority;
import dev.verifier.wallet.TestFederation;
import dev.verifier.wallet.TestFederation.Statement;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers of a federation that answer, are away, lie, or send us round and round. */
class HttpFederationTests {

    private static final Instant AT = Instant.parse("2026-11-21T12:00:00Z");
    private static final SecureRandom RANDOM = new SecureRandom();

    /** A chain of three is five fetches. */
    private static final int WHOLE = 5;

    private final TestAuthority authority = TestAuthority.create(Instant.now(), RANDOM);
    private final StubServer server = StubServer.secure(authority.access("localhost", Duration.ofHours(1)));
    private final StoppedClock clock = new StoppedClock(AT);
    private final TestFederation usual = TestFederation.at(base(), AT, RANDOM);
    private final EntityId issuer = new EntityId(server.url("/issuer"));
    private final EntityId anchor = new EntityId(server.url("/anchor"));

    @TempDir
    private Path folder;

    private OutboundHttp http = open(true, null);
    private HttpFederation federation = knowing(usual);

    @BeforeEach
    void open() throws IOException {
        http.close();
        http = open(true, Files.writeString(folder.resolve("roots.pem"), authority.anchorPem()));
        federation = knowing(usual);
        serve(usual.documents());
    }

    @AfterEach
    void close() throws IOException {
        http.close();
        server.close();
    }

    private String base() {
        return server.url("");
    }

    private OutboundHttp open(boolean allowPrivateAddresses, @Nullable Path roots) {
        var second = Duration.ofSeconds(1);
        var policy = new EgressPolicy(allowPrivateAddresses, second, second, 100_000, 100_000, roots);
        return OutboundHttp.open(policy, EventLog.of(clock, new SimpleMeterRegistry()));
    }

    private HttpFederation knowing(TestFederation some) {
        var keys = FederationKeys.read(some.anchorJwks().getBytes(StandardCharsets.UTF_8))
                .value();
        return new HttpFederation(Map.of(anchor, () -> Optional.ofNullable(keys)), http, clock);
    }

    private void serve(Map<String, String> documents) {
        server.behave(exchange -> {
            var document = documents.get(base() + exchange.getRequestURI());
            StubServer.respond(exchange, document == null ? 404 : 200, document == null ? "" : document);
        });
    }

    private String code() {
        return code(anchor);
    }

    private String code(EntityId which) {
        try {
            federation.require(issuer, which, clock.instant());
            return "in";
        } catch (RejectedException e) {
            return e.rejection().code();
        }
    }

    @Test
    void a_chain_is_fetched_once_in_five_minutes_and_no_longer_than_it_holds() {
        assertThat(code()).isEqualTo("in");
        assertThat(server.asked())
                .hasSize(WHOLE)
                .startsWith("GET /issuer/.well-known/openid-federation")
                .contains("GET "
                        + usual.location(Statement.ISSUER_BY_INTERMEDIATE).replace(base(), ""));
        clock.pass(Duration.ofMinutes(4));
        assertThat(code()).isEqualTo("in");
        assertThat(server.asked()).hasSize(WHOLE);
        clock.pass(Duration.ofMinutes(1));
        assertThat(code()).isEqualTo("in");
        assertThat(server.asked()).hasSize(2 * WHOLE);

        var ends = clock.instant().plus(Duration.ofMinutes(7));
        serve(usual.with(Statement.INTERMEDIATE_BY_ANCHOR, draft -> draft.with("exp", ends.getEpochSecond()))
                .documents());
        clock.pass(Duration.ofMinutes(5));
        assertThat(code()).isEqualTo("in");
        away();
        clock.pass(Duration.ofSeconds(119));
        assertThat(code()).isEqualTo("in");
        clock.pass(Duration.ofSeconds(1));
        assertThat(code()).as("over").isEqualTo("trust_unavailable");
    }

    @Test
    void while_somebody_is_away_the_last_chain_counts_for_an_hour() {
        away();
        assertThat(code()).isEqualTo("trust_unavailable");
        serve(usual.documents());
        assertThat(code()).as("asked in vain a moment ago").isEqualTo("trust_unavailable");
        clock.pass(Duration.ofSeconds(5));
        assertThat(code()).isEqualTo("in");

        away();
        clock.pass(Duration.ofMinutes(59));
        assertThat(code()).isEqualTo("in");
        var asked = server.asked().size();
        assertThat(code()).isEqualTo("in");
        assertThat(server.asked()).hasSize(asked);
        clock.pass(Duration.ofMinutes(1));
        assertThat(code()).isEqualTo("trust_unavailable");
    }

    @Test
    void a_chain_that_is_cut_counts_no_more_and_counts_again_when_it_is_mended() {
        assertThat(code()).isEqualTo("in");
        for (var which : Statement.values()) {
            var without = new HashMap<>(usual.documents());
            without.remove(usual.location(which));
            serve(without);
            clock.pass(Duration.ofMinutes(5));
            assertThat(code()).as(which.name()).isEqualTo("trust_chain_broken");
            away();
            clock.pass(Duration.ofSeconds(5));
            assertThat(code()).as("nothing is left of it").isEqualTo("trust_unavailable");
            serve(usual.documents());
            clock.pass(Duration.ofSeconds(5));
            assertThat(code()).isEqualTo("in");
        }
        serve(usual.tampered(FederationTampering.STATEMENT_FORGED));
        clock.pass(Duration.ofMinutes(5));
        assertThat(code()).isEqualTo("trust_chain_broken");
    }

    @Test
    void an_anchor_whose_keys_nobody_configured_is_refused_by_its_name_and_not_asked() {
        assertThat(code(new EntityId(server.url("/other")))).isEqualTo("trust_anchor_not_configured");
        assertThat(code(new EntityId(anchor.value() + "/"))).isEqualTo("trust_anchor_not_configured");
        assertThat(server.asked()).isEmpty();
        assertThat(code()).isEqualTo("in");
    }

    @Test
    void private_addresses_redirects_and_endless_statements_are_refused() throws IOException {
        server.behave(exchange -> {
            exchange.getResponseHeaders().add("Location", server.url("/elsewhere"));
            StubServer.respond(exchange, 302, "");
        });
        assertThat(code()).isEqualTo("trust_unavailable");
        assertThat(server.asked()).hasSize(1);

        server.serve("x".repeat(64 * 1024 + 1));
        clock.pass(Duration.ofSeconds(5));
        assertThat(code()).isEqualTo("trust_unavailable");

        serve(usual.documents());
        http.close();
        http = open(false, folder.resolve("roots.pem"));
        federation = knowing(usual);
        var before = server.asked().size();
        assertThat(code()).isEqualTo("trust_unavailable");
        assertThat(server.asked()).hasSize(before);
    }

    /** Each says that ten others are above it, and so on. */
    @Test
    void a_federation_that_grows_while_it_is_searched_is_given_up() {
        server.behave(exchange -> {
            var path = exchange.getRequestURI().getPath().replace("/.well-known/openid-federation", "");
            var some = TestFederation.at(base() + path, AT, RANDOM);
            var hints = IntStream.range(0, 10)
                    .mapToObj(i -> base() + path + "/" + i)
                    .toList();
            var endless = some.with(
                    Statement.ISSUER,
                    draft -> draft.with("iss", base() + path)
                            .with("sub", base() + path)
                            .with("metadata/federation_entity/federation_fetch_endpoint", base() + path)
                            .with("authority_hints", hints));
            StubServer.respond(exchange, 200, endless.documents().getOrDefault(endless.location(Statement.ISSUER), ""));
        });

        assertThat(code()).isEqualTo("trust_unavailable");
        assertThat(server.asked()).hasSize(25);
    }

    @Test
    void a_hundred_who_ask_at_once_are_one_question() throws Exception {
        var together = new CountDownLatch(1);
        var callers = new ArrayList<Callable<String>>();
        for (var i = 0; i < 100; i++) {
            callers.add(() -> {
                together.await();
                return code();
            });
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var codes = callers.stream().map(threads::submit).toList();
            together.countDown();
            for (var code : codes) {
                assertThat(code.get()).isEqualTo("in");
            }
        }
        assertThat(server.asked()).hasSize(WHOLE);
    }

    @Test
    void keys_of_an_anchor_are_a_set_with_one_that_can_be_used() {
        assertThat(read(usual.anchorJwks())).isEqualTo(1);
        for (var odd :
                new String[] {"", "[]", "{}", "{\"keys\":[]}", "{\"keys\":[{\"kty\":\"oct\",\"k\":\"AAAA\"}]}"}) {
            assertThat(read(odd)).as(odd).isZero();
        }
    }

    @Test
    void what_an_anchor_says_of_itself_is_examined() throws Exception {
        assertThat(problem()).isEmpty();
        serve(usual.tampered(FederationTampering.ANCHOR_REKEYED));
        assertThat(problem()).hasValueSatisfying(why -> assertThat(why).contains("key_unknown"));
        serve(usual.with(Statement.ANCHOR, draft -> draft.without("metadata")).documents());
        assertThat(problem()).hasValueSatisfying(why -> assertThat(why).contains("federation_fetch_endpoint"));
        away();
        assertThat(problem()).hasValueSatisfying(why -> assertThat(why).contains("trust_unavailable"));
    }

    private Optional<String> problem() throws Exception {
        JwkSet keys =
                Objects.requireNonNull(FederationKeys.read(usual.anchorJwks().getBytes(StandardCharsets.UTF_8))
                        .value());
        return FederationKeys.problem(anchor, keys, http, clock);
    }

    private static int read(String document) {
        return FederationKeys.read(document.getBytes(StandardCharsets.UTF_8)).size();
    }

    private void away() {
        server.behave(exchange -> StubServer.respond(exchange, 500, ""));
    }
}
