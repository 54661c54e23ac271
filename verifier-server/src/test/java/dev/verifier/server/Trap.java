package dev.verifier.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;

/** A port at which nobody should ever knock, and how often somebody did. */
final class Trap implements AutoCloseable {

    private final ServerSocket socket;
    private final AtomicInteger calls = new AtomicInteger();

    Trap() {
        try {
            this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::listen);
    }

    private void listen() {
        while (!socket.isClosed()) {
            try {
                socket.accept().close();
                calls.incrementAndGet();
            } catch (IOException e) {
                return;
            }
        }
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/");
    }

    int calls() {
        return calls.get();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
