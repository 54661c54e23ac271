package dev.verifier.wallet.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A verifier that believes everybody, or nobody, and an API that believes its tokens. It keeps what it was sent. */
final class PaperVerifier implements AutoCloseable {
    private final HttpServer server;
    private final List<Map<String, String>> forms = new CopyOnWriteArrayList<>();
    private final String token;
    private @Nullable String otherAnswer;
    private int otherStatus;
    private int statusOfCalls = 200;
    private @Nullable String otherIssuer;
    private @Nullable String otherEndpoint;

    PaperVerifier(String token) throws IOException {
        this.token = token;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/.well-known/openid-configuration", exchange -> answer(exchange, 200, metadata()));
        server.createContext("/oidc/token", this::token);
        server.createContext("/api", this::api);
        server.start();
    }

    /** From now on every token request is answered with this. */
    void answerWith(int status, String body) {
        otherStatus = status;
        otherAnswer = body;
    }

    void answerCallsWith(int status) {
        statusOfCalls = status;
    }

    void giveTokensAt(String endpoint) {
        otherEndpoint = endpoint;
    }

    void callItself(String issuer) {
        otherIssuer = issuer;
    }

    URI issuer() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    URI api() {
        return issuer().resolve("/api");
    }

    Map<String, String> lastForm() {
        return forms.getLast();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private String metadata() {
        return json(Map.of(
                "issuer",
                otherIssuer == null ? issuer().toString() : otherIssuer,
                "token_endpoint",
                otherEndpoint == null ? issuer() + "/oidc/token" : otherEndpoint));
    }

    private void token(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        forms.add(Arrays.stream(body.split("&", -1))
                .map(field -> field.split("=", 2))
                .collect(Collectors.toMap(field -> field[0], field -> URLDecoder.decode(field[1], UTF_8))));
        if (otherAnswer != null) {
            answer(exchange, otherStatus, otherAnswer);
            return;
        }
        answer(exchange, 200, json(Map.of("access_token", token, "id_token", token, "token_type", "Bearer")));
    }

    private void api(HttpExchange exchange) throws IOException {
        boolean authorized = Objects.equals(exchange.getRequestHeaders().getFirst("Authorization"), "Bearer " + token);
        answer(exchange, authorized ? statusOfCalls : 401, "{\n  \"hello\": \"machine\"\n}\n");
    }

    private static String json(Object value) {
        return JsonMapper.shared().writeValueAsString(value);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            var bytes = body.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
