package dev.verifier.wallet.cli;

import dev.verifier.wallet.Holder;
import dev.verifier.wallet.LearVersion;
import dev.verifier.wallet.Seal;
import dev.verifier.wallet.SealKey;
import dev.verifier.wallet.StatusPublication;
import dev.verifier.wallet.Tampering;
import dev.verifier.wallet.TestAuthority;
import dev.verifier.wallet.TestIssuer;
import dev.verifier.wallet.WalletKey;
import dev.verifier.wallet.web.DemoWallet;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A directory with everybody a login needs: an authority, an issuer it certified, the lists that trust the issuer and know the machine, the
 * machine, and an employee.
 */
record World(Path directory) {
    /** How long a verifier may keep a status list: short, so that a demo does not wait. */
    static final Duration TIME_TO_LIVE = Duration.ofSeconds(5);

    /** The world whose machine's or employee's credential this is, if it lies where {@link #populate} put it. */
    static Optional<World> around(Path credential) {
        return Optional.ofNullable(credential.toAbsolutePath().normalize().getParent())
                .map(Path::getParent)
                .map(World::new)
                .filter(world -> Files.exists(world.authority()));
    }

    /** The world to commit a crime in that needs a seal: the one told, or else the one the credential lies in. */
    static World behind(@Nullable Path told, Path credential, Tampering crime) {
        return Optional.ofNullable(told)
                .map(World::new)
                .or(() -> around(credential))
                .orElseThrow(() -> CommandFailure.mistake(
                        crime.id() + " needs the issuer's seal; say --world DIR, made with: verifier-wallet world"));
    }

    void populate(
            String organization,
            SealKey kind,
            @Nullable URI audience,
            @Nullable URI app,
            Instant at,
            SecureRandom random) {
        everything().forEach(file -> new TextFile(file).vacant());
        var authority = TestAuthority.create(at, random);
        new TextFile(authority()).writeSecret(authority.toPem());
        new TextFile(anchors()).write(authority.anchorPem());
        var seal = authority.seal(organization, kind);
        new TextFile(sealKey()).writeSecret(seal.keyPem());
        new TextFile(sealChain()).write(seal.chainPem());
        var machine = WalletKey.generate(random);
        new TextFile(machineKey()).writeSecret(machine.toPem());
        var credential = new TestIssuer(seal).issue(LearVersion.M2, Holder.machine(machine), at);
        new TextFile(machineCredential()).writeSecret(credential + "\n");
        var employee = WalletKey.generate(random);
        new TextFile(employeeKey()).writeSecret(employee.toPem());
        var mandate = new TestIssuer(seal).issue(LearVersion.E3, Holder.employee(employee), at);
        new TextFile(employeeCredential()).writeSecret(mandate + "\n");
        new TextFile(issuers()).write(TrustLists.issuers(organization));
        new TextFile(participants()).write(TrustLists.participants(organization));
        new TextFile(revoked()).write(TrustLists.revoked());
        new TextFile(clients()).write(TrustLists.clients(machine.did(), audience, app));
    }

    /** The issuer, with its seal and the authority behind it. */
    TestIssuer issuer(Instant at, SecureRandom random) {
        return new TestIssuer(seal(at, random));
    }

    /** Which of its credentials hold. */
    StatusFile statuses() {
        return new StatusFile(directory.resolve("status.txt"));
    }

    /** How its issuer says so at this address. */
    StatusPublication publication(URI address, Instant at, SecureRandom random) {
        return new StatusPublication(seal(at, random), address, at, TIME_TO_LIVE);
    }

    Path anchors() {
        return directory.resolve("anchors.pem");
    }

    Path issuers() {
        return directory.resolve("issuers.yaml");
    }

    Path participants() {
        return directory.resolve("participants.yaml");
    }

    Path revoked() {
        return directory.resolve("revoked.yaml");
    }

    Path clients() {
        return directory.resolve("clients.yaml");
    }

    Path machineKey() {
        return directory.resolve("machine/key.pem");
    }

    Path machineCredential() {
        return directory.resolve("machine/credential.jwt");
    }

    Path employeeKey() {
        return directory.resolve("employee/key.pem");
    }

    Path employeeCredential() {
        return directory.resolve("employee/credential.jwt");
    }

    /** The employee with every credential that lies beside the key, and the issuer at hand for crimes. */
    DemoWallet wallet(Instant at, SecureRandom random) {
        var issuer = issuer(at, random);
        var key = KeyFile.read(employeeKey());
        try (var files = Files.list(directory.resolve("employee"))) {
            var credentials = files.filter(file -> file.toString().endsWith(".jwt"))
                    .sorted()
                    .map(CredentialFile::read)
                    .toList();
            return new DemoWallet(key, credentials, issuer);
        } catch (IOException e) {
            throw CommandFailure.mistake("Cannot read the employee's credentials in " + directory + ".");
        }
    }

    private List<Path> everything() {
        return List.of(
                authority(),
                anchors(),
                sealKey(),
                sealChain(),
                machineKey(),
                machineCredential(),
                employeeKey(),
                employeeCredential(),
                issuers(),
                participants(),
                revoked(),
                clients());
    }

    private Path authority() {
        return directory.resolve("authority.pem");
    }

    private Path sealKey() {
        return directory.resolve("seal/key.pem");
    }

    private Path sealChain() {
        return directory.resolve("seal/chain.pem");
    }

    private Seal seal(Instant at, SecureRandom random) {
        if (!Files.exists(authority())) {
            throw CommandFailure.mistake(
                    directory + " holds no world; make one with: verifier-wallet world --out " + directory);
        }
        try {
            var authority = TestAuthority.read(new TextFile(authority()).read(), at, random);
            return authority.readSeal(new TextFile(sealKey()).read(), new TextFile(sealChain()).read());
        } catch (IllegalArgumentException e) {
            throw CommandFailure.mistake(
                    "The world in " + directory + " is damaged (" + e.getMessage() + "); make another one.");
        }
    }
}
