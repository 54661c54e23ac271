package dev.verifier.server.client;

import dev.verifier.server.list.YamlObject;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * How a client asks for people (RFC 9101 §10.5, RFC 9126 §6). Immutable.
 *
 * @param signed whether only with a signed request object
 * @param pushed whether only with a request that was pushed before
 * @param uris under which URLs its request objects are, as prefixes; empty where they may be anywhere on its origins
 */
public record RequestRules(boolean signed, boolean pushed, Set<String> uris) {

    public RequestRules {
        uris = Set.copyOf(uris);
    }

    static RequestRules of(YamlObject entry) {
        var uris = new LinkedHashSet<String>();
        for (var uri : entry.texts("requestUris")) {
            var problem = RequestUris.problem(uri);
            if (problem.isEmpty()) {
                uris.add(uri);
            } else {
                entry.error("requestUris", "\"" + uri + "\" " + problem);
            }
        }
        var signed = entry.bool("requireSignedRequestObject").orElse(false)
                || entry.bool("require_signed_request_object").orElse(false);
        return new RequestRules(
                signed, entry.bool("requirePushedAuthorizationRequests").orElse(false), uris);
    }
}
