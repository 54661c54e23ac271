package dev.verifier.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Other servers to set ours beside. {@code ./dev bench --peers} fetches them first.
 *
 * @param all those that run
 */
record Peers(List<Peer> all) implements AutoCloseable {

    private static final Path KEYCLOAK = Path.of("verifier-bench/target/keycloak");
    private static final Path OURS = Path.of("verifier-bench/peers");

    static Peers none() {
        return new Peers(List.of());
    }

    /** @param folder for what they say */
    static Peers start(Path folder, Optional<Cores> cores, SecureRandom random)
            throws IOException, InterruptedException {
        if (!Files.exists(KEYCLOAK) || !Files.exists(OURS.resolve("node_modules"))) {
            throw new IOException("Keycloak or oidc-provider was not fetched: ./dev bench --peers does that");
        }
        var peers = new Peers(new ArrayList<>());
        try {
            peers.all.add(Peer.keycloak(
                    unpacked(), OURS.resolve("realm.json"), folder.resolve("keycloak.log"), cores, random));
            peers.all.add(Peer.node(OURS.resolve("provider.js"), folder.resolve("node.log"), cores, random));
            return peers;
        } catch (IOException | InterruptedException e) {
            peers.close();
            throw e;
        }
    }

    private static Path unpacked() throws IOException {
        try (var folders = Files.list(KEYCLOAK)) {
            return folders.filter(folder -> Files.exists(folder.resolve("bin/kc.sh")))
                    .findFirst()
                    .orElseThrow(() -> new IOException("there is no Keycloak in " + KEYCLOAK));
        }
    }

    @Override
    public void close() {
        all.forEach(Peer::close);
    }
}
