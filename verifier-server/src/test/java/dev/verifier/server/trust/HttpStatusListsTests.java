package dev.verifier.server.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import dev.verifier.credential.IssuerId;
import dev.verifier.credential.StatusReference;
import dev.verifier.rejection.RejectedException;
import dev.verifier.server.StoppedClock;
import dev.verifier.server.StubServer;
import dev.verifier.server.audit.EventLog;
import dev.verifier.server.outbound.EgressPolicy;
import dev.verifier.server.outbound.OutboundHttp;
import dev.verifier.status.ListForms;
import dev.verifier.status.RevokedCredentials;
import dev.verifier.status.StatusCheck;
import dev.verifier.status.StatusListReader;
import dev.verifier.status.StatusPolicy;
import dev.verifier.trust.TrustDomain;
import dev.verifier.trust.TrustedIssuersList;
import dev.verifier.wallet.Seal;
import dev.verifier.wallet.SealKey;
import dev.verifier.wallet.StatusList;
import dev.verifier.wallet.StatusListTampering;
import dev.verifier.wallet.StatusPublication;
import dev.verifier.wallet.TestAuthority;
import dev.verifier.x509.TrustAnchors;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A publisher of status lists that answers, is away, hangs, lies, or turns back the time. */
class HttpStatusListsTests {

    private static final Instant AT = Instant.parse("2026-11-21T12:00:00Z");
    private static final String ORGANIZATION = "VATES-A12345678";
    private static final TestAuthority AUTHORITY =
            TestAuthority.create(AT.minus(Duration.ofDays(30)), new SecureRandom());
    private static final Seal SEAL = AUTHORITY.seal(ORGANIZATION, SealKey.P_256);
    private static final TrustDomain DOMAIN = domain();
    private static final Duration TTL = Duration.ofMinutes(10);

    private final StoppedClock clock = new StoppedClock(AT);
    private final StubServer publisher = new StubServer();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final EventLog events = EventLog.of(clock, metrics);
    private final OutboundHttp http = OutboundHttp.open(
            new EgressPolicy(true, Duration.ofSeconds(1), Duration.ofSeconds(1), 100_000, 1_000_000, null), events);
    private final CountDownLatch hanging = new CountDownLatch(1);
    private final String uri = publisher.url("/status/1");
    private HttpStatusLists lists = lists(ListForms.STANDARD, Set.of());
    private StatusPolicy policy = StatusPolicy.failClosed();

    private static TrustDomain domain() {
        try {
            var pem = new ByteArrayInputStream(AUTHORITY.anchorPem().getBytes(StandardCharsets.US_ASCII));
            var anchors = CertificateFactory.getInstance("X.509").generateCertificates(pem).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
            return new TrustDomain(TrustAnchors.of(anchors), new TrustedIssuersList(Map.of()));
        } catch (CertificateException e) {
            throw new AssertionError(e);
        }
    }

    private HttpStatusLists lists(ListForms forms, Set<String> hosts) {
        return new HttpStatusLists(
                new StatusListReader(forms, 5, 1_000_000), new StatusListHosts(hosts), http, events, clock);
    }

    @AfterEach
    void close() throws IOException {
        hanging.countDown();
        http.close();
        publisher.close();
    }

    private StatusPublication publication(Instant at) {
        return new StatusPublication(SEAL, URI.create(uri), at, TTL);
    }

    /** Made at a time, with these revoked. */
    private String token(Instant at, int... revoked) {
        var list = new StatusList(1, 64);
        for (var index : revoked) {
            list = list.with(index, 1);
        }
        var publication = publication(at);
        return publication.sign(publication.token(list));
    }

    private String status(long index) {
        return status(new StatusReference.TokenStatusList(uri, index));
    }

    private String status(StatusReference reference) {
        return status(reference, ORGANIZATION);
    }

    private String status(StatusReference reference, String organization) {
        try {
            new StatusCheck(new RevokedCredentials(Set.of()), lists, policy)
                    .require(reference, Set.of(), new IssuerId(organization), DOMAIN, clock.instant());
            return "clear";
        } catch (RejectedException e) {
            return e.rejection().code();
        }
    }

    private double counted(String result) {
        var counter =
                metrics.find("verifier.status.lists").tag("result", result).counter();
        return counter == null ? 0 : counter.count();
    }

    @Test
    void one_fetch_serves_every_credential_of_a_list_for_five_minutes() {
        publisher.serve(token(AT, 7));

        assertThat(List.of(status(6), status(7), status(8), status(64)))
                .containsExactly("clear", "credential_revoked", "clear", "credential_status_unknown");
        clock.pass(Duration.ofMinutes(5).minusSeconds(1));
        assertThat(status(6)).isEqualTo("clear");
        assertThat(publisher.asked()).containsExactly("GET /status/1");
        assertThat(counted("loaded")).isEqualTo(1);
        assertThat(lists.ageMillis()).isEqualTo(299_000);
    }

    @Test
    void the_list_is_asked_for_by_its_media_type_and_a_copy_by_its_tag() {
        var headers = new CopyOnWriteArrayList<String>();
        var token = token(AT);
        publisher.behave(exchange -> {
            headers.add(exchange.getRequestHeaders().getFirst("Accept") + " "
                    + exchange.getRequestHeaders().getFirst("If-None-Match"));
            exchange.getResponseHeaders().add("ETag", "\"one\"");
            StubServer.respond(exchange, headers.size() == 1 ? 200 : 304, headers.size() == 1 ? token : "");
        });

        assertThat(status(6)).isEqualTo("clear");
        clock.pass(Duration.ofMinutes(6));
        assertThat(status(6)).isEqualTo("clear");
        clock.pass(Duration.ofMinutes(6));
        assertThat(status(6)).isEqualTo("clear");
        assertThat(headers)
                .containsExactly(
                        "application/statuslist+jwt, application/statuslist+cwt;q=0.9 null",
                        "application/statuslist+jwt, application/statuslist+cwt;q=0.9 \"one\"",
                        "application/statuslist+jwt, application/statuslist+cwt;q=0.9 \"one\"");
        // What is confirmed is no older for it, and ends when it ends.
        clock.pass(Duration.ofMinutes(8));
        assertThat(status(6)).isEqualTo("credential_status_unknown");
    }

    @Test
    void
            rl_21_what_is_revoked_is_so_after_five_minutes_at_the_latest_or_sooner_where_the_list_may_not_be_kept_so_long() {
        publisher.serve(token(AT));
        assertThat(status(7)).isEqualTo("clear");
        publisher.serve(token(AT.plusSeconds(1), 7));
        clock.pass(Duration.ofMinutes(5));
        assertThat(status(7)).isEqualTo("credential_revoked");

        var brief = new StatusPublication(SEAL, URI.create(uri), AT.plusSeconds(10), Duration.ofSeconds(400));
        publisher.serve(brief.sign(brief.token(new StatusList(1, 64)).with("ttl", 2)));
        clock.pass(Duration.ofMinutes(5));
        assertThat(status(7)).isEqualTo("clear");
        publisher.serve(token(clock.instant(), 7));
        clock.pass(Duration.ofSeconds(2));
        assertThat(status(7)).isEqualTo("credential_revoked");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 410, 500, 503})
    void sl_02_no_list_is_no_clear_list(int status) {
        publisher.behave(exchange -> StubServer.respond(exchange, status, "[]"));

        assertThat(status(6)).isEqualTo("credential_status_unknown");
        publisher.serve(token(AT));
        assertThat(status(6)).isEqualTo("credential_status_unknown");
        assertThat(publisher.asked()).hasSize(1);
        clock.pass(Duration.ofSeconds(5));
        assertThat(status(6)).isEqualTo("clear");
        assertThat(counted("unavailable")).isEqualTo(1);
    }

    @Test
    void sl_02_a_page_instead_of_a_list_and_a_publisher_that_is_away_are_no_clear_list() {
        publisher.serve("<html>Service temporarily available</html>");
        assertThat(status(6)).isEqualTo("credential_status_unknown");
        assertThat(counted("refused")).isEqualTo(1);

        publisher.close();
        clock.pass(Duration.ofSeconds(5));
        assertThat(status(6)).isEqualTo("credential_status_unknown");
        assertThat(counted("unavailable")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html>Service temporarily available</html>",
                "e30.\ud83d\ude00\ud83d\ude00\ud83d\ude00\ud83d\ude00."
            })
    void what_comes_instead_of_a_list_takes_nothing_away_from_the_last_one(String instead) {
        publisher.serve(token(AT, 7));
        assertThat(status(7)).isEqualTo("credential_revoked");
        publisher.serve(instead);
        clock.pass(Duration.ofMinutes(5));

        assertThat(List.of(status(6), status(7), status(6))).containsExactly("clear", "credential_revoked", "clear");
        assertThat(publisher.asked()).hasSize(2);
        assertThat(counted("refused")).isEqualTo(1);
    }

    /** RL-22. */
    @Test
    void sl_02_a_publisher_that_never_answers_is_waited_for_once() throws Exception {
        publisher.behave(_ -> hang());

        var began = System.nanoTime();
        assertThat(byFiftyAtOnce()).containsOnly("credential_status_unknown");
        assertThat(byFiftyAtOnce()).containsOnly("credential_status_unknown");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(3));
        assertThat(publisher.asked()).hasSize(1);
    }

    @Test
    void fifty_at_once_ask_once() throws Exception {
        var token = token(AT);
        publisher.behave(exchange -> {
            hang();
            StubServer.respond(exchange, 200, token);
        });
        try (var later = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = later.submit(this::byFiftyAtOnce);
            while (publisher.asked().isEmpty()) {
                Thread.onSpinWait();
            }
            hanging.countDown();
            assertThat(answers.get()).hasSize(50).containsOnly("clear");
        }
        assertThat(publisher.asked()).hasSize(1);
    }

    @Test
    void sl_09_an_issuer_with_large_lists_takes_the_place_of_its_own_and_of_no_others() {
        var gluttons = AUTHORITY.seal("VATES-B87654321", SealKey.P_256);
        publisher.behave(exchange -> {
            var path = exchange.getRequestURI().getPath();
            var own = path.equals("/status/1");
            var list = new StatusPublication(own ? SEAL : gluttons, URI.create(publisher.url(path)), AT, TTL);
            var small = own || path.equals("/status/99");
            StubServer.respond(exchange, 200, list.sign(list.token(new StatusList(1, small ? 64 : 3_200_000))));
        });
        var small = new StatusReference.TokenStatusList(publisher.url("/status/99"), 6);

        assertThat(status(6)).isEqualTo("clear");
        assertThat(status(small, "VATES-B87654321")).isEqualTo("clear");
        for (var round = 0; round < 2; round++) {
            for (var number = 2; number < 17; number++) {
                var large = new StatusReference.TokenStatusList(publisher.url("/status/" + number), 6);
                assertThat(status(large, "VATES-B87654321")).isEqualTo("clear");
            }
        }

        assertThat(status(6)).isEqualTo("clear");
        assertThat(status(small, "VATES-B87654321")).isEqualTo("clear");
        assertThat(publisher.asked())
                .containsOnlyOnce("GET /status/1")
                .as("what fits beside the large ones stays")
                .containsOnlyOnce("GET /status/99")
                .as("theirs are asked for again and again")
                .hasSizeGreaterThan(20);
    }

    @Test
    void sl_09_no_more_than_a_few_lists_are_in_memory_at_once_and_half_of_them_of_one_issuer() throws Exception {
        var token = token(AT);
        publisher.behave(exchange -> {
            hang();
            StubServer.respond(exchange, 200, token);
        });
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<Future<String>>();
            for (var i = 0; i < 20; i++) {
                var elsewhere = new StatusReference.TokenStatusList(publisher.url("/status/" + (i + 2)), 6);
                var organization = "VATES-" + i % 2;
                answers.add(callers.submit(() -> status(elsewhere, organization)));
            }
            await().until(() -> publisher.asked().size() == 4);
            await().during(Duration.ofMillis(200)).until(() -> publisher.asked().size() == 4);
            hanging.countDown();
            for (var answer : answers) {
                assertThat(answer.get()).as("the list of somewhere else").isEqualTo("credential_status_unknown");
            }
        }
        assertThat(publisher.asked()).hasSize(20);
    }

    /** RL-22. */
    @Test
    void a_slow_host_of_one_issuer_makes_no_other_one_wait() {
        var token = token(AT);
        publisher.behave(exchange -> {
            if (!exchange.getRequestURI().getPath().equals("/status/1")) {
                hang();
            }
            StubServer.respond(exchange, 200, token);
        });
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<Future<String>>();
            for (var i = 0; i < 4; i++) {
                var slow = new StatusReference.TokenStatusList(publisher.url("/status/" + (i + 2)), 6);
                answers.add(callers.submit(() -> status(slow, "VATES-B87654321")));
            }
            await().until(() -> publisher.asked().size() == 2);

            assertThat(status(6)).isEqualTo("clear");
            assertThat(answers).noneMatch(Future::isDone);
            hanging.countDown();
        }
    }

    private void hang() {
        try {
            hanging.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<String> byFiftyAtOnce() throws Exception {
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<String> caller = () -> status(6);
            return callers.invokeAll(Collections.nCopies(50, caller)).stream()
                    .map(Future::resultNow)
                    .toList();
        }
    }

    @Test
    void sl_02_rl_20_while_the_publisher_is_away_a_list_counts_as_long_as_it_may_be_kept_and_then_as_the_policy_says() {
        publisher.serve(token(AT));
        assertThat(status(6)).isEqualTo("clear");
        publisher.behave(exchange -> StubServer.respond(exchange, 500, ""));
        clock.pass(TTL.minusSeconds(1));
        assertThat(status(6)).isEqualTo("clear");
        clock.pass(Duration.ofSeconds(1));
        assertThat(status(6)).isEqualTo("credential_status_unknown");

        policy = StatusPolicy.acceptStaleUpTo(Duration.ofMinutes(4));
        assertThat(status(6)).isEqualTo("clear");
        assertThat(counted("stale")).isEqualTo(2);
        clock.pass(Duration.ofMinutes(4));
        assertThat(status(6)).isEqualTo("credential_status_unknown");

        publisher.serve(token(clock.instant()));
        clock.pass(Duration.ofSeconds(5));
        assertThat(status(6)).isEqualTo("clear");
    }

    @Test
    void sl_06_an_end_is_no_permission_to_keep_a_list_until_then_and_no_list_is_kept_for_more_than_a_day() {
        var month = new StatusPublication(SEAL, URI.create(uri), AT, Duration.ofDays(30));
        var token = month.token(new StatusList(1, 64));

        assertThat(keptFor(bytes(month.sign(token.without("ttl"))))).isEqualTo(Duration.ofMinutes(5));
        assertThat(keptFor(bytes(month.sign(token)))).isEqualTo(Duration.ofDays(1));
        assertThat(keptFor(month.cwt(new StatusList(1, 64)))).isEqualTo(Duration.ofDays(1));
        assertThat(keptFor(bytes(token(clock.instant())))).isEqualTo(TTL);
    }

    private static byte[] bytes(String compact) {
        return compact.getBytes(StandardCharsets.US_ASCII);
    }

    /** How long a list counts whose publisher is away from then on. */
    private Duration keptFor(byte[] document) {
        lists = lists(ListForms.STANDARD, Set.of());
        publisher.behave(exchange -> {
            exchange.sendResponseHeaders(200, document.length);
            exchange.getResponseBody().write(document);
        });
        assertThat(status(6)).isEqualTo("clear");
        publisher.behave(exchange -> StubServer.respond(exchange, 500, ""));
        var step = Duration.ofMinutes(5);
        var kept = Duration.ZERO;
        while (status(6).equals("clear")) {
            clock.pass(step);
            kept = kept.plus(step);
        }
        return kept;
    }

    @Test
    void sl_06_no_policy_makes_a_list_count_beyond_its_own_end() {
        policy = StatusPolicy.acceptStaleUpTo(Duration.ofDays(1));
        publisher.serve(token(AT));
        assertThat(status(6)).isEqualTo("clear");
        publisher.behave(exchange -> StubServer.respond(exchange, 500, ""));
        clock.pass(TTL.multipliedBy(2).minusSeconds(1));
        assertThat(status(6)).isEqualTo("clear");
        clock.pass(Duration.ofSeconds(1));
        assertThat(status(6)).isEqualTo("credential_status_unknown");
    }

    @Test
    void sl_06_a_list_that_is_older_than_the_one_before_takes_nothing_back() {
        publisher.serve(token(AT, 7));
        assertThat(status(7)).isEqualTo("credential_revoked");
        publisher.serve(token(AT.minusSeconds(1)));
        clock.pass(Duration.ofMinutes(5));
        assertThat(status(7)).isEqualTo("credential_revoked");
        assertThat(counted("rolled_back")).isEqualTo(1);
        clock.pass(Duration.ofMinutes(5));
        assertThat(status(6)).isEqualTo("credential_status_unknown");

        publisher.serve(token(AT.plusSeconds(1)));
        clock.pass(Duration.ofSeconds(5));
        assertThat(status(7)).isEqualTo("clear");
    }

    @ParameterizedTest
    @EnumSource
    void sl_03_sl_04_sl_09_each_crime_on_a_list_is_caught_and_the_list_before_it_stays(StatusListTampering crime) {
        publisher.serve(token(AT, 7));
        assertThat(status(7)).isEqualTo("credential_revoked");
        clock.pass(Duration.ofMinutes(5));
        var publication = publication(clock.instant());
        publisher.serve(crime.commit(publication, publication.token(new StatusList(1, 64))));

        assertThat(status(7)).isEqualTo("credential_revoked");
        assertThat(counted("loaded")).isEqualTo(1);
        publisher.serve(token(clock.instant()));
        clock.pass(Duration.ofSeconds(5));
        assertThat(status(7)).isEqualTo("clear");
    }

    @Test
    void sl_10_a_redirect_leads_nowhere() {
        try (var trap = new StubServer()) {
            publisher.behave(exchange -> redirect(exchange, trap.url("/status/1")));

            assertThat(status(6)).isEqualTo("credential_status_unknown");
            assertThat(trap.asked()).isEmpty();
        }
    }

    private static void redirect(HttpExchange exchange, String to) throws IOException {
        exchange.getResponseHeaders().add("Location", to);
        StubServer.respond(exchange, 302, "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://issuer.example/status/1",
                "http://192.0.2.1/status/1",
                "file:///etc/passwd",
                "data:application/statuslist+jwt,x",
                "gopher://127.0.0.1/1",
                "//127.0.0.1/status",
                "not a URI",
                "",
                "https://user:secret@127.0.0.1/status/1"
            })
    void sl_13_what_is_not_https_is_not_asked(String elsewhere) {
        assertThat(status(new StatusReference.TokenStatusList(elsewhere, 6))).isEqualTo("credential_status_unknown");
    }

    @Test
    void a_list_that_nobody_signed_is_read_from_hosts_that_are_allowed_and_from_no_others() {
        publisher.serve(StatusPublication.plain(List.of("bb22")));
        lists = lists(ListForms.Form.PLAIN::equals, Set.of());
        assertThat(status(new StatusReference.PlainListEntry(uri, "aa11"))).isEqualTo("credential_status_unknown");
        assertThat(publisher.asked()).isEmpty();

        lists = lists(ListForms.Form.PLAIN::equals, Set.of("127.0.0.1"));
        assertThat(status(new StatusReference.PlainListEntry(uri, "aa11"))).isEqualTo("clear");
        assertThat(status(new StatusReference.PlainListEntry(uri, "bb22"))).isEqualTo("credential_revoked");
        assertThat(publisher.asked()).hasSize(1);
    }
}
