package dev.verifier.e2e;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Somebody whom clients in other processes call: they post the address of a login and are told where the browser came back to. */
final class PersonOnCall implements AutoCloseable {

    private final Phone phone;
    private final String[] callbacks;
    private final HttpServer server;

    /** @param callbacks where browsers come back to */
    PersonOnCall(Phone phone, String... callbacks) {
        this.phone = phone;
        this.callbacks = callbacks;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange call) throws IOException {
        try (call) {
            var url = new String(call.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII);
            try (var browser = new PlainBrowser(callbacks)) {
                say(call, 200, new Person(browser, phone).signIn(url).address().toString());
            } catch (AssertionError | RuntimeException e) {
                say(call, 500, e.toString());
            }
        }
    }

    private static void say(HttpExchange call, int status, String text) throws IOException {
        var body = text.getBytes(StandardCharsets.UTF_8);
        call.sendResponseHeaders(status, body.length);
        call.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
