package dev.verifier.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/** One connection to the server that is kept alive. For one thread at a time. */
final class Connection implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Socket socket;
    private final InputStream in;
    private long waited;
    private boolean chunked;

    private Connection(Socket socket, InputStream in) {
        this.socket = socket;
        this.in = in;
    }

    /** A connection on which one exchange takes ten seconds at most. */
    static Connection to(InetSocketAddress server) throws IOException {
        return to(server, PATIENCE, 16 * 1024);
    }

    /** @param buffer size of the buffer that is kept for it */
    static Connection to(InetSocketAddress server, Duration patience, int buffer) throws IOException {
        var socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
            socket.connect(server, Math.toIntExact(PATIENCE.toMillis()));
            return new Connection(socket, new BufferedInputStream(socket.getInputStream(), buffer));
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Sends a request and reads the answer to it. */
    Answer ask(byte[] request) throws IOException {
        var sent = System.nanoTime();
        socket.getOutputStream().write(request);
        var answer = Answer.read(in);
        waited += System.nanoTime() - sent;
        return answer;
    }

    /** Sends a request that is answered bit by bit. */
    Answer.Head open(byte[] request) throws IOException {
        socket.getOutputStream().write(request);
        var head = Answer.Head.read(in);
        chunked = head.chunked();
        return head;
    }

    /** The next bit of such an answer; empty after the last. */
    String next() throws IOException {
        return chunked ? Answer.chunk(in) : Answer.arrived(in);
    }

    /** Nanoseconds spent on waiting for answers so far. */
    long waited() {
        return waited;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
