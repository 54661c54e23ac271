package dev.verifier.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The event channel of one browser that waits, on a connection of its own, and the moment at which it is told to go on. */
final class Channel implements AutoCloseable {

    /** Longer than between two heartbeats. */
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private static final int SMALL = 512;
    private static final String GO_ON = "event:redirect\n";

    private final Connection connection;
    private final CompletableFuture<Long> told = new CompletableFuture<>();

    private Channel(Connection connection) {
        this.connection = connection;
    }

    /** Opens it: the server has it once this returns. */
    static Channel open(InetSocketAddress server, byte[] request) throws IOException {
        var channel = new Channel(Connection.to(server, PATIENCE, SMALL));
        try {
            var head = channel.connection.open(request);
            if (head.status() != 200) {
                throw new UnexpectedAnswerException(new Answer(head.status(), "instead of events"));
            }
            var first = channel.connection.next();
            Thread.ofVirtual().start(() -> channel.listen(first));
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private void listen(String first) {
        try {
            var said = new StringBuilder();
            for (var next = first; !next.isEmpty(); next = connection.next()) {
                if (said.append(next).indexOf(GO_ON) >= 0) {
                    told.complete(System.nanoTime());
                    return;
                }
            }
            told.completeExceptionally(new IOException("the channel ended before the login did"));
        } catch (IOException e) {
            told.completeExceptionally(e);
        }
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
        connection.close();
    }
}
