package dev.verifier.wallet.cli;

import java.net.URI;
import java.net.URISyntaxException;

/** RFC 9110 §4.2: a URL with something to call at its other end. */
final class WebUrl {
    static final int LAST_PORT = 65_535;

    private WebUrl() {}

    /** @throws IllegalArgumentException if nobody can be called there; the message says how to write it */
    static URI parse(String text) {
        try {
            var url = new URI(text);
            boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            if (web && url.getHost() != null && url.getPort() <= LAST_PORT) {
                return url;
            }
            throw new IllegalArgumentException(
                    "'" + text + "' is no URL to call; write it like https://verifier.example");
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("'" + text + "' is no URL: " + e.getReason(), e);
        }
    }
}
