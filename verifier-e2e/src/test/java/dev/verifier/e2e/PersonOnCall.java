package dev.verifier.e2e;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.verifier.e2e.PlainBrowser.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** Somebody whom clients in other processes call: they post an address and are told where the browser ended. */
final class PersonOnCall implements AutoCloseable {

    private final Person person;
    private final HttpServer server;

    /** @param callbacks where browsers come back to */
    PersonOnCall(Phone phone, String... callbacks) {
        person = new Person(new PlainBrowser(callbacks), phone);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/sign-in", call -> answer(call, person::signIn));
        server.createContext("/visit", call -> answer(call, person.browser()::open));
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private static void answer(HttpExchange call, Function<String, Page> what) throws IOException {
        try (call) {
            var url = new String(call.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII);
            try {
                say(call, 200, what.apply(url).address().toString());
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
        person.browser().close();
    }
}
