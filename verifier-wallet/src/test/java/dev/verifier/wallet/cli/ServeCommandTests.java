package dev.verifier.wallet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // JUnit fills the fields in
class ServeCommandTests {
    @TempDir
    private Path directory;

    @Test
    void serves_the_wallet_of_a_worlds_employee_until_interrupted() throws IOException, InterruptedException {
        var world = Console.world(directory);
        Console.run(
                "issue",
                "employee",
                "--world",
                world,
                "--version",
                "E4",
                "--holder",
                world.resolve("employee/key.pem"),
                "--email",
                "bo@acme.example",
                "--out",
                world.resolve("employee/second.jwt"));
        var writer = new PipedWriter();
        try (var said = new BufferedReader(new PipedReader(writer));
                var http = HttpClient.newHttpClient()) {
            var command = Thread.ofVirtual()
                    .start(() -> WalletCli.commandLine(InstantSource.fixed(Console.AT), new SecureRandom())
                            .setOut(new PrintWriter(writer, true))
                            .execute("serve", "--world", world.toString(), "--port", "0"));
            var address = said.readLine().replace("wallet: ", "");
            assertThat(said.readLine()).endsWith("--verifier.login.wallet-url=" + address + "present");
            var page = http.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString());
            assertThat(page.body()).contains("ann@acme.example", "bo@acme.example");
            command.interrupt();
            command.join();
        }
    }

    @Test
    void takes_no_port_that_is_taken_or_none() throws IOException {
        var world = Console.world(directory);
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Console.assertMistake("serve", "--world", world, "--port", taken.getLocalPort());
        }
        Console.assertMistake("serve", "--world", world, "--port", 65_536);
    }

    @Test
    void needs_a_world_with_an_employee() throws IOException {
        Console.assertMistake("serve", "--world", directory, "--port", 0);
        var world = Console.world(directory);
        Files.writeString(world.resolve("employee/broken.jwt"), "garbage");
        Console.assertMistake("serve", "--world", world, "--port", 0);
        Files.delete(world.resolve("employee/key.pem"));
        Console.assertMistake("serve", "--world", world, "--port", 0);
    }
}
