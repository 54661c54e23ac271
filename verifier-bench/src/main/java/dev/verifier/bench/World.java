package dev.verifier.bench;

import dev.verifier.wallet.Holder;
import dev.verifier.wallet.LearVersion;
import dev.verifier.wallet.MachineLogin;
import dev.verifier.wallet.Seal;
import dev.verifier.wallet.TestAuthority;
import dev.verifier.wallet.TestIssuer;
import dev.verifier.wallet.WalletKey;
import dev.verifier.wallet.cli.WalletCli;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine;

/** A company with a machine and an employee, and the lists that trust them, in a folder that is gone afterwards. */
record World(Path folder, URI verifier, Portal portal, SecureRandom random) implements AutoCloseable {

    /** Bytes of the key under which rows are sealed. */
    private static final int DATA_KEY = 32;

    private static final String SD_JWT = "employee/sd-jwt.txt";

    /** Makes one. Its seal has a P-256 key, so that every signature of a login is of the same kind. */
    static World create(URI verifier, InstantSource clock, SecureRandom random) throws IOException {
        var world = new World(
                Files.createTempDirectory("verifier-bench"),
                verifier,
                new Portal(WalletKey.generate(random), verifier, random),
                random);
        var wallet = WalletCli.commandLine(clock, random).setOut(new PrintWriter(Writer.nullWriter()));
        run(wallet, "world", "--out", world.folder.toString(), "--seal", "P_256");
        run(
                wallet,
                "issue",
                "employee",
                "--world",
                world.folder.toString(),
                "--format",
                "dc+sd-jwt",
                "--holder",
                world.folder.resolve("employee/key.pem").toString(),
                "--out",
                world.folder.resolve(SD_JWT).toString());
        var authority =
                TestAuthority.read(Files.readString(world.folder.resolve("authority.pem")), clock.instant(), random);
        var access = authority.access(verifier.getHost(), Duration.ofDays(1));
        keep(world.folder.resolve("access.pem"), access.keyPem());
        Files.writeString(world.folder.resolve("access-chain.pem"), access.chainPem());
        keep(world.folder.resolve("signing.pem"), WalletKey.generate(random).toPem());
        var data = new byte[DATA_KEY];
        random.nextBytes(data);
        keep(world.folder.resolve("data.key"), Base64.getEncoder().encodeToString(data));
        for (var client : List.of(App.USUAL, App.HAIP, world.portal)) {
            Files.writeString(world.folder.resolve("clients.yaml"), client.entry(), StandardOpenOption.APPEND);
        }
        return world;
    }

    /**
     * Registers so many clients and trusts so many issuers in all, as far as there are fewer. Those who are added are public clients, each
     * with its own addresses, and issuers who may issue mandates.
     */
    World populated(int clients, int issuers) throws IOException {
        append("clients.yaml", "  - clientId:", clients, number -> """
                  - clientId: "app-%d"
                    url: "https://app-%d.example"
                    redirectUris: ["https://app-%d.example/callback"]
                    scopes: ["openid_learcredential"]
                    clientAuthenticationMethods: ["none"]
                    authorizationGrantTypes: ["authorization_code"]
                    requireAuthorizationConsent: false
                    requireProofKey: true
                """.formatted(number, number, number));
        append("issuers.yaml", "  \"", issuers, number -> """
                  "VATES-B%08d":
                    - credentialsType: "LEARCredentialEmployee"
                    - credentialsType: "LEARCredentialMachine"
                    - credentialsType: "learcredential.employee.sd.1"
                """.formatted(number));
        return this;
    }

    private void append(String file, String beginning, int count, IntFunction<String> entry) throws IOException {
        var path = folder.resolve(file);
        var there = Math.toIntExact(Files.readAllLines(path).stream()
                .filter(line -> line.startsWith(beginning))
                .count());
        var added = IntStream.range(there, count).parallel().mapToObj(entry).collect(Collectors.joining());
        Files.writeString(path, added, StandardOpenOption.APPEND);
    }

    private static void run(CommandLine wallet, String... arguments) {
        if (wallet.execute(arguments) != 0) {
            throw new IllegalStateException("the wallet does not " + String.join(" ", arguments));
        }
    }

    private static void keep(Path file, String secret) throws IOException {
        Files.writeString(file, secret);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    WalletKey machine() throws IOException {
        return WalletKey.read(Files.readString(folder.resolve("machine/key.pem")));
    }

    /** The machine's login; each {@link MachineLogin#anew} of it has ids of its own. */
    MachineLogin login(Instant at) throws IOException {
        var credential = Files.readString(folder.resolve("machine/credential.jwt"));
        return MachineLogin.builder(machine(), verifier, at, random)
                .credential(credential.strip())
                .build();
    }

    /** The same with a credential that says where its status is. */
    MachineLogin login(Instant at, Map<String, Object> status) throws IOException {
        var issuer = new TestIssuer(seal(at));
        var draft = issuer.draft(LearVersion.M2, Holder.machine(machine()), at).with("status", status);
        return MachineLogin.builder(machine(), verifier, at, random)
                .credential(issuer.sign(draft))
                .build();
    }

    /** That of the issuer whom everybody here trusts. */
    Seal seal(Instant at) throws IOException {
        return TestAuthority.read(Files.readString(folder.resolve("authority.pem")), at, random)
                .readSeal(
                        Files.readString(folder.resolve("seal/key.pem")),
                        Files.readString(folder.resolve("seal/chain.pem")));
    }

    /** The employee, with a wallet in which the mandate is a W3C credential. */
    Person person() throws IOException {
        return holder("employee/credential.jwt");
    }

    /** The same employee, with the mandate as an SD-JWT VC. */
    Person sdJwtPerson() throws IOException {
        return holder(SD_JWT);
    }

    private Person holder(String file) throws IOException {
        var key = WalletKey.read(Files.readString(folder.resolve("employee/key.pem")));
        var credential = Files.readString(folder.resolve(file));
        return new Person(key, credential.strip(), random);
    }

    /**
     * What a server must be told to live here and to answer as fast as it can: as system properties, so that its options override it.
     * All that share a database have the same keys.
     *
     * @param port where it listens
     * @param data what it keeps for itself
     */
    List<String> properties(int port, Path data) {
        return List.of(
                "-Dserver.port=" + port,
                "-Dmanagement.server.port=0",
                "-Dverifier.issuer=" + verifier,
                "-Dverifier.data-directory=" + data,
                "-Dverifier.keys.signing=" + folder.resolve("signing.pem"),
                "-Dverifier.keys.data=" + folder.resolve("data.key"),
                "-Dverifier.clients.location=file:" + folder.resolve("clients.yaml"),
                "-Dverifier.trust.anchors=" + folder.resolve("anchors.pem"),
                "-Dverifier.trust.issuers.list=file:" + folder.resolve("issuers.yaml"),
                "-Dverifier.trust.participants=file:" + folder.resolve("participants.yaml"),
                "-Dverifier.trust.revoked-credentials=file:" + folder.resolve("revoked.yaml"),
                "-Dverifier.openid4vp.identities.haip.signing=" + folder.resolve("access.pem"),
                "-Dverifier.openid4vp.identities.haip.certificate-chain=" + folder.resolve("access-chain.pem"),
                "-Dverifier.openid4vp.identities.haip.client-id-prefix=x509_hash",
                "-Dverifier.outbound.max-list-bytes=256MB",
                "-Dverifier.outbound.allow-private-addresses=true",
                "-Dverifier.login.timeout=10m",
                "-Dverifier.tokens.authorization-code-lifetime=10m",
                "-Dverifier.limits.open-logins=unlimited",
                "-Dverifier.limits.authorize-per-address=unlimited",
                "-Dverifier.limits.login-per-address=unlimited",
                "-Dverifier.limits.waiting-browsers-per-address=unlimited",
                "-Dverifier.limits.token-per-client=unlimited",
                "-Dverifier.limits.token-per-address=unlimited");
    }

    @Override
    public void close() {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
