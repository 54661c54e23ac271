package dev.verifier.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One server, or several that share PostgreSQL and their keys, in a world of their own. All of it ends with them, also where this process is interrupted. */
final class Nodes implements AutoCloseable {

    /** Where one is, and what it is told. */
    private record Seat(int port, Path log, Optional<Cores> cores, List<String> properties) {}

    /** What is done while all are down. */
    @FunctionalInterface
    interface Pause {

        void use() throws IOException;
    }

    private final World world;
    private final Path jar;
    private final List<String> options;
    private final List<Seat> seats = new ArrayList<>();
    private final List<Server> servers = new ArrayList<>();
    private @Nullable Postgres database;

    private Nodes(World world, Path jar, List<String> options) {
        this.world = world;
        this.jar = jar;
        this.options = options;
    }

    /**
     * Starts them and waits until all are healthy.
     *
     * @param count how many
     * @param postgres whether everything is kept in PostgreSQL, not in the database that is in the server
     * @param pins where they are to run
     * @param jvm options of their virtual machines
     * @param options more of their own options
     */
    static Nodes start(
            Path jar, World world, int count, boolean postgres, Pins pins, List<String> jvm, List<String> options)
            throws IOException, InterruptedException {
        var nodes = new Nodes(world, jar, options);
        Runtime.getRuntime().addShutdownHook(new Thread(nodes::close));
        try {
            nodes.database = postgres ? Postgres.start(world.folder().resolve("postgres"), pins.database()) : null;
            for (var number = 0; number < count; number++) {
                var port = number == 0 ? world.verifier().getPort() : freePort();
                var properties = new ArrayList<>(jvm);
                properties.addAll(world.properties(port, world.folder().resolve("data-" + number)));
                if (nodes.database != null) {
                    properties.addAll(nodes.database.properties());
                }
                nodes.seats.add(new Seat(
                        port, world.folder().resolve("node-" + number + ".log"), pins.node(number), properties));
            }
            nodes.startAll();
            return nodes;
        } catch (IOException | InterruptedException e) {
            nodes.close();
            throw e;
        }
    }

    /**
     * Stops all of them and starts all again.
     *
     * @param meanwhile what to do in between
     * @return how long the first took to start
     */
    Duration restart(Pause meanwhile) throws IOException, InterruptedException {
        servers.forEach(Server::close);
        servers.clear();
        meanwhile.use();
        return startAll();
    }

    private Duration startAll() throws IOException, InterruptedException {
        var before = System.nanoTime();
        var first = Duration.ZERO;
        for (var seat : seats) {
            servers.add(Server.start(jar, seat.port(), seat.log(), seat.cores(), seat.properties(), options));
            first = first.isZero() ? Duration.ofNanos(System.nanoTime() - before) : first;
        }
        return first;
    }

    /** Where all is kept. */
    Store store() {
        return database == null ? Store.embedded(world.folder().resolve("data-0")) : database.store();
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    List<InetSocketAddress> addresses() {
        return servers.stream().map(Server::address).toList();
    }

    /** The one whose memory is counted. */
    Server first() {
        return servers.getFirst();
    }

    /** So far. */
    Usage usage() {
        var kept = database == null ? Usage.NOTHING : database.usage();
        return kept.with(
                servers.stream().map(Server::cpu).reduce(Duration.ZERO, Duration::plus),
                servers.stream().mapToLong(Server::allocated).sum());
    }

    @Override
    public void close() {
        servers.forEach(Server::close);
        try {
            if (database != null) {
                database.close();
            }
        } catch (IOException e) {
            System.err.println("PostgreSQL did not end as it should: " + e.getMessage());
        }
        world.close();
    }
}
