package dev.verifier.server.request;

import dev.verifier.server.client.Resources;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an authorization request asks, wherever its parameters came from: what whoever is behind the front door sees as its
 * parameters, and nothing else. Immutable.
 *
 * @param values the parameters, each once; resources joined
 * @param kept where they are kept; null where they came in the request itself
 */
public record AskedParameters(
        Map<String, String> values, @Nullable Kept kept) {

    private static final String ATTRIBUTE = AskedParameters.class.getName();

    public AskedParameters {
        values = Map.copyOf(values);
    }

    /**
     * Parameters that are kept under a name of their own until a browser comes for them.
     *
     * @param uri the name, as in {@code request_uri}
     * @param login the login that has begun with them; null where none has
     */
    public record Kept(String uri, @Nullable String login) {}

    /** What is known of a request; nothing before somebody looked. */
    public static Optional<AskedParameters> of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof AskedParameters asked ? Optional.of(asked) : Optional.empty();
    }

    /** For whoever has the same request, also before it is wrapped. */
    public AskedParameters keepWith(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
        return this;
    }

    /** As a request that says nothing but these parameters. */
    public HttpServletRequest in(HttpServletRequest request, String url) {
        return new PlainRequest(request, url, values);
    }

    /** One text by which it can be asked again: the same for the same parameters, and short where they are kept. */
    public String query() {
        return kept == null
                ? query(values)
                : query(Map.of("client_id", values.getOrDefault("client_id", ""), "request_uri", kept.uri()));
    }

    /** Sorted by name and percent-encoded. */
    static String query(Map<String, String> values) {
        SortedMap<String, String> sorted = new TreeMap<>(values);
        return sorted.entrySet().stream()
                .flatMap(parameter -> Arrays.stream(Resources.values(parameter.getKey(), parameter.getValue()))
                        .map(value -> encoded(parameter.getKey()) + "=" + encoded(value)))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
