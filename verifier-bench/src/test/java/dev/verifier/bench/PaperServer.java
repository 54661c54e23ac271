package dev.verifier.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Answers every token request as it is told to, and counts how often each came. */
final class PaperServer implements AutoCloseable {

    static final Answer TOKEN = new Answer(200, "{\"access_token\":\"e30.e30.c2ln\",\"token_type\":\"Bearer\"}");

    final Map<String, Integer> forms = new ConcurrentHashMap<>();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Function<Integer, Answer> answers;

    /** @param answers by how many different requests there were so far */
    PaperServer(Function<Integer, Answer> answers) throws IOException {
        this.answers = answers;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/oidc/token", this::answer);
        server.start();
    }

    InetSocketAddress address() {
        return server.getAddress();
    }

    URI issuer() {
        return URI.create("http://127.0.0.1:" + address().getPort());
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            forms.merge(new String(exchange.getRequestBody().readAllBytes(), UTF_8), 1, Integer::sum);
            var answer = answers.apply(forms.size());
            var body = answer.body().getBytes(UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
