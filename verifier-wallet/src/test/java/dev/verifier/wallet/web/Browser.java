package dev.verifier.wallet.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** As much of a browser as a page without scripts needs. */
final class Browser implements AutoCloseable {
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI address;

    Browser(URI address) {
        this.address = address;
    }

    Screen open(String path) {
        return Screen.of(get(path));
    }

    HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(address.resolve(path)));
    }

    /** Submits the form of an open page, its hidden fields included. */
    Screen submit(Screen page, Map<String, String> fields) {
        var all = new LinkedHashMap<>(page.hiddenFields());
        all.putAll(fields);
        return Screen.of(post(page.action(), all, Map.of("Origin", origin())));
    }

    HttpResponse<String> post(String path, Map<String, String> fields, Map<String, String> headers) {
        var body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        var request = HttpRequest.newBuilder(address.resolve(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return send(request);
    }

    String origin() {
        return address.toString().replaceFirst("/$", "");
    }

    @Override
    public void close() {
        http.close();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
