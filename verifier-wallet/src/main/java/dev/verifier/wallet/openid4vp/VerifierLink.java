package dev.verifier.wallet.openid4vp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** What a QR code holds, or a button leads to (OpenID4VP 1.0 §5): where the request is, or all of it. */
public sealed interface VerifierLink permits RequestLink, UnsignedRequest {
    /** The longest that is read. */
    int LONGEST = 4096;

    /** Who asks, or so the link says. */
    String clientId();

    /** The link's query, for another link to the same request. */
    String query();

    /**
     * Reads {@code openid4vp://?client_id=…}, or a web wallet's address with the same query.
     *
     * @throws UnacceptableRequest if it is not such a link, or leads where a wallet must not call
     */
    static VerifierLink parse(String link) {
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
     * Reads the parameters of such a link, decoded already. Beside a {@code request_uri} no other counts (RFC 9101 §5).
     *
     * @throws UnacceptableRequest if one is missing, or leads where a wallet must not call
     */
    static VerifierLink of(Map<String, String> parameters) {
        return parameters.containsKey("response_type") && !parameters.containsKey("request_uri")
                ? UnsignedRequest.of(parameters)
                : RequestLink.of(parameters);
    }

    /** A query of these parameters. */
    static String query(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + URLEncoder.encode(parameter.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
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
