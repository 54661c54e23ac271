package dev.verifier.e2e.faults;

import dev.verifier.e2e.Program;
import dev.verifier.wallet.WalletKey;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Nodes of an installation with two tenants on one PostgreSQL. Both know the same clients, people and issuers of credentials, so that what
 * one of them refuses is refused because it is the other's.
 */
final class TwoTenants implements AutoCloseable {

    private final SecureRandom random = new SecureRandom();
    private final Path folder;
    private final WalletKey key = WalletKey.generate(random);
    private final int port = Program.freePort();
    private final Tenant acme = new Tenant("acme");
    private final Tenant globex = new Tenant("globex");
    private final List<String> options;
    private final List<Node> all = new ArrayList<>();
    private final Path world;

    /** One of them: its name, its host, and those who come to it. */
    final class Tenant {

        private final String name;
        private final URI issuer;
        private final Client.App app = new Client.App();
        private final Client.Portal portal;

        private Tenant(String name) {
            this.name = name;
            this.issuer = URI.create("http://" + name + ".localhost:" + port);
            this.portal = new Client.Portal(key, issuer, random);
        }

        Door at(Node node) {
            return node.door(issuer.getHost());
        }

        Client.App app() {
            return app;
        }

        Client.Portal portal() {
            return portal;
        }

        SignIn signIn(Client client) {
            return new SignIn(client, people());
        }

        People people() {
            return People.of(world, issuer, random);
        }

        /** That commands are about it. */
        String option() {
            return "--verifier.tenant=" + name;
        }

        private String file() {
            return """
                    verifier:
                      issuer: %s
                      keys: {rotation: by-command, data: "%s"}
                      clients: {location: "file:%3$s/clients.yaml"}
                      trust: {anchors: "%3$s/anchors.pem", issuers: {list: "file:%3$s/issuers.yaml"}}
                    """.formatted(issuer, Nodes.dataKey(random), world);
        }
    }

    TwoTenants() throws IOException {
        folder = Files.createTempDirectory(Path.of("target"), "tenants").toAbsolutePath();
        world = Nodes.world(folder, random, acme.app, acme.portal);
        var files = Files.createDirectory(folder.resolve("tenants"));
        for (var tenant : List.of(acme, globex)) {
            Files.writeString(files.resolve(tenant.name + ".yaml"), tenant.file());
        }
        options = Stream.of(
                        Stream.of("--verifier.tenants.location=" + files, "--verifier.login.timeout=5m"),
                        Nodes.UNLIMITED.stream(),
                        Store.POSTGRESQL.fresh().stream())
                .flatMap(told -> told)
                .toList();
    }

    /** One more node, which is not started yet. */
    Node add(String name) {
        var node = new Node(folder.resolve(name), options, "localhost", List.of());
        all.add(node);
        return node;
    }

    Tenant acme() {
        return acme;
    }

    Tenant globex() {
        return globex;
    }

    @Override
    public void close() {
        all.forEach(Node::close);
    }
}
