package dev.verifier.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The event channel of one browser that waits, on a connection of its own, and the moment at which it is told to go on. A channel that
 * ends without that is opened again, as browsers do.
 */
final class Channel implements AutoCloseable {

    /** Longer than between two heartbeats. */
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private static final int SMALL = 512;
    private static final String GO_ON = "event:redirect\n";

    private static final String FAILED = "event:failed\n";
    private static final int MOST_TIMES = 20;

    private final InetSocketAddress server;
    private final byte[] request;
    private final CompletableFuture<Long> told = new CompletableFuture<>();
    private volatile Connection connection;
    private volatile boolean closed;

    private Channel(InetSocketAddress server, byte[] request) throws IOException {
        this.server = server;
        this.request = request;
        this.connection = Connection.to(server, PATIENCE, SMALL);
    }

    /** Opens it: the server has it once this returns. */
    static Channel open(InetSocketAddress server, byte[] request) throws IOException {
        var channel = new Channel(server, request);
        try {
            var first = channel.first();
            Thread.ofVirtual().start(() -> channel.listen(first));
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private String first() throws IOException {
        var head = connection.open(request);
        if (head.status() != 200) {
            throw new UnexpectedAnswerException(new Answer(head.status(), "instead of events"));
        }
        return connection.next();
    }

    private void listen(String first) {
        try {
            var next = first;
            for (var times = 1; !hears(next); times++) {
                if (times == MOST_TIMES) {
                    throw new IOException("the channel ended %d times before the login did".formatted(times));
                }
                connection.close();
                connection = Connection.to(server, PATIENCE, SMALL);
                if (closed) {
                    connection.close();
                }
                next = first();
            }
            told.complete(System.nanoTime());
        } catch (IOException e) {
            told.completeExceptionally(e);
        }
    }

    /** Whether it is told to go on before the channel ends. */
    private boolean hears(String first) throws IOException {
        var said = new StringBuilder();
        for (var next = first; !next.isEmpty(); next = connection.next()) {
            if (said.append(next).indexOf(GO_ON) >= 0) {
                return true;
            }
            if (said.indexOf(FAILED) >= 0) {
                throw new IOException("the login failed");
            }
        }
        return false;
    }

    /** When it was told to go on, by {@link System#nanoTime}; waits for it. */
    long told(Duration longest) throws IOException, InterruptedException {
        try {
            return told.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("a browser was not told to go on: " + e, e);
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        connection.close();
    }
}
