package dev.verifier.server.wallet;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * What one browser that waits is told (server-sent events, HTML §9.2), over a connection that is left of its request: the request is answered with a
 * head and is over, and with it all that a container keeps for one, which is a hundred times what waiting takes. The connection is then handed over as to
 * another protocol (Servlet 6.1 §2.3.3.5), only that this one goes on where the head ended, up to the connection's end (RFC 9112 §6.3).
 * Thread-safe.
 */
final class EventChannel {

    private final StringBuilder early = new StringBuilder();
    private Runnable gone = () -> {};
    private @Nullable WebConnection connection;
    private boolean over;

    /** Whether the request has a connection to itself: not where several share one (RFC 9113). */
    static boolean isPossibleFor(HttpServletRequest request) {
        return request.getProtocol().startsWith("HTTP/1.");
    }

    /** Answers with events that nothing follows. */
    static void write(String events, HttpServletResponse response) throws IOException {
        head(response);
        response.getOutputStream().write(events.getBytes(StandardCharsets.UTF_8));
    }

    private static void head(HttpServletResponse response) {
        response.setStatus(HttpServletResponse.SC_OK);
        response.setContentType("text/event-stream;charset=UTF-8");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        // Proxies that collect what they pass on would make the browser wait.
        response.setHeader("X-Accel-Buffering", "no");
    }

    /** @param what is done when its browser is gone, however that came; before anybody else knows of the channel */
    synchronized void whenGone(Runnable what) {
        gone = what;
    }

    /** Answers the request, and keeps its connection. What was said until then comes first. */
    void open(HttpServletRequest request, HttpServletResponse response) throws IOException {
        head(response);
        response.setHeader(HttpHeaders.CONNECTION, "close");
        try {
            request.upgrade(Handover.class).channel = this;
        } catch (ServletException e) {
            throw new IllegalStateException(e);
        }
        response.setStatus(HttpServletResponse.SC_OK); // which the container takes to be 101
        response.flushBuffer();
    }

    /** Says something; a failure means that the browser is gone. */
    synchronized void send(String events) throws IOException {
        if (over) {
            throw new IOException("the channel has ended");
        }
        if (connection == null) {
            early.append(events);
            return;
        }
        write(connection, events);
    }

    private static void write(WebConnection connection, String events) throws IOException {
        var out = connection.getOutputStream();
        out.write(events.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /** Ends the connection behind what was said. */
    synchronized void end() {
        if (over) {
            return;
        }
        over = true;
        if (connection != null) {
            hangUp(connection);
        }
    }

    /** The container looks whether a connection is closed when something happens to it: that it can be written to is such a thing. */
    private static void hangUp(WebConnection connection) {
        try {
            connection.getOutputStream().setWriteListener(new WriteListener() {
                @Override
                public void onWritePossible() {
                    close(connection);
                }

                @Override
                public void onError(Throwable failure) {
                    close(connection);
                }
            });
        } catch (IOException | IllegalStateException e) {
            close(connection); // it is gone already
        }
    }

    private synchronized void begin(WebConnection held) {
        connection = held;
        try {
            held.getInputStream().setReadListener(new Listener(held));
            write(held, early.toString());
        } catch (IOException e) {
            over = true;
        }
        early.setLength(0);
        early.trimToSize();
        if (over) {
            close(held);
        }
    }

    private void lost() {
        Runnable then;
        synchronized (this) {
            over = true;
            then = gone;
        }
        then.run();
    }

    private static void close(WebConnection connection) {
        try {
            connection.close();
        } catch (Exception e) {
            // Whoever was there is not any more.
        }
    }

    /** A browser that waits has nothing to say but that it is gone; whoever says more is none, and is not listened to. */
    private record Listener(WebConnection connection) implements ReadListener {

        @Override
        public void onDataAvailable() {
            close(connection);
        }

        @Override
        public void onAllDataRead() {
            close(connection);
        }

        @Override
        public void onError(Throwable failure) {
            close(connection);
        }
    }

    /** The container makes it, and gives it the connection once the request is over. */
    public static final class Handover implements HttpUpgradeHandler {

        private @Nullable EventChannel channel;

        public Handover() {}

        @Override
        public void init(WebConnection connection) {
            Objects.requireNonNull(channel).begin(connection);
        }

        @Override
        public void destroy() {
            Objects.requireNonNull(channel).lost();
        }
    }
}
