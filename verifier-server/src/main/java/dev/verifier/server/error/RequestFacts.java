package dev.verifier.server.error;

import jakarta.servlet.http.HttpServletRequest;

/**
 * What has become known about a request and may be written down: never more than we have names for ourselves.
 *
 * @param endpoint canonical path of the endpoint; {@code other} where there is none
 * @param grant grant type, where it is one that exists
 * @param client client id, once the client is known to be registered
 */
public record RequestFacts(String endpoint, String grant, String client) {

    /** The endpoint of a request that leads to none. */
    static final String OTHER = "other";

    private static final String ATTRIBUTE = RequestFacts.class.getName();
    private static final RequestFacts NOTHING = new RequestFacts(OTHER, "", "");

    public static RequestFacts of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof RequestFacts facts ? facts : NOTHING;
    }

    public void keepWith(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    public RequestFacts withGrant(String known) {
        return new RequestFacts(endpoint, known, client);
    }

    public RequestFacts withClient(String registered) {
        return new RequestFacts(endpoint, grant, registered);
    }
}
