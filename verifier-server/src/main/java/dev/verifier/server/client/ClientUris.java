package dev.verifier.server.client;

import dev.verifier.server.list.YamlObject;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which URIs a client may be sent to (RFC 9700 §2.1, §4.1; RFC 8252 §7). Stateless. */
final class ClientUris {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /** What a URI consists of, save brackets: they are good around an IPv6 address only. */
    private static final Pattern REDIRECTABLE = Pattern.compile(
            "[A-Za-z][A-Za-z0-9+.-]*:(?://\\[[0-9A-Fa-f:.]+])?(?:[A-Za-z0-9._~:/?#@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*");

    private ClientUris() {}

    /** The redirect URIs of a field; each that cannot be accepted is a finding. */
    static Set<String> redirects(YamlObject entry, String field, boolean strict) {
        var accepted = new LinkedHashSet<String>();
        for (var uri : entry.texts(field)) {
            var problem = problem(uri);
            if (!problem.isEmpty()) {
                entry.error(field, "\"" + uri + "\" " + problem);
            } else {
                accepted.add(uri);
                warnOfPlainHttp(entry, field, uri, strict);
            }
        }
        return accepted;
    }

    /**
     * Where what others must not read goes, as when a client hears of logouts (OpenID Connect Back-Channel Logout 1.0 §2.2); plain http is
     * for this machine only.
     */
    static @Nullable String secured(YamlObject entry, String field) {
        var text = entry.text(field).orElse(null);
        if (text == null) {
            return null;
        }
        var problem = problem(text);
        if (!problem.isEmpty()) {
            entry.error(field, "\"" + text + "\" " + problem);
            return null;
        }
        var uri = URI.create(text);
        if (!"https".equals(uri.getScheme()) && !("http".equals(uri.getScheme()) && LOOPBACK.contains(uri.getHost()))) {
            entry.error(field, "\"" + text + "\" must be an https URL");
            return null;
        }
        return text;
    }

    /** What is wrong with a redirect URI; empty where nothing is. */
    private static String problem(String text) {
        try {
            var uri = new URI(text);
            var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            if (!REDIRECTABLE.matcher(text).matches()) {
                return "has characters that must be percent-encoded (RFC 3986 §2)";
            }
            if (text.contains("*")) {
                return "has a wildcard; redirect URIs are compared character by character";
            }
            if (uri.getRawFragment() != null || uri.getRawUserInfo() != null) {
                return "has a fragment or a user; remove it";
            }
            if (scheme.equals("https") || scheme.equals("http")) {
                return uri.getHost() == null ? "names no host" : "";
            }
            // RFC 8252 §7.1: an app's own scheme is a domain name of its maker, turned around.
            return scheme.contains(".") ? "" : "must be an https URL, or an app's own scheme that contains a dot";
        } catch (URISyntaxException e) {
            return "is no URI";
        }
    }

    private static void warnOfPlainHttp(YamlObject entry, String field, String text, boolean strict) {
        var uri = URI.create(text);
        if (!"http".equalsIgnoreCase(uri.getScheme()) || isLoopback(uri)) {
            return;
        }
        if (strict) {
            entry.error(field, "\"" + text + "\" is plain http, which the strict profile refuses; use https");
        } else {
            entry.warning(
                    field, "\"" + text + "\" is plain http: whoever shares the network reads the code; use https");
        }
    }

    static boolean isLoopback(URI uri) {
        return LOOPBACK.contains(uri.getHost());
    }

    /** Whether a document may be fetched from there: over TLS, or from this machine, which the rules for what goes out may forbid. */
    static boolean isSafeToFetch(String text) {
        return isWebPage(text)
                && (text.startsWith("https://")
                        || LOOPBACK.contains(URI.create(text).getHost()));
    }

    /** Whether a home URL can be shown as a link. */
    static boolean isWebPage(String text) {
        try {
            var uri = new URI(text);
            return uri.getHost() != null && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()));
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
