package dev.verifier.wallet.cli;

import dev.verifier.wallet.SealKey;
import dev.verifier.wallet.kit.KitServer;
import dev.verifier.wallet.kit.RunningVerifier;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** A verifier, and people who sign in at it when a test suite says so. */
@Command(
        name = "kit",
        description = {
            "Starts a verifier in a world that is made for it, and people who sign in at it when a test suite tells them to.",
            "It prints where both are, in one line of JSON, and ends when its standard input does. It listens on this machine"
                    + " only; whoever reads that line can be anybody there: for tests only."
        },
        footer = {
            "",
            "Example:",
            "  verifier-wallet kit --server verifier-server.jar --out /tmp/kit -- --verifier.tokens.access-token-lifetime=1m"
        })
@SuppressWarnings("NullAway.Init") // picocli fills the fields in
final class KitCommand implements Runnable {
    private static final String ORGANIZATION = "VATES-A12345678";

    /** The machine that {@link World#populate} registers. */
    private static final int KNOWN = 1;

    private final InstantSource clock;
    private final SecureRandom random;

    @Spec
    private CommandSpec spec;

    @Option(names = "--server", paramLabel = "JAR", required = true, description = "The verifier, verifier-server.jar.")
    private Path server;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "A directory to make, for everything.")
    private Path out;

    @Parameters(paramLabel = "--NAME=VALUE", description = "What the verifier is told beside the usual.")
    private List<String> options = List.of();

    KitCommand(InstantSource clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
    }

    @Override
    public void run() {
        var world = new World(out.resolve("world"));
        world.populate(ORGANIZATION, SealKey.P_256, null, null, clock.instant(), random);
        var issuer = URI.create("http://localhost:" + freePort());
        try (var kit = new KitServer(world.issuer(clock.instant(), random), clock, random);
                var verifier = RunningVerifier.start(command(world, issuer), out.resolve("verifier.log"))) {
            verifier.awaitReady(URI.create(issuer + "/health"));
            kit.open(issuer, verifier, world.clients(), KNOWN);
            var console = spec.commandLine().getOut();
            console.println(JsonMapper.shared().writeValueAsString(told(issuer, kit)));
            console.flush();
            awaitEnd();
        } catch (RunningVerifier.NotRunning e) {
            throw CommandFailure.mistake("The verifier does not start. " + e.getMessage());
        } catch (IOException e) {
            throw CommandFailure.mistake("There is no port to listen at: " + e.getMessage() + ".");
        }
    }

    private Map<String, String> told(URI issuer, KitServer kit) {
        var told = new LinkedHashMap<String, String>();
        told.put("issuer", issuer.toString());
        told.put("control", kit.address().toString());
        told.put("log", out.resolve("verifier.log").toAbsolutePath().toString());
        told.put("warning", "For tests only: whoever knows the address of control can sign in as anybody.");
        return told;
    }

    private List<String> command(World world, URI issuer) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java");
        var command = new ArrayList<>(List.of(java.toString()));
        // It does not live long enough for the better compiler.
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", server.toString()));
        command.addAll(List.of(
                "--server.address=127.0.0.1",
                "--server.port=" + issuer.getPort(),
                "--management.server.address=127.0.0.1",
                "--management.server.port=0",
                "--verifier.issuer=" + issuer,
                "--verifier.data-directory=" + out.resolve("data"),
                "--verifier.clients.location=file:" + world.clients(),
                "--verifier.clients.refresh-interval=1s",
                "--verifier.trust.anchors=" + world.anchors(),
                "--verifier.trust.issuers.list=file:" + world.issuers(),
                "--verifier.limits.authorize-per-address=unlimited",
                "--verifier.limits.login-per-address=unlimited",
                "--verifier.limits.token-per-address=unlimited",
                "--verifier.limits.token-per-client=unlimited",
                "--verifier.outbound.allow-private-addresses=true"));
        command.addAll(options);
        return command;
    }

    /** Whoever started it holds the other end, however they go. */
    private static void awaitEnd() throws IOException {
        while (System.in.read() != -1) {}
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw CommandFailure.mistake("There is no port to listen at: " + e.getMessage() + ".");
        }
    }
}
