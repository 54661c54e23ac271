package dev.verifier.wallet.openid4vp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A whole request in a link, which nobody signed (OpenID4VP 1.0 §5.9.3, {@code redirect_uri}).
 *
 * @param parameters of the link, decoded
 */
public record UnsignedRequest(Map<String, String> parameters) implements VerifierLink {
    /** §5.1: what is JSON in a query. */
    private static final List<String> OBJECTS = List.of("dcql_query", "client_metadata");

    public UnsignedRequest {
        parameters = Map.copyOf(parameters);
    }

    static UnsignedRequest of(Map<String, String> parameters) {
        // RFC 9101 §5: beside a request object nothing counts, and this wallet takes none out of a link.
        if (parameters.getOrDefault("client_id", "").isEmpty() || parameters.containsKey("request")) {
            throw new UnacceptableRequest(RequestFlaw.UNREADABLE_LINK);
        }
        return new UnsignedRequest(parameters);
    }

    @Override
    public String clientId() {
        return parameters.getOrDefault("client_id", "");
    }

    @Override
    public String query() {
        return VerifierLink.query(parameters);
    }

    /** The same as a request object would have it. */
    Map<String, Object> claims() {
        var claims = new LinkedHashMap<String, Object>(parameters);
        try {
            for (var name : OBJECTS) {
                if (parameters.containsKey(name)) {
                    claims.put(name, JsonMapper.shared().readValue(parameters.get(name), Map.class));
                }
            }
            return claims;
        } catch (JacksonException e) {
            throw new UnacceptableRequest(RequestFlaw.UNREADABLE_LINK, e);
        }
    }
}
