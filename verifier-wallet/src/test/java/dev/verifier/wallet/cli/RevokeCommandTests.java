package dev.verifier.wallet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.wallet.CompactJws;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // JUnit fills the fields in
class RevokeCommandTests {
    @TempDir
    private Path directory;

    private Path issue(Path world, String name, String list) {
        var file = world.resolve("employee/" + name);
        var console = Console.run(
                "issue",
                "employee",
                "--world",
                world,
                "--holder",
                world.resolve("employee/key.pem"),
                "--status-list",
                list,
                "--out",
                file);
        assertThat(console.exitCode()).isZero();
        assertThat(console.err()).contains(list);
        return file;
    }

    @Test
    void a_served_wallet_publishes_who_is_revoked() throws Exception {
        var world = Console.world(directory);
        var writer = new PipedWriter();
        try (var said = new BufferedReader(new PipedReader(writer));
                var http = HttpClient.newHttpClient()) {
            var command = Thread.ofVirtual()
                    .start(() -> WalletCli.commandLine(InstantSource.fixed(Console.AT), new SecureRandom())
                            .setOut(new PrintWriter(writer, true))
                            .execute("serve", "--world", world.toString(), "--port", "0"));
            var list = said.readLine().replace("wallet: ", "") + "status/1";
            said.readLine();
            assertThat(said.readLine()).endsWith("--status-list " + list);
            issue(world, "first.jwt", list);
            var second = issue(world, "second.jwt", list);
            issue(world, "third.jwt", list);
            assertThat(CompactJws.parse(Files.readString(second).strip()).claims())
                    .containsEntry("status", Map.of("status_list", Map.of("idx", 1, "uri", list)));

            assertThat(octet(http, list)).isZero();
            assertThat(Console.run("revoke", "--world", world, second).exitCode())
                    .isZero();
            assertThat(octet(http, list)).isEqualTo(0b01_00);
            assertThat(Console.run("revoke", "--world", world, second, "--suspend")
                            .exitCode())
                    .isZero();
            assertThat(octet(http, list)).isEqualTo(0b10_00);
            assertThat(Console.run("revoke", "--world", world, second, "--restore")
                            .exitCode())
                    .isZero();
            assertThat(octet(http, list)).isZero();
            command.interrupt();
            command.join();
        }
    }

    /** The first octet of the list, which the token says is about this address. */
    private static int octet(HttpClient http, String list)
            throws IOException, InterruptedException, DataFormatException {
        var answer = http.send(HttpRequest.newBuilder(URI.create(list)).build(), BodyHandlers.ofString());
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/statuslist+jwt");
        var token = CompactJws.parse(answer.body());
        assertThat(token.header()).containsEntry("typ", "statuslist+jwt").containsKey("x5c");
        assertThat(token.claims()).containsEntry("sub", list).containsKeys("iat", "exp", "ttl");
        var statuses = (Map<?, ?>) Objects.requireNonNull(token.claims().get("status_list"));
        assertThat(statuses.get("bits")).isEqualTo(2);
        try (var inflater = new Inflater()) {
            inflater.setInput(Base64.getUrlDecoder().decode((String) Objects.requireNonNull(statuses.get("lst"))));
            var octets = new byte[256];
            assertThat(inflater.inflate(octets)).isEqualTo(256);
            return octets[0];
        }
    }

    @Test
    void what_is_on_no_list_cannot_be_revoked() throws IOException {
        var world = Console.world(directory);
        Console.assertMistake("revoke", "--world", world, world.resolve("employee/credential.jwt"));
        Console.assertMistake("revoke", "--world", world, world.resolve("employee/nothing.jwt"));
        Console.assertMistake("revoke", "--world", world, world.resolve("employee/key.pem"));
        var other = issue(world, "mine.jwt", "http://localhost:9200/status/1");
        Files.delete(world.resolve("status.txt"));
        Console.assertMistake("revoke", "--world", world, other);
        Files.writeString(world.resolve("status.txt"), "perhaps\n");
        assertThat(Console.run("revoke", "--world", world, other, "--suspend", "--restore")
                        .exitCode())
                .isEqualTo(2);
    }
}
