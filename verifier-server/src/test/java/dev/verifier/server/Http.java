package dev.verifier.server;

import dev.verifier.server.configuration.Surface;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A caller at the server's real port. */
public final class Http {

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private static final JsonMapper JSON = new JsonMapper();

    private final String base;
    private final HttpClient client;

    public Http(int port) {
        this.base = "http://localhost:" + port;
        this.client = CLIENT;
    }

    /** A caller of a host that is at this port of this machine, whatever its name leads to elsewhere. */
    Http(String host, int port) {
        this.base = "http://" + host;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .proxy(ProxySelector.of(new InetSocketAddress("localhost", port)))
                .build();
    }

    private Http(String base, HttpClient client) {
        this.base = base;
        this.client = client;
    }

    /** A caller by TLS. */
    static Http secure(int port, SSLContext trust) {
        var client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(trust)
                .build();
        return new Http("https://localhost:" + port, client);
    }

    /**
     * An answer.
     *
     * @param json its body; a missing node where that is no JSON
     */
    public record Answer(int status, java.net.http.HttpHeaders headers, String body, JsonNode json) {

        public String header(String name) {
            return headers.firstValue(name).orElse("");
        }

        /** The stable code in front of the description. */
        public String code() {
            return json.path("error_description").asString("").replaceFirst(":.*", "");
        }
    }

    /** A token request with proofs of possession, as many as are given. */
    public Answer token(Map<String, String> form, String... proofs) {
        return postWithProofs(Surface.TOKEN, form, proofs);
    }

    /** The same at any endpoint. */
    public Answer postWithProofs(String path, Map<String, String> form, String... proofs) {
        var request = request(path).header("Content-Type", "application/x-www-form-urlencoded");
        for (var proof : proofs) {
            request.header("DPoP", proof);
        }
        return send(request.POST(HttpRequest.BodyPublishers.ofString(encoded(form))));
    }

    public Answer post(String path, Map<String, String> form) {
        return post(path, "application/x-www-form-urlencoded", encoded(form));
    }

    public Answer post(String path, String contentType, String body) {
        return send(request(path).header("Content-Type", contentType).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    public Answer get(String path) {
        return send(request(path).GET());
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(30));
    }

    public Answer send(HttpRequest.Builder request) {
        try {
            var response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.headers(), response.body(), json(response.body()));
        } catch (IOException | InterruptedException e) {
            throw new AssertionError("no answer: " + e, e);
        }
    }

    public static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static JsonNode json(String body) {
        return body.startsWith("{") ? JSON.readTree(body) : JSON.missingNode();
    }
}
