package dev.verifier.wallet.openid4vp;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A link to a request (OpenID4VP 1.0 §5, RFC 9101 §5.2): who asks, and where the request is.
 *
 * @param clientId who asks, or so the link says
 * @param requestUri where the signed request is handed out
 * @param post whether it is asked for with a nonce of the wallet's (§5.10)
 */
public record RequestLink(String clientId, URI requestUri, boolean post) implements VerifierLink {
    private static final String CLIENT_ID = "client_id";
    private static final String REQUEST_URI = "request_uri";
    private static final String METHOD = "request_uri_method";

    /**
     * Reads {@code openid4vp://?client_id=…&request_uri=…}, or a web wallet's address with the same query.
     *
     * @throws UnacceptableRequest if it is not such a link, or leads where a wallet must not call
     */
    public static RequestLink parse(String link) {
        if (VerifierLink.parse(link) instanceof RequestLink requestLink) {
            return requestLink;
        }
        throw new UnacceptableRequest(RequestFlaw.UNREADABLE_LINK);
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

    @Override
    public String query() {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put(CLIENT_ID, clientId);
        parameters.put(REQUEST_URI, requestUri.toString());
        if (post) {
            parameters.put(METHOD, "post");
        }
        return VerifierLink.query(parameters);
    }

    /** The link as a QR code holds it. */
    @Override
    public String toString() {
        return "openid4vp://?" + query();
    }
}
