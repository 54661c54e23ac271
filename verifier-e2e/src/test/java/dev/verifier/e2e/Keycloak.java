package dev.verifier.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.wallet.WalletKey;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;

/** The Keycloak that {@code ./dev test --all} unpacked, as a broker between its apps and us. */
final class Keycloak {

    /** Where it was unpacked. */
    static final String FOLDER = "verifier.keycloak";

    private Keycloak() {}

    /** Starts it with our realm at an address, which takes half a minute the first time, and waits until it answers. */
    static Program start(Path output, String url, Map<String, String> names) throws IOException, InterruptedException {
        var home = Path.of(System.getProperty(FOLDER)).toAbsolutePath();
        build(home, output.resolveSibling("keycloak-build.out"));
        var imports = Files.createDirectories(home.resolve("data/import"));
        Files.writeString(imports.resolve("people.json"), Template.filled("clients/keycloak/realm.json", names));
        return Program.command(
                        "verifier-e2e",
                        output,
                        home.resolve("bin/kc.sh").toString(),
                        "start",
                        "--optimized",
                        "--import-realm",
                        "--cache=local",
                        "--http-enabled=true",
                        "--http-host=127.0.0.1",
                        "--http-port=" + URI.create(url).getPort(),
                        "--hostname=" + url)
                .answersAt(url + "/realms/people/.well-known/openid-configuration");
    }

    /** The name that Keycloak gives a key: the digest of what it writes as its public key. */
    static String keyId(WalletKey key) {
        try {
            var digest =
                    MessageDigest.getInstance("SHA-256").digest(key.publicKey().getEncoded());
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    /** What Keycloak does once: nothing of what it keeps outlives it. */
    private static void build(Path home, Path output) throws IOException, InterruptedException {
        var built = home.resolve("built");
        if (Files.exists(built)) {
            return;
        }
        try (var build = Program.command(
                "verifier-e2e", output, home.resolve("bin/kc.sh").toString(), "build", "--db=dev-mem")) {
            assertThat(build.exitCode()).as(build.printed()).isZero();
        }
        Files.createFile(built);
    }
}
