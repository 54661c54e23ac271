package dev.verifier.server.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verifier.credential.IssuerId;
import dev.verifier.rejection.RejectedException;
import dev.verifier.server.StubServer;
import dev.verifier.server.audit.EventLog;
import dev.verifier.server.outbound.EgressPolicy;
import dev.verifier.server.outbound.OutboundHttp;
import dev.verifier.status.ListForms;
import dev.verifier.status.StatusListReader;
import dev.verifier.status.StatusLists;
import dev.verifier.status.StatusSource;
import dev.verifier.wallet.StatusPublication;
import dev.verifier.wallet.TestAuthority;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two ask the same thing at once, and whoever asks for both breaks off: the other learns what is known, and the next may ask. */
class BrokenOffTests {

    private static final String NOBODY_KNOWS = "trust_unavailable";

    private final BreakingClock clock = new BreakingClock();
    private final StubServer server = new StubServer();
    private final CountDownLatch answer = new CountDownLatch(1);
    private final OutboundHttp http = OutboundHttp.open(
            new EgressPolicy(true, Duration.ofSeconds(30), Duration.ofSeconds(30), 100_000, 100_000, null),
            EventLog.of(clock, new SimpleMeterRegistry()));

    /** Breaks off whatever one thread does that looks at it. */
    private static final class BreakingClock extends Clock {

        private volatile @Nullable Thread broken;

        @Override
        public Instant instant() {
            if (Thread.currentThread().equals(broken)) {
                throw new IllegalStateException("broken off");
            }
            return Instant.parse("2026-11-21T12:00:00Z");
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    /** What is asked, and what is said of it. */
    private interface Question {

        String ask() throws RejectedException;
    }

    @AfterEach
    void close() throws IOException {
        answer.countDown();
        http.close();
        server.close();
    }

    @Test
    void of_an_issuers_metadata() throws Exception {
        var issuer = URI.create(server.url("/issuer"));
        var metadata = new HttpIssuerMetadata(Set.of(), http, clock);

        brokenOff("{\"issuer\":\"" + issuer + "\",\"jwks\":{\"keys\":[]}}", () -> {
            metadata.require(issuer);
            return "known";
        });
    }

    @Test
    void of_a_registry() throws Exception {
        var registry = new EbsiTrustedIssuers(URI.create(server.url("/v4/issuers/")), http, clock);

        brokenOff("{\"did\":\"did:elsi:VATES-A12345678\",\"attributes\":[]}", () -> {
            registry.accreditations(new IssuerId("VATES-A12345678"));
            return "known";
        });
    }

    @Test
    void of_a_status_list() throws Exception {
        var at = clock.instant();
        var pem = TestAuthority.create(at, new SecureRandom()).anchorPem();
        var source = new StatusSource(
                StatusSource.Kind.PLAIN,
                server.url("/status"),
                new IssuerId("VATES-A12345678"),
                Objects.requireNonNull(AnchorFiles.read(pem.getBytes(StandardCharsets.US_ASCII), clock)
                        .value()));
        var reader = new StatusListReader(ListForms.Form.PLAIN::equals, 5, 100_000);
        var lists = new HttpStatusLists(
                reader,
                new StatusListHosts(Set.of("127.0.0.1")),
                http,
                EventLog.of(Clock.systemUTC(), new SimpleMeterRegistry()),
                clock);

        brokenOff(
                StatusPublication.plain(List.of("bb22")),
                () -> lists.find(source, at) instanceof StatusLists.Found ? "known" : NOBODY_KNOWS);
    }

    private void brokenOff(String document, Question question) throws Exception {
        server.behave(exchange -> {
            hold();
            StubServer.respond(exchange, 200, document);
        });
        var first = new FutureTask<>(() -> told(question));
        var asking = Thread.ofPlatform().start(first);
        while (server.asked().isEmpty()) {
            Thread.onSpinWait();
        }
        clock.broken = asking;
        var second = new FutureTask<>(() -> told(question));
        var waiting = Thread.ofPlatform().start(second);
        while (waiting.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        answer.countDown();

        assertThat(second.get()).isEqualTo(NOBODY_KNOWS);
        assertThatThrownBy(first::get).hasCauseInstanceOf(IllegalStateException.class);
        assertThat(server.asked()).hasSize(1);
        assertThat(told(question)).isEqualTo("known");
    }

    private void hold() {
        try {
            answer.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String told(Question question) {
        try {
            return question.ask();
        } catch (RejectedException e) {
            return e.rejection().code();
        }
    }
}
