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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Where a test suite tells people what to do, and where the issuer's status list is: on the loopback interface and nowhere else. */
public final class KitServer implements AutoCloseable {
    private static final String LIST = "/status/1";

    private final HttpServer server;
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
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        verifier = new VerifierConnection(clock, random);
        statuses = new Statuses(issuer.seal(), address().resolve(LIST), clock);
        cast = new Cast(issuer, statuses, clock, random);
        server.createContext(LIST, exchange -> {
            try (exchange) {
                new Call(exchange).answer(200, "application/statuslist+jwt", statuses.published());
            }
        });
        server.start();
    }

    /** Where it is. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
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
        server.createContext("/", exchange -> receive(exchange, rooms));
    }

    private static void receive(HttpExchange exchange, Rooms rooms) throws IOException {
        try (exchange) {
            var call = new Call(exchange);
            if (!call.fromThisMachine()) {
                call.answer(421, Rooms.error("misdirected", "Only programs of this machine are answered."));
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
