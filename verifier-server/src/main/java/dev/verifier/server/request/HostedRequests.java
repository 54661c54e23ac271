package dev.verifier.server.request;

import dev.verifier.server.client.RequestUris;
import dev.verifier.server.client.TrustedClient;
import dev.verifier.server.error.Refusal;
import dev.verifier.server.outbound.Answer;
import dev.verifier.server.outbound.OutboundHttp;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Request objects at a URL of the client's (RFC 9101 §5.2): fetched from where this client may have them and from nowhere else, once
 * for each request, and never because a document says so. Thread-safe.
 *
 * @param http the way out
 * @param otherHosts where any client's may be, in lower case
 * @param maxBytes the largest that is read
 */
record HostedRequests(OutboundHttp http, Set<String> otherHosts, long maxBytes) {

    /** RFC 9101 §10.8; what clients of before the specification are asked for too. */
    private static final String ACCEPTED = "application/oauth-authz-req+jwt, application/jwt;q=0.9, */*;q=0.1";

    HostedRequests {
        otherHosts = Set.copyOf(otherHosts);
    }

    /** The object in its compact form, unverified. */
    String fetch(TrustedClient client, String requestUri) {
        var target = RequestUris.permitted(client, otherHosts, requestUri)
                .orElseThrow(Refusal.REQUEST_URI_NOT_PERMITTED::asException);
        return switch (http.document(target, ACCEPTED, maxBytes)) {
            case Answer.Body body -> new String(body.bytes(), StandardCharsets.US_ASCII).strip();
            case Answer.NotModified _ -> throw Refusal.REQUEST_URI_UNAVAILABLE.asException();
            case Answer.NotFound _ -> throw Refusal.REQUEST_URI_UNAVAILABLE.asException();
            case Answer.Failed _ -> throw Refusal.REQUEST_URI_UNAVAILABLE.asException();
        };
    }
}
