package dev.verifier.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.verifier.wallet.Seal;
import dev.verifier.wallet.StatusList;
import dev.verifier.wallet.StatusPublication;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Status lists of an issuer, at addresses on loopback. Thread-safe. */
final class Published implements AutoCloseable {

    /** So long that nobody has to ask for one again who has it. */
    private static final Duration KEPT = Duration.ofHours(1);

    private static final int GONE = 404;

    private final Seal seal;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, byte[]> lists = new ConcurrentHashMap<>();
    private final AtomicInteger number = new AtomicInteger();
    private final AtomicInteger fetched = new AtomicInteger();

    /** @param seal of the issuer */
    Published(Seal seal) throws IOException {
        this.seal = seal;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /**
     * Publishes a list as a Token Status List (§5.1), at an address that has never had one.
     *
     * @return what to say of a credential on it
     */
    StatusPublication publish(StatusList list, Instant at) {
        var path = "/status/" + number.incrementAndGet();
        var publication = new StatusPublication(
                seal, URI.create("http://localhost:" + server.getAddress().getPort() + path), at, KEPT);
        lists.put(path, publication.sign(publication.token(list)).getBytes(StandardCharsets.US_ASCII));
        return publication;
    }

    /** How many bytes one has that was published here. */
    int bytes(StatusPublication publication) {
        var list = lists.get(publication.uri().getPath());
        if (list == null) {
            throw new IllegalArgumentException("not published here: " + publication.uri());
        }
        return list.length;
    }

    /** How often one was asked for. */
    int fetched() {
        return fetched.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var list = lists.get(exchange.getRequestURI().getPath());
            if (list == null) {
                exchange.sendResponseHeaders(GONE, -1);
                return;
            }
            fetched.incrementAndGet();
            exchange.getResponseHeaders().set("Content-Type", "application/statuslist+jwt");
            exchange.sendResponseHeaders(200, list.length);
            exchange.getResponseBody().write(list);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
