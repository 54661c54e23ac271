package dev.verifier.wallet.openid4vp;

import dev.verifier.wallet.CompactJws;
import dev.verifier.wallet.DidKey;
import java.net.URI;
import java.security.PublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** OpenID4VP 1.0 §12: what somebody says of a verifier and of its key, in the {@code jwt} header of a request object. */
record RequestAttestation(CompactJws jws, Map<String, Object> header, Map<String, Object> claims) {
    private static final String TYPE = "verifier-attestation+jwt";

    /** How far two clocks may be apart. */
    private static final long SKEW = 60;

    /** What is there, believed by nobody yet. */
    static RequestAttestation in(Map<String, Object> requestHeader) {
        try {
            var jws = CompactJws.parse(String.valueOf(requestHeader.get("jwt")));
            return new RequestAttestation(jws, jws.header(), jws.claims());
        } catch (IllegalArgumentException e) {
            throw new UnacceptableRequest(RequestFlaw.WRONG_ATTESTATION, e);
        }
    }

    /**
     * The key that it attests to whoever goes by this name.
     *
     * @throws UnacceptableRequest if none of the attesters says so, or not at this moment
     */
    PublicKey key(String subject, Attesters attesters, Instant at) {
        var attester = attesters
                .key(claims.get("iss"))
                .orElseThrow(() -> new UnacceptableRequest(RequestFlaw.UNTRUSTED_ATTESTER));
        boolean holds = TYPE.equals(header.get("typ"))
                && "ES256".equals(header.get("alg"))
                && !header.containsKey("crit")
                && RequestObject.isSigned(jws, attester.publicKey())
                && subject.equals(claims.get("sub"))
                && claims.get("exp") instanceof Number end
                && end.longValue() > at.getEpochSecond() - SKEW
                && begins(at.getEpochSecond() + SKEW);
        if (!holds || !(claims.get("cnf") instanceof Map<?, ?> confirmed)) {
            throw new UnacceptableRequest(RequestFlaw.WRONG_ATTESTATION);
        }
        return attested(confirmed);
    }

    /** §5.9.3: whether answers may go there, as far as the attester says where they may go. */
    boolean allows(URI responseUri) {
        return !claims.containsKey("redirect_uris")
                || (claims.get("redirect_uris") instanceof List<?> allowed && allowed.contains(responseUri.toString()));
    }

    private boolean begins(long soon) {
        return !claims.containsKey("nbf") || (claims.get("nbf") instanceof Number start && start.longValue() <= soon);
    }

    private static PublicKey attested(Map<?, ?> confirmed) {
        try {
            return DidKey.ofJwk(confirmed.get("jwk") instanceof Map<?, ?> jwk ? jwk : Map.of())
                    .publicKey();
        } catch (IllegalArgumentException e) {
            throw new UnacceptableRequest(RequestFlaw.WRONG_ATTESTATION, e);
        }
    }
}
