package dev.verifier.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar as suites use it that are not in Java. */
class KitJarIT {
    private static final Path JAR = Path.of("target/verifier-test-kit.jar").toAbsolutePath();

    @TempDir
    private Path folder;

    /** docs/testing-your-client.md shows it. The one who starts it may be an older Java. */
    @Test
    void a_suite_for_node_runs_logins_of_its_own() throws Exception {
        var java = Path.of("/usr/lib/jvm/java-17-openjdk-amd64/bin");
        var path = (Files.exists(java) ? java : Path.of(System.getProperty("java.home"), "bin")) + ":"
                + System.getenv("PATH");
        var builder = new ProcessBuilder("node", "--test", "src/test/node/login.test.mjs");
        builder.environment().putAll(Map.of("VERIFIER_TEST_KIT", JAR.toString(), "PATH", path));

        var said = run(builder);

        assertThat(said.exitCode()).as(said.text()).isZero();
        assertThat(said.text()).contains("pass 2", "fail 0");
    }

    @Test
    void it_answers_programs_of_this_machine_only_and_ends_with_whoever_started_it() throws Exception {
        var output = folder.resolve("out.txt");
        var kit = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", JAR.toString())
                .redirectOutput(output.toFile())
                .redirectError(folder.resolve("err.txt").toFile())
                .start();
        try {
            while (kit.isAlive() && Files.readString(output).isBlank()) {
                kit.waitFor(100, TimeUnit.MILLISECONDS);
            }
            var said = Json.read(Files.readString(output));
            assertThat(said).containsKeys("issuer", "control", "log", "warning");
            var people = URI.create(said.get("control")).resolve("people");

            assertThat(status(people, "{}")).isEqualTo(201);
            for (var guessed : List.of("/people", "/x/people", "/" + "A".repeat(43) + "/people")) {
                assertThat(status(people.resolve(guessed), "{}")).as(guessed).isEqualTo(403);
            }
            assertThat(status(people, "[]")).isEqualTo(400);
            assertThat(status(people, "{\"powers\":[{}]}")).isEqualTo(400);
            assertThat(status(people, "{\"firstName\":\"" + "x".repeat(70_000) + "\"}"))
                    .isEqualTo(413);
            assertThat(status(people.resolve("nothing"), "{}")).isEqualTo(404);
            assertThat(status(people.resolve("people/77/revoke"), "{}")).isEqualTo(404);
            assertThat(status(people, "{}", "Origin", "https://evil.example")).isEqualTo(421);
            assertThat(status(people, "{}", "Sec-Fetch-Site", "cross-site")).isEqualTo(421);
            assertThat(status(URI.create(people.toString().replace("127.0.0.1", "localhost")), "{}"))
                    .isEqualTo(201);
            assertListensOnlyHere(people.getPort());
            assertListensOnlyHere(URI.create(said.getOrDefault("issuer", "")).getPort());
        } finally {
            kit.destroy();
            assertThat(kit.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
        var issuer = URI.create(Json.read(Files.readString(output)).getOrDefault("issuer", ""));
        assertThatThrownBy(() -> new Socket("localhost", issuer.getPort()).close())
                .isInstanceOf(ConnectException.class);
        assertThat(Json.read(Files.readString(output)).get("log"))
                .satisfies(log -> assertThat(Path.of(log)).doesNotExist());
    }

    @Test
    void what_the_verifier_does_not_know_is_said_and_nothing_is_left() throws Exception {
        var said = run(new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                JAR.toString(),
                "--verifier.issuers=x"));

        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.text()).contains("verifier.issuer");
    }

    private static void assertListensOnlyHere(int port) throws IOException {
        new Socket(InetAddress.getLoopbackAddress(), port).close();
        for (var network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
            for (var address : Collections.list(network.getInetAddresses())) {
                if (!address.isLoopbackAddress()) {
                    assertThatThrownBy(() -> new Socket(address, port).close())
                            .as(address::toString)
                            .isInstanceOf(IOException.class);
                }
            }
        }
    }

    private record Said(int exitCode, String text) {}

    private Said run(ProcessBuilder builder) throws IOException, InterruptedException {
        var output = folder.resolve("said.txt");
        var process = builder.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(180, TimeUnit.SECONDS)).isTrue();
        return new Said(process.exitValue(), Files.readString(output));
    }

    private static int status(URI uri, String body, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(uri).POST(BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HttpClient.newHttpClient()
                .send(request.build(), BodyHandlers.discarding())
                .statusCode();
    }
}
