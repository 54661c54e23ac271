package dev.verifier.wallet.kit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.verifier.wallet.TestIssuer;
import dev.verifier.wallet.openid4vp.VerifierConnection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Where a test suite tells people what to do, and where the issuer's status list is: on the loopback interface and nowhere else. What can be
 * told is below a name that nobody guesses and only who started it is told, for others have programs on this machine, too.
 */
public final class KitServer implements AutoCloseable {
    private static final String LIST = "/status/1";

    private static final int SECRET_BYTES = 32;

    private final HttpServer server;
    private final String secret;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final VerifierConnection verifier;
    private final Statuses statuses;
    private final Cast cast;
    private final InstantSource clock;
    private final SecureRandom random;

    /**
     * Listens, and hands out the status list; people come with {@link #open}.
     *
     * @param issuer of their credentials
     * @throws IOException if there is no port
     */
    public KitServer(TestIssuer issuer, InstantSource clock, SecureRandom random) throws IOException {
        this.clock = clock;
        this.random = random;
        secret = secret(random);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        verifier = new VerifierConnection(clock, random);
        statuses = new Statuses(issuer.seal(), base().resolve(LIST), clock);
        cast = new Cast(issuer, statuses, clock, random);
        server.createContext(LIST, exchange -> {
            try (exchange) {
                new Call(exchange, LIST).answer(200, "application/statuslist+jwt", statuses.published());
            }
        });
        server.start();
    }

    /** Where it is told; a secret as a whole. */
    public URI address() {
        return base().resolve("/" + secret + "/");
    }

    private URI base() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    private static String secret(SecureRandom random) {
        var bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /**
     * Lets people and machines in.
     *
     * @param issuer the verifier they sign in at
     * @param running the same, as a process
     * @param clients its list, in a folder for files of machines
     * @param known how many clients are on it already
     */
    public void open(URI issuer, RunningVerifier running, Path clients, int known) {
        var list = new Clients(clients, running, known);
        var machines = new Machines(clients.resolveSibling("machines"), list);
        var rooms =
                new Rooms(cast, statuses, list, machines, role -> new Person(role, issuer, verifier, clock, random));
        server.createContext("/", exchange -> receive(exchange, address().getPath(), rooms));
    }

    private static void receive(HttpExchange exchange, String door, Rooms rooms) throws IOException {
        try (exchange) {
            var call = new Call(exchange, door);
            if (!call.fromThisMachine()) {
                call.answer(421, Rooms.error("misdirected", "Only programs of this machine are answered."));
                return;
            }
            if (!call.knowsTheDoor()) {
                call.answer(
                        403,
                        Rooms.error("forbidden", "Post below the address that is \"control\" in the line it printed."));
                return;
            }
            rooms.answer(call);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        verifier.close();
    }
}
