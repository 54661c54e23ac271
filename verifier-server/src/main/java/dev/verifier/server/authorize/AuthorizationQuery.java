package dev.verifier.server.authorize;

import dev.verifier.server.request.AskedParameters;
import jakarta.servlet.http.HttpServletRequest;

/** An authorization request as one text: the same for the same parameters, whether they came in the URL or as a form. */
public final class AuthorizationQuery {

    private AuthorizationQuery() {}

    /** Behind the front door, which has looked what it asks. */
    public static String of(HttpServletRequest request) {
        return AskedParameters.of(request).orElseThrow().query();
    }
}
