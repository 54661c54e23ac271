package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The connection over which a browser hears of its login, and nothing else: how it begins and ends, and what it takes from nobody. */
@Timeout(60)
class WaitingBrowsersTests {

    private static final World WORLD = new World();

    @TempDir
    static Path folder;

    private static StoppedClock clock;
    private static RunningServer server;

    @BeforeAll
    static void start() {
        clock = new StoppedClock(Instant.now());
        server = RunningServer.start(clock, folder, arguments());
    }

    private static String[] arguments() {
        return new String[] {"--verifier.clients.location=file:" + WORLD.folder.resolve("clients.yaml")};
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void it_begins_with_what_is_known_and_says_when_to_come_back() throws Exception {
        var browser = new Browser(server.http());
        try (var waits = wait(browser, server, browser.begin(Browser.request()))) {
            assertThat(waits.head())
                    .startsWith("HTTP/1.1 200 ")
                    .containsIgnoringCase("\ncontent-type: text/event-stream")
                    .containsIgnoringCase("\nconnection: close\n")
                    .containsIgnoringCase("\ncache-control: no-store\n")
                    .containsIgnoringCase("\nx-accel-buffering: no\n")
                    .containsIgnoringCase("\nx-content-type-options: nosniff\n")
                    .doesNotContainIgnoringCase("content-length", "transfer-encoding", "upgrade");
            assertThat(waits.paragraph()).matches("retry:\\d{3,4}\n");
            assertThat(waits.paragraph()).isEqualTo("event:heartbeat\ndata:\n");
        }
    }

    @Test
    void one_that_goes_away_makes_room_at_once() throws Exception {
        var browser = new Browser(server.http());
        awaitThat(() -> open() == 0);
        try (var waits = wait(browser, server, browser.begin(Browser.request()))) {
            waits.begun();
            assertThat(open()).isEqualTo(1);
        }
        var gone = System.nanoTime();
        awaitThat(() -> open() == 0);
        assertThat(Duration.ofNanos(System.nanoTime() - gone)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void one_that_talks_while_it_waits_is_let_go_and_its_login_goes_on() throws Exception {
        var browser = new Browser(server.http());
        var page = browser.begin(Browser.request());
        try (var waits = wait(browser, server, page)) {
            waits.begun();
            waits.say("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n");

            assertThat(waits.ended()).isTrue();
        }
        try (var again = wait(browser, server, page)) {
            again.begun();
            browser.answer(WORLD, WORLD.person, page);

            assertThat(again.news()).isEqualTo("event:scanned\ndata:\n");
        }
    }

    @Test
    void one_whose_login_ends_is_told_and_let_go() throws Exception {
        var browser = new Browser(server.http());
        var page = browser.begin(Browser.request());
        clock.pass(Duration.ofMinutes(2).minusMillis(500));
        try (var waits = wait(browser, server, page)) {
            waits.begun();

            assertThat(waits.news()).isEqualTo("event:expired\ndata:\n");
            assertThat(waits.ended()).isTrue();
        }
    }

    @Test
    void one_that_waits_does_not_keep_another_from_anything() throws Exception {
        var browser = new Browser(server.http());
        var page = browser.begin(Browser.request());
        try (var one = wait(browser, server, page);
                var other = wait(browser, server, page)) {
            one.begun();
            other.begun();
            browser.answer(WORLD, WORLD.person, page);

            assertThat(one.news()).isEqualTo("event:scanned\ndata:\n");
            assertThat(other.news()).isEqualTo("event:scanned\ndata:\n");
        }
    }

    @Test
    void where_connections_are_shared_it_is_told_and_asks_again(@TempDir Path another) throws Exception {
        try (var shared = RunningServer.start(another, arguments()[0], "--server.http2.enabled=true");
                var client = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_2)
                        .build()) {
            var browser = new Browser(shared.http());
            var page = browser.begin(Browser.request());
            client.send(request(shared, "/health", browser), HttpResponse.BodyHandlers.discarding());

            var answer = client.send(request(shared, page + "/events", browser), HttpResponse.BodyHandlers.ofString());

            assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(answer.body()).matches("retry:\\d{3,4}\n\nevent:heartbeat\ndata:\n\n");
        }
    }

    /** Where the container has the records of TLS between the connection and us (RFC 8446 §5). */
    @Test
    void where_the_server_itself_speaks_tls_it_is_the_same(@TempDir Path another) throws Exception {
        var seal = WORLD.authority.access("localhost", Duration.ofDays(365));
        var certificate = Files.writeString(another.resolve("tls.pem"), seal.chainPem());
        var key = Files.writeString(another.resolve("tls.key"), seal.keyPem());
        var bundle = "--spring.ssl.bundle.pem.browsers.keystore.";
        try (var secure = RunningServer.start(
                another,
                arguments()[0],
                bundle + "certificate=file:" + certificate,
                bundle + "private-key=file:" + key,
                "--server.ssl.bundle=browsers",
                "--management.server.ssl.enabled=false")) {
            var trust = trusting(WORLD.authority.anchorPem());
            var http = Http.secure(secure.port(), trust);
            var browser = new Browser(http);
            var page = browser.begin(Browser.request());
            var socket = (SSLSocket) trust.getSocketFactory().createSocket("localhost", secure.port());
            try (var waits = wait(browser, socket, page)) {
                waits.begun();
                browser.answer(WORLD, WORLD.person, page);

                assertThat(waits.news()).isEqualTo("event:scanned\ndata:\n");
                assertThat(open(secure)).isEqualTo(1);
            }
            awaitThat(() -> open(secure) == 0);
        }
    }

    private static SSLContext trusting(String anchorPem) throws Exception {
        var anchors = KeyStore.getInstance(KeyStore.getDefaultType());
        anchors.load(null, null);
        anchors.setCertificateEntry(
                "anchor",
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(anchorPem.getBytes(StandardCharsets.US_ASCII))));
        var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(anchors);
        var context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }

    private static HttpRequest request(RunningServer server, String path, Browser browser) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path))
                .header("Cookie", browser.cookieHeader())
                .build();
    }

    private static double open() {
        return open(server);
    }

    private static double open(RunningServer server) {
        return server.management()
                .get("/prometheus")
                .body()
                .lines()
                .filter(line -> line.startsWith("verifier_events_open"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElseThrow();
    }

    private static void awaitThat(BooleanSupplier happens) {
        while (!happens.getAsBoolean()) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private static Waiting wait(Browser browser, RunningServer server, String page) throws IOException {
        return wait(browser, new Socket("localhost", server.port()), page);
    }

    private static Waiting wait(Browser browser, Socket socket, String page) throws IOException {
        socket.setSoTimeout(20_000);
        var waiting = new Waiting(
                socket, new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8)));
        waiting.say("GET " + page + "/events HTTP/1.1\r\nHost: localhost\r\nCookie: " + browser.cookieHeader()
                + "\r\n\r\n");
        return waiting;
    }

    /** A browser as its server has it: a connection, and what comes over it. */
    private record Waiting(Socket socket, BufferedReader reader) implements AutoCloseable {

        void say(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        String head() throws IOException {
            return paragraph();
        }

        /** Lines up to an empty one. */
        String paragraph() throws IOException {
            var lines = new StringBuilder();
            for (var line = reader.readLine(); line != null && !line.isEmpty(); line = reader.readLine()) {
                lines.append(line).append('\n');
            }
            return lines.toString();
        }

        /** Whatever is said next that is not only to keep the connection open. */
        String news() throws IOException {
            var next = paragraph();
            while (next.startsWith("event:heartbeat\n")) {
                next = paragraph();
            }
            return next;
        }

        /** Past what each is told at first. */
        void begun() throws IOException {
            assertThat(head()).startsWith("HTTP/1.1 200 ");
            assertThat(paragraph()).startsWith("retry:");
            assertThat(paragraph()).isEqualTo("event:heartbeat\ndata:\n");
        }

        /** With a reset where something was not read any more (RFC 9293 §3.10.4). */
        boolean ended() throws IOException {
            try {
                return reader.read() < 0;
            } catch (SocketException e) {
                return true;
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
