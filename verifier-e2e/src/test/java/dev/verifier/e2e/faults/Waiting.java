package dev.verifier.e2e.faults;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** A browser with its login page open: it listens for events, over one connection. */
final class Waiting implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 30_000;

    /** What browsers do by themselves after a connection that broke, and how often this one does before it gives up. */
    private static final int BEFORE_ANOTHER_TRY_MILLIS = 500;

    private static final int TRIES = 120;

    private final Socket socket;
    private final BufferedReader lines;

    Waiting(Door at, SignIn login) throws IOException {
        this(at, login, "", "");
    }

    /**
     * The same, of a browser elsewhere.
     *
     * @param from its address, empty for any
     * @param headers that it sends beside the usual ones
     */
    Waiting(Door at, SignIn login, String from, String headers) throws IOException {
        var call = login.events();
        // A port is only taken for good where an address was: so the others have one for each node.
        socket = from.isEmpty()
                ? new Socket(at.address(), at.port())
                : new Socket(InetAddress.getByName(at.address()), at.port(), InetAddress.ofLiteral(from), 0);
        socket.setSoTimeout(PATIENCE_MILLIS);
        var head = "GET " + call.target() + " HTTP/1.1\r\nHost: " + at.host() + ":" + at.port() + "\r\nAccept: "
                + call.accept() + "\r\nCookie: " + call.cookies() + "\r\n" + headers + "\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
        lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Whether there is no room for it. */
    boolean isRefused() throws IOException {
        return lines.readLine().contains(" 503 ");
    }

    /** Waits for this event; false where the connection ends before. */
    boolean hears(String event) throws IOException {
        return hears(line -> line.equals("event:" + event));
    }

    /** Waits for whatever it is told first; false where the connection ends before. */
    boolean isOpen() throws IOException {
        return hears(line -> line.startsWith("event:"));
    }

    private boolean hears(Predicate<String> what) throws IOException {
        var line = lines.readLine();
        while (line != null && !what.test(line)) {
            line = lines.readLine();
        }
        return line != null;
    }

    /** Waits for this event, over as many connections as it takes; true where it came. */
    static boolean until(String event, SignIn login, Supplier<Door> at) throws InterruptedException {
        for (var attempt = 0; attempt < TRIES; attempt++) {
            try (var browser = new Waiting(at.get(), login)) {
                if (browser.hears(event)) {
                    return true;
                }
            } catch (IOException e) {
                // As if nothing had been heard.
            }
            Thread.sleep(BEFORE_ANOTHER_TRY_MILLIS);
        }
        return false;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
