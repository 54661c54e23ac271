package dev.verifier.server.dpop;

import dev.verifier.server.configuration.Surface;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * A URL as proofs are compared by it (RFC 9449 §4.3): without query and fragment, normalised by syntax and scheme (RFC 3986 §6.2.2,
 * §6.2.3).
 */
record TargetUri(String scheme, String host, int port, String path) {

    /** Nothing where it is no URL of a web server. */
    static Optional<TargetUri> parse(String text) {
        try {
            var uri = URI.create(text).normalize();
            var scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            if (uri.getHost() == null || uri.getRawUserInfo() != null || !scheme.matches("https?")) {
                return Optional.empty();
            }
            var usual = scheme.equals("https") ? 443 : 80;
            return Optional.of(new TargetUri(
                    scheme,
                    uri.getHost().toLowerCase(Locale.ROOT),
                    uri.getPort() == -1 ? usual : uri.getPort(),
                    uri.getRawPath().isEmpty() ? "/" : Surface.plain(uri.getRawPath())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
