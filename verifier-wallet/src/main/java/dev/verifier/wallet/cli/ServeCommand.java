package dev.verifier.wallet.cli;

import dev.verifier.wallet.openid4vp.VerifierConnection;
import dev.verifier.wallet.web.StatusLists;
import dev.verifier.wallet.web.WalletServer;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The demo wallet of a world's employee, as a web page. */
@Command(
        name = "serve",
        description = {
            "Shows the wallet of a world's employee as a web page on this machine, until interrupted.",
            "Whoever can open a page on this machine can use it: for demos and tests only."
        },
        footer = {"", "Example:", "  verifier-wallet serve --world demo --port 9200"})
@SuppressWarnings("NullAway.Init") // picocli fills the fields in
final class ServeCommand implements Runnable {
    static final int PORT = 9200;

    private final InstantSource clock;
    private final SecureRandom random;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--world",
            paramLabel = "DIR",
            required = true,
            description = "The world whose employee's wallet it is: every .jwt beside the employee's key.")
    private Path world;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "" + PORT,
            description = "Where it listens; ${DEFAULT-VALUE} if not told.")
    private int port;

    @Mixin
    private AttesterOptions known;

    ServeCommand(InstantSource clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
    }

    @Override
    public void run() {
        if (port < 0 || port > WebUrl.LAST_PORT) {
            throw CommandFailure.mistake("--port " + port + " is no port; say one up to " + WebUrl.LAST_PORT + ".");
        }
        var verifiers = new VerifierConnection(clock, random, false, known.attesters());
        var home = new World(world);
        var wallet = home.wallet(clock.instant(), random);
        StatusLists lists = address -> {
            var publication = home.publication(address, clock.instant(), random);
            return publication.sign(publication.token(home.statuses().list()));
        };
        try (var server = new WalletServer(wallet, lists, verifiers, port, clock, random)) {
            var console = spec.commandLine().getOut();
            console.println("wallet: " + server.address());
            console.println("For a button on the verifier's sign-in page: --verifier.login.wallet-url="
                    + server.address() + "present");
            console.println("For credentials that can be revoked: verifier-wallet issue --status-list "
                    + server.address() + "status/1");
            console.flush();
            new CountDownLatch(1).await();
        } catch (IOException e) {
            throw CommandFailure.mistake("Port " + port + " is taken; say --port with another one.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
