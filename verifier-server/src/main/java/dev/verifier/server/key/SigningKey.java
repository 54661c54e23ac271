package dev.verifier.server.key;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.util.Base64URL;
import dev.verifier.did.KeyDids;
import dev.verifier.jose.PublicJwk;
import dev.verifier.rejection.RejectedException;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.ECPublicKey;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/**
 * A key of ours that signs. Its id is its did:key: readers in the ecosystem know it by that name. Immutable and thread-safe.
 *
 * @param published as it is published
 * @param signer what signs with it
 */
record SigningKey(ECKey published, Signer signer) {

    private static final JsonMapper JSON = new JsonMapper();

    /** One that was tried. */
    static SigningKey of(Signer signer) {
        var key = untried(signer);
        if (!key.signs()) {
            throw new IllegalArgumentException("its public part does not belong to its private part");
        }
        return key;
    }

    /** One of which it is known that it signs. */
    static SigningKey untried(Signer signer) {
        return new SigningKey(named(new ECKey.Builder(Curve.P_256, signer.publicKey()).build()), signer);
    }

    static SigningKey of(ECKey secret) {
        return of(LocalKey.of(secret));
    }

    /** A public key under its name. */
    static ECKey named(ECKey key) {
        try {
            return new ECKey.Builder(key.toPublicJWK())
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES256)
                    .keyID(KeyDids.didOf(PublicJwk.of(key.toECPublicKey())).toString())
                    .build();
        } catch (RejectedException | JOSEException e) {
            throw new IllegalArgumentException("it has no did:key", e);
        }
    }

    String id() {
        return published.getKeyID();
    }

    ECPublicKey publicKey() {
        return signer.publicKey();
    }

    /** All of it, where it is not kept from us. */
    Optional<ECKey> secret() {
        return signer instanceof LocalKey local ? local.secret() : Optional.empty();
    }

    /** A compact JWS (RFC 7515 §7.1). */
    String signed(JWSHeader header, Map<String, Object> claims) {
        var base64Url = Base64.getUrlEncoder().withoutPadding();
        var input = header.toBase64URL() + "." + base64Url.encodeToString(JSON.writeValueAsBytes(claims));
        return input + "." + base64Url.encodeToString(signer.sign(input.getBytes(StandardCharsets.US_ASCII)));
    }

    private boolean signs() {
        try {
            var input = "pairwise consistency".getBytes(StandardCharsets.US_ASCII);
            return new ECDSAVerifier(published)
                    .verify(new JWSHeader(JWSAlgorithm.ES256), input, Base64URL.encode(signer.sign(input)));
        } catch (JOSEException e) {
            return false;
        }
    }
}
