package dev.verifier.server.key;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What somebody whom wallets trust says of us and of our key (OpenID4VP 1.0 §12). Whether its signature holds is for wallets, who know
 * that somebody. Immutable.
 *
 * @param compact as requests carry it
 * @param subject what we are called in it
 * @param beginsAt before when it is good for nothing
 * @param endsAt from when on it is good for nothing
 */
public record VerifierAttestation(String compact, String subject, Instant beginsAt, Instant endsAt) {

    private static final JOSEObjectType TYPE = new JOSEObjectType("verifier-attestation+jwt");

    /**
     * Reads one. What wallets would refuse fails with the reason.
     *
     * @param key what it must be about
     * @param responseUri where answers go, which it must allow if it says where they may go
     */
    static VerifierAttestation read(String text, ECKey key, String responseUri) {
        try {
            var jwt = SignedJWT.parse(text.strip());
            var claims = jwt.getJWTClaimsSet();
            if (!TYPE.equals(jwt.getHeader().getType())) {
                throw new IllegalArgumentException("its typ is not verifier-attestation+jwt (OpenID4VP 1.0 §12)");
            }
            if (!isAbout(claims, key)) {
                throw new IllegalArgumentException(
                        "its cnf has another key than the one that signs: have that one attested");
            }
            var allowed = claims.getStringListClaim("redirect_uris");
            if (allowed != null && !allowed.contains(responseUri)) {
                throw new IllegalArgumentException("its redirect_uris do not have " + responseUri);
            }
            if (isBlank(claims.getIssuer()) || isBlank(claims.getSubject()) || claims.getExpirationTime() == null) {
                throw new IllegalArgumentException("it needs iss, sub and exp (OpenID4VP 1.0 §12)");
            }
            return new VerifierAttestation(
                    jwt.serialize(),
                    claims.getSubject(),
                    claims.getNotBeforeTime() == null
                            ? Instant.EPOCH
                            : claims.getNotBeforeTime().toInstant(),
                    claims.getExpirationTime().toInstant());
        } catch (ParseException | JOSEException e) {
            throw new IllegalArgumentException("it is no signed JWT with the claims of OpenID4VP 1.0 §12", e);
        }
    }

    private static boolean isAbout(JWTClaimsSet claims, ECKey key) throws ParseException, JOSEException {
        var confirmed = claims.getJSONObjectClaim("cnf");
        if (confirmed == null || !(confirmed.get("jwk") instanceof Map<?, ?> members)) {
            return false;
        }
        var jwk = new LinkedHashMap<String, Object>();
        members.forEach((name, value) -> jwk.put(String.valueOf(name), value));
        return JWK.parse(jwk).computeThumbprint().equals(key.computeThumbprint());
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }
}
