package dev.verifier.wallet.openid4vp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.HashMap;
import java.util.Map;

/**
 * What a QR code holds, or a button leads to (OpenID4VP 1.0 §5, RFC 9101 §5.2): who asks, and where the request is.
 *
 * @param clientId who asks, or so the link says
 * @param requestUri where the signed request is handed out
 * @param post whether it is asked for with a nonce of the wallet's (§5.10)
 */
public record RequestLink(String clientId, URI requestUri, boolean post) {
    private static final String CLIENT_ID = "client_id";
    private static final String REQUEST_URI = "request_uri";
    private static final String METHOD = "request_uri_method";
    private static final int LONGEST = 4096;

    /**
     * Reads {@code openid4vp://?client_id=…&request_uri=…}, or a web wallet's address with the same query.
     *
     * @throws UnacceptableRequest if it is not such a link, or leads where a wallet must not call
     */
    public static RequestLink parse(String link) {
        try {
            var uri = new URI(link.strip());
            var query = uri.getRawQuery();
            boolean known = "openid4vp".equals(uri.getScheme())
                    || WebAddress.of(uri.toString()).isPresent();
            if (link.length() > LONGEST || query == null || !known) {
                throw new UnacceptableRequest(RequestFlaw.UNREADABLE_LINK);
            }
            return of(parameters(query));
        } catch (URISyntaxException e) {
            throw new UnacceptableRequest(RequestFlaw.UNREADABLE_LINK, e);
        }
    }

    /**
     * Reads the parameters of such a link, decoded already.
     *
     * @throws UnacceptableRequest if one is missing, or leads where a wallet must not call
     */
    public static RequestLink of(Map<String, String> parameters) {
        var clientId = parameters.getOrDefault(CLIENT_ID, "");
        var requestUri = parameters.getOrDefault(REQUEST_URI, "");
        var method = parameters.getOrDefault(METHOD, "get");
        // §5.10: case-sensitive, and a wallet that knows the parameter knows no third value.
        boolean post = method.equals("post");
        if (clientId.isEmpty() || requestUri.isEmpty() || !(post || method.equals("get"))) {
            throw new UnacceptableRequest(RequestFlaw.UNREADABLE_LINK);
        }
        var address = WebAddress.of(requestUri).orElseThrow(() -> new UnacceptableRequest(RequestFlaw.UNSAFE_ADDRESS));
        return new RequestLink(clientId, address, post);
    }

    /** The link's query, for another link to the same request. */
    public String query() {
        return CLIENT_ID + "=" + URLEncoder.encode(clientId, UTF_8) + "&" + REQUEST_URI + "="
                + URLEncoder.encode(requestUri.toString(), UTF_8) + (post ? "&" + METHOD + "=post" : "");
    }

    /** The link as a QR code holds it. */
    @Override
    public String toString() {
        return "openid4vp://?" + query();
    }

    /** RFC 6749 §3.1: no parameter more than once. */
    private static Map<String, String> parameters(String query) {
        var parameters = new HashMap<String, String>();
        for (var parameter : query.split("&", -1)) {
            var parts = parameter.split("=", 2);
            if (parameters.put(decoded(parts[0]), parts.length == 2 ? decoded(parts[1]) : "") != null) {
                throw new UnacceptableRequest(RequestFlaw.UNREADABLE_LINK);
            }
        }
        return parameters;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, UTF_8);
        } catch (IllegalArgumentException e) {
            throw new UnacceptableRequest(RequestFlaw.UNREADABLE_LINK, e);
        }
    }
}
