package dev.verifier.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.net.URI;

/**
 * Requests to one server as bytes (RFC 9112).
 *
 * @param server its address, without a path
 */
record Requests(URI server) {

    /**
     * A page is asked for.
     *
     * @param target a path, or a URL at this server
     * @param cookie name and value of the only one; none if empty
     */
    byte[] get(String target, String accept, String cookie) {
        return "GET %s HTTP/1.1\r\nHost: %s\r\nAccept: %s\r\n%s\r\n"
                .formatted(
                        path(target),
                        server.getAuthority(),
                        accept,
                        cookie.isEmpty() ? "" : "Cookie: " + cookie + "\r\n")
                .getBytes(US_ASCII);
    }

    /** Something is asked for by whoever has this access token (RFC 6750 §2.1). */
    byte[] authorized(String target, String accessToken) {
        return "GET %s HTTP/1.1\r\nHost: %s\r\nAccept: application/json\r\nAuthorization: Bearer %s\r\n\r\n"
                .formatted(target, server.getAuthority(), accessToken)
                .getBytes(US_ASCII);
    }

    /** A form is posted. */
    byte[] post(String target, String form) {
        return """
                POST %s HTTP/1.1\r
                Host: %s\r
                Accept: application/json\r
                Content-Type: application/x-www-form-urlencoded\r
                Content-Length: %d\r
                \r
                %s""".formatted(path(target), server.getAuthority(), form.length(), form)
                .getBytes(US_ASCII);
    }

    private String path(String target) {
        return target.startsWith(server + "/")
                ? target.substring(server.toString().length())
                : target;
    }
}
