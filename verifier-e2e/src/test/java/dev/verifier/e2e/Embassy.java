package dev.verifier.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A real wallet, and a server that believes its issuers, each for its types, and asks for credentials by scopes. */
final class Embassy implements AutoCloseable {

    static final String CLIENT = "visa-app";
    static final String CALLBACK = "http://localhost:1/callback";

    /** The part of a speech that names the server by a certificate which the wallet knows. */
    static final String BY_CERTIFICATE = "--verifier.keys.signing=${world}/verifier-key.pem"
            + " --verifier.keys.certificate-chain=${world}/verifier-chain.pem ";

    /** The same by what an attester says whom the wallet knows. */
    static final String BY_ATTESTATION = "--verifier.keys.signing=${world}/verifier-key.pem"
            + " --verifier.openid4vp.verifier-attestation=${world}/verifier-attestation.jwt ";

    private final String name;
    private final RealWallet wallet;
    private final Ecosystem ecosystem;
    private final Program server;

    /** @param speech how the server speaks to wallets: its options, in which <code>${world}</code> is the wallet's folder */
    Embassy(Path folder, String... speech) throws InterruptedException {
        name = String.join(" ", speech);
        wallet = new RealWallet(folder.resolve("wallet"));
        ecosystem = new Ecosystem(folder, "https://api.example");
        append("anchors.pem", read(wallet.folder().resolve("lear.pem")));
        append("issuers.yaml", read(wallet.folder().resolve("issuers.yaml")).replace("trustedIssuers:\n", ""));
        append("clients.yaml", Template.filled("wallets/clients.yaml", Map.of("client", CLIENT, "callback", CALLBACK)));
        var all = new ArrayList<>(List.of(
                "--spring.config.import=file:" + configuration(folder, wallet),
                "--verifier.outbound.allow-private-addresses=true"));
        for (var option : speech) {
            all.add(option.replace("${world}", wallet.folder().toString()));
        }
        server = ecosystem.server(all.toArray(String[]::new));
    }

    /** One in a folder of its own; the options are separated by spaces. */
    static Embassy open(String speech) {
        try {
            var folder = Files.createTempDirectory(Path.of("target"), "embassy").toAbsolutePath();
            return new Embassy(folder, speech.split(" ", -1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    RealWallet wallet() {
        return wallet;
    }

    String issuer() {
        return ecosystem.issuer().toString();
    }

    /** What the server printed. */
    String log() {
        return server.printed();
    }

    private static Path configuration(Path folder, RealWallet wallet) {
        try {
            return Files.writeString(
                    folder.resolve("embassy.yaml"),
                    Template.filled(
                            "wallets/server.yaml",
                            Map.of("world", wallet.folder().toString())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void append(String file, String text) {
        try {
            Files.writeString(ecosystem.world().resolve(file), text, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.close();
        wallet.close();
    }

    @Override
    public String toString() {
        return name;
    }
}
