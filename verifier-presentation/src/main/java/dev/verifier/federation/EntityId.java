package dev.verifier.federation;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * The name of an entity (OpenID Federation 1.0 §1.2): an https URL with a host, perhaps a port and a path, and nothing else. Two are the
 * same letter by letter.
 *
 * @param value the name, as somebody wrote it
 */
public record EntityId(String value) {

    private static final int LONGEST = 2048;
    private static final String WELL_KNOWN = "/.well-known/openid-federation";

    public EntityId {
        if (url(value).isEmpty()) {
            throw new IllegalArgumentException("an entity is named by an https URL without query and fragment");
        }
    }

    /** The entity that a stranger's text names; empty where it names none. */
    public static Optional<EntityId> parse(String text) {
        return url(text).map(_ -> new EntityId(text));
    }

    /** Where what it says of itself is (§9): the well-known part goes behind the path. */
    public URI configuration() {
        return URI.create((value.endsWith("/") ? value.substring(0, value.length() - 1) : value) + WELL_KNOWN);
    }

    /** The host alone, in the letters it was written in. */
    String host() {
        return URI.create(value).getHost();
    }

    private static Optional<URI> url(String text) {
        return text.length() > LONGEST ? Optional.empty() : web(text).filter(url -> url.getRawQuery() == null);
    }

    /** An https URL, be it with a query. */
    static Optional<URI> web(String text) {
        try {
            var url = new URI(text);
            var plain = "https".equals(url.getScheme())
                    && url.getHost() != null
                    && url.getRawUserInfo() == null
                    && url.getRawFragment() == null;
            return plain ? Optional.of(url) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
