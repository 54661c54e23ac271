package dev.verifier.server.request;

import dev.verifier.jose.Claims;
import dev.verifier.jose.CompactJws;
import dev.verifier.rejection.Part;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import dev.verifier.server.client.ClientSignatures;
import dev.verifier.server.client.TrustedClient;
import dev.verifier.server.error.Refusal;
import dev.verifier.server.key.EncryptionKey;
import java.time.Instant;

/**
 * Request objects (RFC 9101): first whose signature it is, with a key of the client that the request names and no other; then
 * whether what it says of itself is so. It may be looked at as often as somebody asks: what is used once is a login. Thread-safe.
 */
final class RequestObjects {

    private static final int LONGEST_ID = 256;
    private static final int PERIODS_OF_A_JWE = 4;

    private final EncryptionKey key;
    private final ClientSignatures signatures;
    private final RequestObjectRules rules;

    RequestObjects(EncryptionKey key, ClientSignatures signatures, RequestObjectRules rules) {
        this.key = key;
        this.signatures = signatures;
        this.rules = rules;
    }

    /** What the client has signed; nobody has asked yet whether it is a request, and for now. */
    Claims signed(TrustedClient client, String compact) throws RejectedException {
        var jws = CompactJws.parse(Part.REQUEST_OBJECT, opened(compact), rules.limits());
        if (!jws.certificates().isEmpty()) {
            throw new RejectedException(new Rejection.HeaderNotAllowed(Part.REQUEST_OBJECT, "x5c"));
        }
        return signatures.require(client, jws, rules.types()).claims();
    }

    /** RFC 9101 §6.1: what is encrypted is a signed object inside. */
    private String opened(String compact) throws RejectedException {
        var isEncrypted = compact.chars().filter(character -> character == '.').count() == PERIODS_OF_A_JWE;
        return isEncrypted
                ? key.opened(Part.REQUEST_OBJECT, compact, rules.limits().characters())
                : compact;
    }

    /** The same claims, if they are a request of this client to us that is good now. */
    Claims current(TrustedClient client, Claims claims, Instant at) throws RejectedException {
        var clientId = client.clientId();
        if (clientId.equals(claims.optionalText("sub").orElse("")) || claims.has("vp") || claims.has("vp_token")) {
            throw Refusal.REQUEST_OBJECT_OF_ANOTHER_KIND.asException();
        }
        if (claims.asMap().containsKey("request") || claims.asMap().containsKey("request_uri")) {
            throw Refusal.REQUEST_OBJECT_NESTED.asException();
        }
        if (!claims.text("client_id").equals(clientId) || !issuer(claims).equals(clientId)) {
            throw Refusal.REQUEST_OBJECT_CLIENT_DIFFERS.asException();
        }
        if (rules.strict() || claims.asMap().containsKey("aud")) {
            rules.audience().require(claims);
        }
        if (claims.optionalText("jti")
                .filter(id -> id.isBlank() || id.length() > LONGEST_ID)
                .isPresent()) {
            throw claims.malformed("jti");
        }
        return rules.validity().require(claims, at);
    }

    private String issuer(Claims claims) throws RejectedException {
        return rules.strict() || claims.asMap().containsKey("iss") ? claims.text("iss") : claims.text("client_id");
    }
}
