package dev.verifier.server.request;

import dev.verifier.check.Check;
import dev.verifier.check.Trace;
import dev.verifier.jose.Claims;
import dev.verifier.jose.CompactJws;
import dev.verifier.rejection.Part;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import dev.verifier.server.client.ClientSignatures;
import dev.verifier.server.client.TrustedClient;
import dev.verifier.server.compatibility.Tolerance;
import dev.verifier.server.configuration.Surface;
import dev.verifier.server.configuration.VerifierProperties;
import dev.verifier.server.error.Refusal;
import dev.verifier.server.key.EncryptionKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Request objects (RFC 9101): first whose signature it is, with a key of the client that the request names and no other; then
 * whether what it says of itself is so. It may be looked at as often as somebody asks: what is used once is a login. Thread-safe.
 */
public final class RequestObjects {

    private static final int LONGEST_ID = 256;
    private static final int PERIODS_OF_A_JWE = 4;

    private final @Nullable EncryptionKey key;
    private final ClientSignatures signatures;
    private final RequestObjectRules rules;

    /** @param key to which they may be encrypted; null where none of these can be opened */
    RequestObjects(@Nullable EncryptionKey key, ClientSignatures signatures, RequestObjectRules rules) {
        this.key = key;
        this.signatures = signatures;
        this.rules = rules;
    }

    /** Those that are not encrypted, for somebody who looks at them and has no key. */
    public static RequestObjects inTheOpen(
            VerifierProperties properties, ClientSignatures signatures, Surface surface, Tolerance tolerance) {
        return new RequestObjects(null, signatures, RequestObjectRules.of(properties, surface, tolerance));
    }

    /** What the client asks, if it has signed that and it is good now. */
    public Claims require(TrustedClient client, String compact, Instant at) throws RejectedException {
        return current(client, signed(client, compact), at);
    }

    /** What the client has signed; nobody has asked yet whether it is a request, and for now. */
    Claims signed(TrustedClient client, String compact) throws RejectedException {
        var jws = CompactJws.parse(Part.REQUEST_OBJECT, opened(compact), rules.limits());
        if (!jws.certificates().isEmpty()) {
            throw new RejectedException(new Rejection.HeaderNotAllowed(Part.REQUEST_OBJECT, "x5c"));
        }
        Trace.passed(Part.REQUEST_OBJECT, Check.READ);
        return signatures.require(client, jws, rules.types()).claims();
    }

    /** RFC 9101 §6.1: what is encrypted is a signed object inside. */
    private String opened(String compact) throws RejectedException {
        var isEncrypted = compact.chars().filter(character -> character == '.').count() == PERIODS_OF_A_JWE;
        if (isEncrypted && key == null) {
            throw new RejectedException(new Rejection.Malformed(Part.REQUEST_OBJECT, "encrypted"));
        }
        return isEncrypted && key != null
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
        Trace.passed(Part.REQUEST_OBJECT, Check.PURPOSE);
        if (!claims.text("client_id").equals(clientId) || !issuer(claims).equals(clientId)) {
            throw Refusal.REQUEST_OBJECT_CLIENT_DIFFERS.asException();
        }
        Trace.passed(Part.REQUEST_OBJECT, Check.CLIENT_NAMES);
        var audience = rules.strict() || claims.asMap().containsKey("aud")
                ? rules.audience().require(claims)
                : "nobody named, which only the strict profile asks for";
        Trace.passed(Part.REQUEST_OBJECT, Check.AUDIENCE, () -> audience);
        if (claims.optionalText("jti")
                .filter(id -> id.isBlank() || id.length() > LONGEST_ID)
                .isPresent()) {
            throw claims.malformed("jti");
        }
        var good = rules.validity().require(claims, at);
        Trace.passed(Part.REQUEST_OBJECT, Check.FRESHNESS);
        return good;
    }

    private String issuer(Claims claims) throws RejectedException {
        return rules.strict() || claims.asMap().containsKey("iss") ? claims.text("iss") : claims.text("client_id");
    }
}
