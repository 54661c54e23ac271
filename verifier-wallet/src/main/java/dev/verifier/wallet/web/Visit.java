package dev.verifier.wallet.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One request of a browser, and the answer to it. */
final class Visit {
    private static final int LARGEST_FORM = 16 * 1024;

    /** No script, no frame around it, nothing from elsewhere. */
    private static final String POLICY =
            "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private final HttpExchange exchange;

    Visit(HttpExchange exchange) {
        this.exchange = exchange;
    }

    String method() {
        return exchange.getRequestMethod();
    }

    String path() {
        return exchange.getRequestURI().getPath();
    }

    /** Whether the browser thinks it talks to this machine; another name for it is somebody's trick (DNS rebinding). */
    boolean toThisMachine() {
        int port = exchange.getLocalAddress().getPort();
        return Set.of("localhost:" + port, "127.0.0.1:" + port, "[::1]:" + port)
                .contains(String.valueOf(header("Host")));
    }

    /** What the browser calls this address, to be asked once it is {@link #toThisMachine}. */
    URI address() {
        return URI.create("http://" + header("Host") + path());
    }

    /** RFC 6454 §7: whether the form is on a page of this server, as far as the browser says. */
    boolean fromOurPage() {
        var origin = header("Origin");
        var site = header("Sec-Fetch-Site");
        return (origin == null || origin.equals("http://" + header("Host")))
                && (site == null || site.equals("same-origin"));
    }

    /** @throws IllegalArgumentException if it is no query */
    Map<String, String> query() {
        var query = exchange.getRequestURI().getRawQuery();
        return query == null ? Map.of() : parameters(query);
    }

    /** @throws IllegalArgumentException if it is no form, or a huge one */
    Map<String, String> form() throws IOException {
        var body = exchange.getRequestBody().readNBytes(LARGEST_FORM + 1);
        if (body.length > LARGEST_FORM) {
            throw new IllegalArgumentException("the form is too large");
        }
        return parameters(new String(body, UTF_8));
    }

    void show(Page page) throws IOException {
        send(page.status(), "text/html; charset=utf-8", page.toString().getBytes(UTF_8), "no-store");
    }

    void style(byte[] css) throws IOException {
        send(200, "text/css; charset=utf-8", css, "max-age=3600");
    }

    void statusList(String token) throws IOException {
        send(200, "application/statuslist+jwt", token.getBytes(UTF_8), "no-store");
    }

    private void send(int status, String type, byte[] body, String caching) throws IOException {
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", type);
        headers.set("Cache-Control", caching);
        headers.set("Content-Security-Policy", POLICY);
        // Not no-referrer, which would hide the origin of our own forms from us.
        headers.set("Referrer-Policy", "same-origin");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        boolean bodyless = method().equals("HEAD");
        exchange.sendResponseHeaders(status, bodyless ? -1 : body.length);
        if (!bodyless) {
            exchange.getResponseBody().write(body);
        }
    }

    private @Nullable String header(String name) {
        var values = exchange.getRequestHeaders().getOrDefault(name, List.of());
        return values.size() == 1 ? values.getFirst() : values.isEmpty() ? null : "";
    }

    private static Map<String, String> parameters(String text) {
        var parameters = new HashMap<String, String>();
        for (var parameter : text.split("&", -1)) {
            var parts = parameter.split("=", 2);
            var value = parts.length == 2 ? URLDecoder.decode(parts[1], UTF_8) : "";
            if (parameters.put(URLDecoder.decode(parts[0], UTF_8), value) != null) {
                throw new IllegalArgumentException("a parameter is there twice");
            }
        }
        return parameters;
    }
}
