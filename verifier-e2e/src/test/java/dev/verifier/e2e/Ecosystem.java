package dev.verifier.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** A world made by the wallet's command line, and a server that lives in it. */
final class Ecosystem {

    private static final String WALLET = "verifier-wallet/target/verifier-wallet-cli.jar";
    static final String SERVER = "verifier-server/target/verifier-server.jar";

    private final Path folder;
    private final int port = Program.freePort();
    private final String audience;

    /** @param more what else the wallet is to put into the world */
    Ecosystem(Path folder, String audience, String... more) throws InterruptedException {
        this.folder = folder;
        this.audience = audience;
        var order = new ArrayList<>(List.of(
                "world", "--out", world().toString(), "--verifier", issuer().toString(), "--audience", audience));
        order.addAll(List.of(more));
        wallet(order.toArray(String[]::new));
    }

    URI issuer() {
        return URI.create("http://localhost:" + port);
    }

    Path world() {
        return folder.resolve("world");
    }

    Path key() {
        return world().resolve("machine/key.pem");
    }

    Path credential() {
        return world().resolve("machine/credential.jwt");
    }

    /** Runs the wallet, which must succeed, and gives what it printed. */
    String wallet(String... arguments) throws InterruptedException {
        try (var wallet = Program.jar(WALLET, folder.resolve("wallet.out"), List.of(arguments))) {
            if (wallet.exitCode() != 0) {
                throw new AssertionError(wallet.printed());
            }
            return wallet.printed();
        }
    }

    /** An assertion of the machine, signed now. */
    String assertion() throws InterruptedException {
        return wallet(machine("assertion", credential()).toArray(String[]::new))
                .strip()
                .lines()
                .reduce("", (_, line) -> line);
    }

    /** What the machine is told that signs in, which must succeed. */
    String token() throws InterruptedException {
        return wallet(machine("token", credential()).toArray(String[]::new));
    }

    /** What the machine is told that signs in with another credential, refused or not. */
    String answer(Path credential) throws InterruptedException {
        try (var wallet = Program.jar(WALLET, folder.resolve("wallet.out"), machine("token", credential))) {
            wallet.exitCode();
            return wallet.printed();
        }
    }

    private List<String> machine(String command, Path credential) {
        return List.of(
                command,
                "--verifier",
                issuer().toString(),
                "--key",
                key().toString(),
                "--credential",
                credential.toString());
    }

    /** Starts the server, on the same data directory each time, and waits until it is up. */
    Program server(String... more) throws InterruptedException {
        var arguments = new ArrayList<>(configuration());
        arguments.addAll(List.of(more));
        return Program.jar(SERVER, folder.resolve("server.out"), arguments).answersAt(issuer() + "/health");
    }

    Program doctor(List<String> more) {
        var arguments = new ArrayList<>(List.of("doctor"));
        arguments.addAll(configuration());
        arguments.addAll(more);
        return Program.jar(SERVER, folder.resolve("doctor.out"), arguments);
    }

    /** The protected API that wants the machine's tokens. */
    Program api(int apiPort) throws InterruptedException {
        return api(apiPort, audience);
    }

    /** A protected API that wants tokens for an audience. */
    Program api(int apiPort, String wanted, String... more) throws InterruptedException {
        var arguments = new ArrayList<>(List.of(
                "--server.port=" + apiPort,
                "--verifier.client.issuer=" + issuer(),
                "--verifier.client.resource-server.audience=" + wanted));
        arguments.addAll(List.of(more));
        var api = Program.jar(
                "samples/resource-server/target/sample-resource-server.jar", folder.resolve("api.out"), arguments);
        return api.listensAt(apiPort);
    }

    /** The employee's wallet as a web page. */
    Program webWallet(int walletPort) throws InterruptedException {
        return Program.jar(
                        WALLET,
                        folder.resolve("web-wallet.out"),
                        List.of("serve", "--world", world().toString(), "--port", String.valueOf(walletPort)))
                .listensAt(walletPort);
    }

    /** A web app that is registered under this client id. */
    Program app(int appPort, String clientId, String api) throws InterruptedException {
        return Program.jar(
                        "samples/public-client/target/sample-public-client.jar",
                        folder.resolve(clientId + ".out"),
                        List.of("--port=" + appPort, "--issuer=" + issuer(), "--client-id=" + clientId, "--api=" + api))
                .listensAt(appPort);
    }

    /** A web app with a back end, which is registered by the entry that it writes at its start; so it starts before the server. */
    Program office(int officePort, String api) throws InterruptedException {
        var office = Program.jar(
                        "samples/confidential-client/target/sample-confidential-client.jar",
                        folder.resolve("office.out"),
                        List.of(
                                "--server.port=" + officePort,
                                "--verifier.client.url=http://localhost:" + officePort,
                                "--verifier.client.issuer=" + issuer(),
                                "--sample.api=" + api,
                                "--sample.data-directory=" + folder.resolve("office")))
                .listensAt(officePort);
        try {
            var entry = Files.readString(folder.resolve("office/registration.yaml"));
            Files.writeString(world().resolve("clients.yaml"), entry, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return office;
    }

    /** What the server is told, as arguments. */
    List<String> configuration() {
        return List.of(
                "--server.port=" + port,
                "--management.server.port=0",
                "--verifier.issuer=" + issuer(),
                "--verifier.data-directory=" + folder.resolve("data"),
                "--verifier.clients.location=file:" + world().resolve("clients.yaml"),
                "--verifier.trust.anchors=" + world().resolve("anchors.pem"),
                "--verifier.trust.issuers.list=file:" + world().resolve("issuers.yaml"));
    }

    boolean wasServed() {
        return Files.exists(folder.resolve("data"));
    }
}
