package dev.verifier.wallet.openid4vp;

import dev.verifier.wallet.CompactJws;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * RFC 9101 §4: a request object whose signature held, or for whose origin the browser stands, or whose verifier's name wants neither;
 * before that it has no claims.
 */
final class RequestObject {
    private static final String TYPE = "oauth-authz-req+jwt";

    private final Map<String, Object> header;
    private final Map<String, Object> claims;

    private RequestObject(Map<String, Object> header, Map<String, Object> claims) {
        this.header = header;
        this.claims = claims;
    }

    /** Checked with the key of the verifier that the link names (OpenID4VP 1.0 §5, §5.9.3). */
    static RequestObject signedBy(ClientIdentifier client, String compact, Instant at) {
        try {
            var jws = CompactJws.parse(compact);
            var header = jws.header();
            if (!TYPE.equals(header.get("typ"))) {
                throw new UnacceptableRequest(RequestFlaw.WRONG_TOKEN_TYPE);
            }
            var key = client.key(header, at);
            // RFC 7515 §4.1.11: nothing critical is understood here.
            if (!"ES256".equals(header.get("alg")) || header.containsKey("crit") || !isSigned(jws, key)) {
                throw new UnacceptableRequest(RequestFlaw.BAD_SIGNATURE);
            }
            return new RequestObject(header, jws.claims());
        } catch (IllegalArgumentException e) {
            throw new UnacceptableRequest(RequestFlaw.NOT_A_REQUEST, e);
        }
    }

    /** OpenID4VP 1.0 Appendix A.3.1: not signed; the browser says which page asks. */
    static RequestObject ofPage(Map<?, ?> parameters) {
        var claims = new LinkedHashMap<String, Object>();
        parameters.forEach((name, value) -> claims.put(String.valueOf(name), value));
        return new RequestObject(Map.of(), claims);
    }

    /** §5.9.3: under a name that stands for no key nothing is signed, and under another nothing is not. */
    static RequestObject unsignedBy(ClientIdentifier client, UnsignedRequest request) {
        if (!(client instanceof ClientIdentifier.OfAddress)) {
            throw new UnacceptableRequest(RequestFlaw.NOT_SIGNED);
        }
        return new RequestObject(Map.of(), request.claims());
    }

    /** Of a signed one; empty otherwise. */
    Map<String, Object> header() {
        return header;
    }

    @Nullable
    Object claim(String name) {
        return claims.get(name);
    }

    boolean says(String name, String value) {
        return value.equals(claims.get(name));
    }

    boolean has(String name) {
        return claims.containsKey(name);
    }

    /** RFC 3986 §2.3: a text that means the same wherever it is put (OpenID4VP 1.0 §5.2). */
    String urlSafe(String name, RequestFlaw otherwise) {
        if (claims.get(name) instanceof String text && text.matches("[A-Za-z0-9._~-]+")) {
            return text;
        }
        throw new UnacceptableRequest(otherwise);
    }

    /** A NumericDate (RFC 7519 §2), or this one where there is none. */
    long date(String name, long absent, RequestFlaw otherwise) {
        return switch (claims.get(name)) {
            case Number seconds -> seconds.longValue();
            case null -> absent;
            default -> throw new UnacceptableRequest(otherwise);
        };
    }

    /** An object among the claims; empty if there is none. */
    Map<?, ?> object(String name) {
        return claims.get(name) instanceof Map<?, ?> members ? members : Map.of();
    }

    static boolean isSigned(CompactJws jws, PublicKey key) {
        try {
            var verifier = Signature.getInstance("SHA256withECDSAinP1363Format");
            verifier.initVerify(key);
            verifier.update(jws.signingInput());
            return verifier.verify(jws.signature());
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
