package dev.verifier.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChannelTests {

    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final HttpServer server;

    ChannelTests() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void a_browser_hears_that_it_may_go_on_also_in_the_middle_of_a_word() throws Exception {
        says(200, "event:heartbeat\ndata:\n\n", "event:scanned\ndata:\n\n", "event:re", "direct\ndata:/login\n\n");
        var before = System.nanoTime();

        try (var channel = open()) {
            assertThat(channel.told(LONGEST)).isGreaterThan(before);
        }
    }

    @Test
    void events_may_end_with_the_connection() throws Exception {
        try (var plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var answered = CompletableFuture.runAsync(() -> answerOnce(plain));

            try (var channel =
                    Channel.open(new InetSocketAddress(plain.getInetAddress(), plain.getLocalPort()), new byte[1])) {
                assertThat(channel.told(LONGEST)).isPositive();
            }
            answered.join();
        }
    }

    private static void answerOnce(ServerSocket plain) {
        try (var socket = plain.accept()) {
            socket.getInputStream().read();
            var answer =
                    "HTTP/1.1 200\r\nConnection: close\r\n\r\nevent:scanned\ndata:\n\nevent:redirect\ndata:/login\n\n";
            socket.getOutputStream().write(answer.getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_channel_that_ends_is_opened_again() throws Exception {
        var times = new AtomicInteger();
        server.createContext(
                "/events",
                exchange -> answer(
                        exchange,
                        200,
                        List.of(
                                times.incrementAndGet() < 3
                                        ? "event:heartbeat\ndata:\n\n"
                                        : "event:redirect\ndata:/l\n\n")));

        try (var channel = open()) {
            assertThat(channel.told(LONGEST)).isPositive();
        }
        assertThat(times).hasValue(3);
    }

    @Test
    void a_channel_that_ends_again_and_again_is_no_figure() throws Exception {
        says(200, "event:heartbeat\ndata:\n\n");

        try (var channel = open()) {
            assertThatIOException().isThrownBy(() -> channel.told(LONGEST)).withMessageContaining("ended 20 times");
        }
    }

    @Test
    void a_browser_that_is_not_told_is_no_figure() throws Exception {
        says(200, "event:heartbeat\ndata:\n\n", "event:failed\ndata:wrong_nonce\n\n");

        try (var channel = open()) {
            assertThatIOException().isThrownBy(() -> channel.told(LONGEST));
        }
    }

    @Test
    void a_browser_for_which_there_is_no_room_is_told() {
        says(503, "{\"error\":\"temporarily_unavailable\"}");

        assertThatThrownBy(this::open)
                .isInstanceOf(UnexpectedAnswerException.class)
                .hasMessageContaining("503");
    }

    private Channel open() throws IOException {
        var requests = new Requests(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
        return Channel.open(server.getAddress(), requests.get("/events", "text/event-stream", "a=b"));
    }

    private void says(int status, String... chunks) {
        server.createContext("/events", exchange -> answer(exchange, status, List.of(chunks)));
    }

    private static void answer(HttpExchange exchange, int status, List<String> chunks) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status, 0);
            for (var chunk : chunks) {
                exchange.getResponseBody().write(chunk.getBytes(UTF_8));
                exchange.getResponseBody().flush();
            }
        }
    }
}
