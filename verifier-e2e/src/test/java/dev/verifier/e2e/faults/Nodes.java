package dev.verifier.e2e.faults;

import dev.verifier.e2e.Program;
import dev.verifier.wallet.WalletKey;
import dev.verifier.wallet.cli.WalletCli;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;

/**
 * A world, and nodes that share a database, a key and an issuer, and nothing else. Where the issuer is nobody listens, unless a test
 * puts a proxy there: the test says which node is asked.
 */
final class Nodes implements AutoCloseable {

    /** Everybody comes from one address. */
    static final List<String> UNLIMITED = List.of(
            "--verifier.limits.authorize-per-address=unlimited",
            "--verifier.limits.login-per-address=unlimited",
            "--verifier.limits.token-per-address=unlimited",
            "--verifier.limits.token-per-client=unlimited",
            "--verifier.limits.waiting-browsers-per-address=unlimited");

    private static final int DATA_KEY_BYTES = 32;

    private final SecureRandom random = new SecureRandom();
    private final Path folder;
    private final Door front = new Door(Program.freePort());
    private final URI issuer = URI.create("http://localhost:" + front.port());
    private final Client.App app = new Client.App();
    private final Client.Portal portal = new Client.Portal(WalletKey.generate(random), issuer, random);
    private final People people;
    private final List<String> options;
    private final List<Node> all = new ArrayList<>();

    /**
     * @param store a new database of this kind
     * @param more what every node is told; it counts before what all are told
     */
    Nodes(Store store, String... more) throws IOException {
        folder = Files.createTempDirectory(Path.of("target"), "nodes").toAbsolutePath();
        var world = world(folder, random, app, portal);
        people = People.of(world, issuer, random);
        var key = Files.writeString(
                folder.resolve("key.pem"), WalletKey.generate(random).toPem());
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        var told = new LinkedHashMap<String, String>();
        var usual = Stream.of(
                "--verifier.issuer=" + issuer,
                "--verifier.keys.signing=" + key,
                "--verifier.keys.data=" + dataKey(random),
                "--verifier.clients.location=file:" + world.resolve("clients.yaml"),
                "--verifier.trust.anchors=" + world.resolve("anchors.pem"),
                "--verifier.trust.issuers.list=file:" + world.resolve("issuers.yaml"));
        Stream.of(usual, UNLIMITED.stream(), store.fresh().stream(), Stream.of(more))
                .flatMap(all -> all)
                .forEach(option -> told.put(option.replaceFirst("=.*", ""), option));
        options = List.copyOf(told.values());
    }

    /** People with credentials, lists that name their issuers, and these clients in the list of clients. */
    static Path world(Path folder, SecureRandom random, Client... clients) throws IOException {
        var world = folder.resolve("world");
        var wallet = WalletCli.commandLine(InstantSource.system(), random).setOut(new PrintWriter(Writer.nullWriter()));
        if (wallet.execute("world", "--out", world.toString(), "--seal", "P_256") != 0) {
            throw new AssertionError("the wallet makes no world");
        }
        for (var client : clients) {
            Files.writeString(world.resolve("clients.yaml"), client.entry(), StandardOpenOption.APPEND);
        }
        return world;
    }

    /** A new one, for {@code verifier.keys.data}. */
    static String dataKey(SecureRandom random) {
        return Base64.getUrlEncoder().encodeToString(random.generateSeed(DATA_KEY_BYTES));
    }

    /** One more node, which is not started yet. */
    Node add(String name) {
        return add(name, "localhost", List.of());
    }

    /** The same elsewhere, by a program that starts it there. */
    Node add(String name, String host, List<String> by) {
        var node = new Node(folder.resolve(name), options, host, by);
        all.add(node);
        return node;
    }

    Path folder() {
        return folder;
    }

    /** Where clients believe all of them to be. */
    Door front() {
        return front;
    }

    Client.App app() {
        return app;
    }

    Client.Portal portal() {
        return portal;
    }

    People people() {
        return people;
    }

    SignIn signIn(Client at) {
        return new SignIn(at, people);
    }

    @Override
    public void close() {
        all.forEach(Node::close);
    }
}
