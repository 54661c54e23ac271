package dev.verifier.server.page;

import java.net.URI;
import java.util.regex.Pattern;

/** Which links a page may carry. */
final class Links {

    private static final Pattern LOCAL = Pattern.compile("/[A-Za-z0-9_~.-][A-Za-z0-9_~./-]*");
    private static final Pattern ORIGIN =
            Pattern.compile("(?i:https?)://(?:[A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+])(?::[0-9]{1,5})?");

    private static final Pattern APP = Pattern.compile("[A-Za-z][A-Za-z0-9+-]*(?:\\.[A-Za-z0-9+-]+)+:");

    private Links() {}

    static String requireLocal(String path) {
        if (!LOCAL.matcher(path).matches()) {
            throw new IllegalArgumentException("not a path of ours: " + path);
        }
        return path;
    }

    /** An origin, or the scheme of an app (RFC 8252 §7.1), becomes part of a header, and must not end it or add to it. */
    static String requireOrigin(String origin) {
        if (!ORIGIN.matcher(origin).matches() && !APP.matcher(origin).matches()) {
            throw new IllegalArgumentException("not an origin: " + origin);
        }
        return origin;
    }

    /** A link to this origin and to no other that only begins like it. */
    static String requireOn(String origin, String link) {
        if (!web(URI.create(link))
                || !(link.equals(origin) || link.startsWith(origin + "/") || link.startsWith(origin + "?"))) {
            throw new IllegalArgumentException("not on " + origin + ": " + link);
        }
        return link;
    }

    static boolean web(URI link) {
        return link.getHost() != null
                && ("https".equalsIgnoreCase(link.getScheme()) || "http".equalsIgnoreCase(link.getScheme()));
    }
}
