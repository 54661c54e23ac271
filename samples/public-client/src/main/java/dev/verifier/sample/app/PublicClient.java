package dev.verifier.sample.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Objects;

/**
 * Serves the files of the app. Any web server would do: the app signs people in by itself, in the browser, and has no secret.
 */
public final class PublicClient {

    private record File(String type, String content) {
        static File of(String type, String name) throws IOException {
            try (var file = Objects.requireNonNull(PublicClient.class.getResourceAsStream(name), name)) {
                return new File(type, new String(file.readAllBytes(), UTF_8));
            }
        }
    }

    private final Map<String, File> files;
    private final String policy;

    private PublicClient(Settings settings) throws IOException {
        var page = File.of("text/html; charset=utf-8", "index.html");
        this.policy = settings.policy();
        this.files = Map.of(
                "/", page,
                "/callback", page,
                "/app.js", File.of("text/javascript; charset=utf-8", "app.js"),
                "/app.css", File.of("text/css; charset=utf-8", "app.css"),
                "/icon.svg", File.of("image/svg+xml", "icon.svg"),
                "/oidc-client-ts.min.js", File.of("text/javascript; charset=utf-8", "oidc-client-ts.min.js"),
                "/config.json", new File("application/json", settings.json()));
    }

    public static void main(String[] arguments) throws IOException {
        var settings = Settings.of(arguments);
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.port()), 0);
        server.createContext("/", new PublicClient(settings)::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var file = files.get(exchange.getRequestURI().getPath());
            var headers = exchange.getResponseHeaders();
            headers.set("Content-Security-Policy", policy);
            headers.set("X-Content-Type-Options", "nosniff");
            // The code in the address of /callback is nobody else's business.
            headers.set("Referrer-Policy", "no-referrer");
            headers.set("Cache-Control", "no-cache");
            if (!exchange.getRequestMethod().equals("GET")) {
                exchange.sendResponseHeaders(405, -1);
            } else if (file == null) {
                exchange.sendResponseHeaders(404, -1);
            } else {
                headers.set("Content-Type", file.type());
                var content = file.content().getBytes(UTF_8);
                exchange.sendResponseHeaders(200, content.length);
                exchange.getResponseBody().write(content);
            }
        }
    }
}
