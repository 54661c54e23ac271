package dev.verifier.server.client;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * From where a client's request objects may be fetched (RFC 9101 §10.4): below the prefixes it has registered, else from the
 * origins of its {@code url} and {@code redirectUris}. A path that is another one to whoever decodes or shortens it is none.
 * Stateless.
 */
public final class RequestUris {

    private static final Pattern ASCII = Pattern.compile("[\\x21-\\x7e]+");

    /** Segments that climb, and dots, slashes, backslashes and percent signs that show only when they are decoded. */
    private static final Pattern DEVIOUS = Pattern.compile("(?i)(?:^|/)\\.{1,2}(?:[/;]|$)|%(?:2e|2f|5c|25|00)");

    private RequestUris() {}

    /**
     * Where a client's request object is, if it may be there.
     *
     * @param otherHosts where those of every client may be
     */
    public static Optional<URI> permitted(TrustedClient client, Set<String> otherHosts, String text) {
        return plain(text)
                .filter(uri -> isRegistered(client, uri, text)
                        || otherHosts.contains(uri.getHost().toLowerCase(Locale.ROOT)));
    }

    /** What is wrong with a prefix that somebody wants to register; empty where nothing is. */
    static String problem(String prefix) {
        var uri = plain(prefix);
        if (uri.isEmpty() || uri.get().getRawQuery() != null) {
            return "must be an https URL without user, query, fragment, and without . or .. in its path";
        }
        var isLoopback = ClientUris.isLoopback(uri.get());
        return uri.get().getScheme().equals("https") || isLoopback ? "" : "is plain http; use https";
    }

    private static boolean isRegistered(TrustedClient client, URI uri, String text) {
        var prefixes = client.requests().uris();
        return prefixes.isEmpty()
                ? ClientOrigins.origin(text)
                        .filter(ClientOrigins.of(client)::contains)
                        .isPresent()
                : prefixes.stream().anyMatch(prefix -> isBelow(URI.create(prefix), uri));
    }

    /** A prefix ends where a segment of the path ends. */
    private static boolean isBelow(URI prefix, URI uri) {
        var start = prefix.getRawPath();
        var path = uri.getRawPath();
        return ClientOrigins.origin(prefix.toString()).equals(ClientOrigins.origin(uri.toString()))
                && path.startsWith(start)
                && (start.isEmpty()
                        || start.endsWith("/")
                        || path.length() == start.length()
                        || path.charAt(start.length()) == '/');
    }

    private static Optional<URI> plain(String text) {
        try {
            var uri = new URI(text);
            var isWeb = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            return isWeb
                            && ASCII.matcher(text).matches()
                            && uri.getHost() != null
                            && uri.getRawUserInfo() == null
                            && uri.getRawFragment() == null
                            && !DEVIOUS.matcher(uri.getRawPath()).find()
                    ? Optional.of(uri)
                    : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
