package dev.verifier.server.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.verifier.server.StubServer;
import dev.verifier.server.audit.EventLog;
import dev.verifier.wallet.TestAuthority;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What leaves the building goes only where it may, and takes only so long and so much. */
class OutboundHttpTests {

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1:%d/",
                "https://localhost:%d/",
                "https://[::1]:%d/",
                "https://0.0.0.0:%d/",
                "https://2130706433:%d/",
                "https://0x7f.1:%d/",
                "https://[::ffff:127.0.0.1]:%d/",
                "https://[::]:%d/",
                "https://10.0.0.1:%d/",
                "https://172.16.0.1:%d/",
                "https://192.168.0.1:%d/",
                "https://169.254.169.254:%d/latest/",
                "https://100.64.0.1:%d/",
                "https://[fd00::1]:%d/",
                "https://[fe80::1]:%d/",
                "https://[64:ff9b::7f00:1]:%d/",
                "https://[64:ff9b:1::1]:%d/",
                "https://[64:ff9b:1:7f00:0:100::]:%d/",
                "https://[::127.0.0.1]:%d/",
                "https://[::8.8.8.8]:%d/",
                "https://[::ffff:0:127.0.0.1]:%d/",
                "https://[3fff::1]:%d/",
                "https://[5f00::1]:%d/",
                "https://[fec0::1]:%d/",
                "https://198.18.0.1:%d/",
                "https://192.0.0.1:%d/",
                "https://[ff02::1]:%d/",
                "https://224.0.0.1:%d/",
                "https://255.255.255.255:%d/"
            })
    void private_and_special_addresses_are_never_connected_to(String target) throws Exception {
        try (var trap = new StubServer();
                var http = open(false)) {
            var port = URI.create(trap.url("/")).getPort();

            assertThat(http.document(URI.create(target.formatted(port)))).isInstanceOf(Answer.Failed.class);

            assertThat(trap.asked()).isEmpty();
            assertThat(metrics.get("verifier.outbound.denied").counter().count())
                    .isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.org/",
                "ftp://example.org/",
                "file:/etc/passwd",
                "data:text/plain,x",
                "//example.org/",
                "https://user@example.org/",
                "https://example.org:65536/",
                "https://example.org:2147483647/",
                "https:///x"
            })
    void only_https_targets_without_a_user_are_fetched(String target) throws Exception {
        try (var http = open(false)) {
            assertThat(http.document(URI.create(target))).isInstanceOf(Answer.Failed.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "::ffff:8.8.8.8", "93.184.216.34", "2606:4700::1", "2a00:1450:4003:80a::200e"})
    void ordinary_addresses_may_be_connected_to(String address) throws Exception {
        assertThat(EgressClient.EXTERNAL.matches(InetAddress.getByName(address)))
                .isTrue();
    }

    @Test
    void plain_http_is_for_loopback_where_private_addresses_are_allowed() throws Exception {
        try (var server = new StubServer();
                var http = open(true)) {
            server.serve("hello");

            assertThat(http.document(URI.create(server.url("/"))))
                    .isInstanceOfSatisfying(
                            Answer.Body.class,
                            body -> assertThat(body.bytes()).asString().isEqualTo("hello"));
            assertThat(http.document(URI.create("http://example.org/"))).isEqualTo(new Answer.Failed("scheme denied"));
        }
    }

    /** OpenID4VP 1.0 §14.6: whoever is asked proves its name first, by a certificate that leads to a root of ours. */
    @ParameterizedTest
    @CsvSource({
        "localhost, true, PT1H, true",
        "localhost, false, PT1H, false",
        "localhost, true, PT-1H, false",
        "elsewhere.example, true, PT1H, false"
    })
    void nothing_is_asked_of_a_host_that_does_not_prove_its_name(
            String name, boolean known, Duration life, boolean answered) throws Exception {
        var authority = TestAuthority.create(Instant.now(), new SecureRandom());
        var roots = Files.writeString(folder.resolve("roots.pem"), authority.anchorPem());
        var asked = new AtomicInteger();
        var server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
        server.setHttpsConfigurator(new HttpsConfigurator(StubServer.tls(authority.access(name, life))));
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            StubServer.respond(exchange, 200, "hello");
            exchange.close();
        });
        server.start();
        try (var http = open(true, known ? roots : null)) {
            var answer = http.document(
                    URI.create("https://localhost:" + server.getAddress().getPort() + "/"));

            assertThat(answer instanceof Answer.Body).as(answer.toString()).isEqualTo(answered);
            assertThat(asked).hasValue(answered ? 1 : 0);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void an_answer_that_does_not_end_is_cut_off() throws Exception {
        try (var server = new StubServer();
                var http = open(true)) {
            server.behave(exchange -> {
                exchange.sendResponseHeaders(200, 0);
                var block = "x".repeat(100_000).getBytes(StandardCharsets.US_ASCII);
                for (var i = 0; i < 2_000; i++) {
                    exchange.getResponseBody().write(block);
                }
            });

            assertThat(http.document(URI.create(server.url("/")))).isEqualTo(new Answer.Failed("size denied"));
        }
    }

    @Test
    void a_compressed_answer_is_not_inflated() throws Exception {
        try (var server = new StubServer();
                var http = open(true)) {
            var bomb = gzip(new byte[10_000_000]);
            server.behave(exchange -> {
                assertThat(exchange.getRequestHeaders().getFirst("Accept-Encoding"))
                        .isNull();
                exchange.getResponseHeaders().add("Content-Encoding", "gzip");
                exchange.sendResponseHeaders(200, bomb.length);
                exchange.getResponseBody().write(bomb);
            });

            var answer = http.list(URI.create(server.url("/")), "");

            assertThat(answer)
                    .isInstanceOfSatisfying(
                            Answer.Body.class, body -> assertThat(body.bytes()).hasSize(bomb.length));
        }
    }

    /** RL-56: nothing of a failure is left over for whoever is served next by the same thread, or over the same pool. */
    @Test
    void who_was_refused_or_let_go_is_served_the_next_time() throws Exception {
        var policy = new EgressPolicy(true, Duration.ofMillis(500), Duration.ofMillis(700), 1_000_000, 1_000_000, null);
        try (var server = new StubServer();
                var http = OutboundHttp.open(policy, EventLog.of(Clock.systemUTC(), metrics));
                var workers = Executors.newFixedThreadPool(8)) {
            var forever = new CountDownLatch(1);
            server.behave(exchange -> {
                if (exchange.getRequestURI().getPath().equals("/hang")) {
                    await(forever);
                } else {
                    StubServer.respond(exchange, 200, "good");
                }
            });
            var calls = IntStream.range(0, 40)
                    .mapToObj(i -> workers.submit(() -> {
                        var failed = i % 2 == 0 ? "http://127.0.0.1:1/" : server.url("/hang");
                        assertThat(http.document(URI.create(failed))).isInstanceOf(Answer.Failed.class);
                        assertThat(http.document(URI.create(server.url("/good"))))
                                .isInstanceOf(Answer.Body.class);
                        return Thread.currentThread().isInterrupted();
                    }))
                    .toList();

            for (var call : calls) {
                assertThat(call.get()).isFalse();
            }
            forever.countDown();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private OutboundHttp open(boolean allowPrivateAddresses) {
        return open(allowPrivateAddresses, null);
    }

    private OutboundHttp open(boolean allowPrivateAddresses, @Nullable Path roots) {
        var policy = new EgressPolicy(
                allowPrivateAddresses, Duration.ofSeconds(5), Duration.ofSeconds(30), 1_000_000, 1_000_000, roots);
        return OutboundHttp.open(policy, EventLog.of(Clock.systemUTC(), metrics));
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var compressed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(compressed)) {
            gzip.write(bytes);
        }
        return compressed.toByteArray();
    }
}
