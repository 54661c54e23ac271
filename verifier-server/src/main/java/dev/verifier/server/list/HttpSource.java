package dev.verifier.server.list;

import dev.verifier.server.outbound.Answer;
import dev.verifier.server.outbound.OutboundHttp;
import java.net.URI;

/**
 * A list on a web server, asked with {@code If-None-Match} (RFC 9110 §13.1.2).
 *
 * @param uri where
 * @param http the one way out
 */
public record HttpSource(URI uri, OutboundHttp http) implements ListSource {

    @Override
    public Fetched fetch(String knownVersion) {
        return switch (http.list(uri, knownVersion)) {
            case Answer.Body(var bytes, var etag) -> new Fetched.Document(bytes, etag);
            case Answer.NotModified _ -> new Fetched.Unchanged();
            case Answer.NotFound _ -> new Fetched.Unavailable("not found");
            case Answer.Failed(var reason) -> new Fetched.Unavailable(reason);
        };
    }

    @Override
    public String location() {
        return uri.toString();
    }

    @Override
    public boolean local() {
        return false;
    }
}
