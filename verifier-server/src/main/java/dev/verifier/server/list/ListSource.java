package dev.verifier.server.list;

import dev.verifier.server.outbound.OutboundHttp;
import java.net.URI;
import java.nio.file.Files;
import java.util.List;

/** Where a list comes from. Implementations are thread-safe. */
public interface ListSource {

    /**
     * The source at a location, {@code file:} or {@code https:}. Throws {@link IllegalArgumentException} for any other.
     *
     * @param maxBytes the largest list that is read from a file
     */
    static ListSource at(String location, OutboundHttp http, long maxBytes) {
        if (location.startsWith("https:") || location.startsWith("http:")) {
            return new HttpSource(URI.create(location), http);
        }
        if (location.startsWith("file:")) {
            var path = FileSource.path(location);
            if (Files.isDirectory(path)) {
                throw new IllegalArgumentException("it is a folder: name the file in it");
            }
            return new FileSource(List.of(path), maxBytes);
        }
        throw new IllegalArgumentException("it must begin with file: or https:");
    }

    /**
     * Asks for the list.
     *
     * @param knownVersion the version held already; empty where none is
     */
    Fetched fetch(String knownVersion);

    /** As the operator configured it. */
    String location();

    /** Whether the source is this machine's own disk: what is missing there is a mistake, not an outage. */
    boolean local();
}
