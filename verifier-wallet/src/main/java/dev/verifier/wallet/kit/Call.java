package dev.verifier.wallet.kit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** One request of a test suite, in JSON, and the answer to it. */
final class Call {
    private static final int LARGEST = 64 * 1024;

    private final HttpExchange exchange;
    private final String door;

    /** @param door what the path of whoever may say something begins with */
    Call(HttpExchange exchange, String door) {
        this.exchange = exchange;
        this.door = door;
    }

    String method() {
        return exchange.getRequestMethod();
    }

    /** Behind the door. */
    String path() {
        return whole().substring(door.length() - 1);
    }

    boolean knowsTheDoor() {
        var path = whole().getBytes(UTF_8);
        var known = door.getBytes(UTF_8);
        return path.length >= known.length && MessageDigest.isEqual(known, Arrays.copyOf(path, known.length));
    }

    private String whole() {
        return exchange.getRequestURI().getPath();
    }

    /** Not under another name, which would be some page's trick (DNS rebinding), and not from a page at all: browsers say so. */
    boolean fromThisMachine() {
        int port = exchange.getLocalAddress().getPort();
        return Set.of("localhost:" + port, "127.0.0.1:" + port, "[::1]:" + port)
                        .contains(String.valueOf(header("Host")))
                && header("Origin") == null
                && header("Sec-Fetch-Site") == null;
    }

    /** What was sent, in whatever form. */
    String text() throws IOException {
        var body = exchange.getRequestBody().readNBytes(LARGEST + 1);
        if (body.length > LARGEST) {
            throw NotDone.unread(413, "That is more than " + LARGEST + " bytes.");
        }
        return new String(body, UTF_8);
    }

    /** What was sent, as an object; empty if nothing was. */
    Told told() throws IOException {
        var text = text();
        if (text.isBlank()) {
            return new Told(Map.of());
        }
        try {
            if (JsonMapper.shared().readValue(text, Object.class) instanceof Map<?, ?> members) {
                return new Told(members);
            }
        } catch (JacksonException e) {
            throw NotDone.mistake("That is no JSON: " + e.getOriginalMessage());
        }
        throw NotDone.mistake("That is no JSON object.");
    }

    void answer(int status, Map<String, ?> members) throws IOException {
        answer(status, "application/json", JsonMapper.shared().writeValueAsString(members));
    }

    void answer(int status, String type, String text) throws IOException {
        var body = text.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    private @Nullable String header(String name) {
        var values = exchange.getRequestHeaders().getOrDefault(name, List.of());
        return values.isEmpty() ? null : String.join(",", values);
    }
}
