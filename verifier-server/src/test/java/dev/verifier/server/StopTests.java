package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
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
                    .endsWith("0\r\n\r\n");
        }
    }
}
