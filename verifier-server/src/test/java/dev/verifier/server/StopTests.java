package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server that is told to stop. */
class StopTests {

    private static final World WORLD = new World();

    @Test
    @Timeout(60)
    void it_does_not_wait_for_browsers_that_wait(@TempDir Path folder) throws Exception {
        var server =
                RunningServer.start(folder, "--verifier.clients.location=file:" + WORLD.folder.resolve("clients.yaml"));
        try (server;
                var socket = new Socket("localhost", server.port())) {
            var begun = server.http().get("/oidc/authorize?" + Http.encoded(Browser.request()));
            var head =
                    "GET " + Browser.path(begun.header("Location")) + "/events HTTP/1.1\r\nHost: localhost\r\nCookie: "
                            + begun.header("Set-Cookie").replaceFirst(";.*", "") + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
            assertThat(socket.getInputStream().read()).isEqualTo('H');

            var before = System.nanoTime();
            server.close();

            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .containsIgnoringCase("\r\nconnection: close\r\n")
                    .containsPattern("\nretry:\\d+\n\n$");
        }
    }

    /** RL-05: what was begun is done. */
    @Test
    @Timeout(60)
    void a_request_that_is_under_way_is_answered(@TempDir Path folder) throws Exception {
        var body = "grant_type=client_credentials";
        var server = RunningServer.start(folder, WORLD.arguments());
        try (server;
                var socket = new Socket("localhost", server.port())) {
            socket.setSoTimeout(20_000);
            var out = socket.getOutputStream();
            out.write(
                    ("POST /oidc/token HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                                    + "Content-Length: " + body.length() + "\r\n\r\n" + body.substring(0, 5))
                            .getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            awaitInProgress(server);
            var stopping = Thread.ofVirtual().start(server::close);
            awaitRefusal(server.port());

            out.write(body.substring(5).getBytes(StandardCharsets.ISO_8859_1));

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 401 ")
                    .contains("client_authentication_missing");
            stopping.join();
        }
    }

    /** Until what was sent is being read. */
    private static void awaitInProgress(RunningServer server) {
        var observed = server.context().getBean(MeterRegistry.class);
        while (observed.find("http.server.requests.active").longTaskTimers().stream()
                        .mapToInt(LongTaskTimer::activeTasks)
                        .sum()
                == 0) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private static void awaitRefusal(int port) {
        while (true) {
            try (var _ = new Socket("localhost", port)) {
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            } catch (IOException e) {
                return;
            }
        }
    }

    /** RL-05: whoever sends requests notices first. */
    @Test
    @Timeout(60)
    void a_server_that_drains_says_so_and_goes_on_serving_for_a_while(@TempDir Path folder) throws Exception {
        var server = RunningServer.start(folder, WORLD.arguments("--verifier.shutdown.drain=4s"));
        try (server) {
            var http = server.http();
            var browser = new Browser(http);
            var page = browser.begin(Browser.request());
            assertThat(RawHttp.send(server.port(), "GET /oidc/jwks HTTP/1.0\r\nHost: localhost\r\n\r\n"))
                    .startsWith("HTTP/1.1 200 ");
            var management = server.management();
            assertThat(management.get("/health/readiness").status()).isEqualTo(200);
            var before = System.nanoTime();
            var stopping = Thread.ofVirtual().start(server::close);

            while (management.get("/health/readiness").status() == 200) {
                assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(3));
            }
            assertThat(management.get("/health/liveness").status()).isEqualTo(200);
            assertThat(http.token(WORLD.login().form()).status()).isEqualTo(200);
            assertThat(RawHttp.send(server.port(), "GET /oidc/jwks HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                    .startsWith("HTTP/1.1 200 ")
                    .containsIgnoringCase("connection: close");
            assertThat(RawHttp.send(
                            server.port(),
                            "GET " + page + "/events HTTP/1.1\r\nHost: localhost\r\nCookie: " + browser.cookieHeader()
                                    + "\r\n\r\n"))
                    .as("wait elsewhere")
                    .startsWith("HTTP/1.1 200 ")
                    .contains("retry:")
                    .doesNotContain("event:");

            stopping.join();
            assertThat(Duration.ofNanos(System.nanoTime() - before))
                    .isBetween(Duration.ofSeconds(4), Duration.ofSeconds(30));
        }
    }
}
