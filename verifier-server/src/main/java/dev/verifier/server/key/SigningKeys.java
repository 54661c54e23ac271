package dev.verifier.server.key;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.util.Base64;
import dev.verifier.did.KeyDids;
import dev.verifier.jose.PublicJwk;
import dev.verifier.rejection.RejectedException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The key we sign with and the keys we signed with. A key's id is its did:key: readers in the ecosystem know it by that name.
 * Immutable and thread-safe.
 */
public final class SigningKeys {

    private final ECKey current;
    private final JWKSet published;

    SigningKeys(ECKey current, List<ECKey> previous) {
        this.current = named(current);
        // While keys change hands the current one may be among the previous ones too; Spring wants to find one of a
        // name.
        var keys = new LinkedHashMap<String, JWK>();
        keys.put(this.current.getKeyID(), this.current);
        previous.stream().map(key -> named(key.toPublicJWK())).forEach(key -> keys.putIfAbsent(key.getKeyID(), key));
        this.published = new JWKSet(List.copyOf(keys.values()));
        if (!signs(this.current)) {
            throw new IllegalArgumentException("its public part does not belong to its private part");
        }
    }

    /** The did:key of the current key, which is its {@code kid} too. */
    public String keyId() {
        return current.getKeyID();
    }

    /** The current key with its private part, and the public parts of the previous ones. */
    public JWKSet keys() {
        return published;
    }

    /** The key that is derived from the current one. */
    EncryptionKey encryptionKey() {
        return EncryptionKey.derivedFrom(current);
    }

    /**
     * A compact JWS (RFC 7515) with the current key.
     *
     * @param type {@code typ} header
     * @param kid how the reader knows the key
     * @param claims the payload
     */
    public String signed(String type, String kid, Map<String, Object> claims) {
        return signed(header(type).keyID(kid).build(), claims);
    }

    /**
     * The same, for readers who know the key by its certificates.
     *
     * @param x5c as {@link WalletCertificates#x5c()} has them
     */
    public String signed(String type, List<String> x5c, Map<String, Object> claims) {
        return signed(
                header(type)
                        .x509CertChain(x5c.stream().map(Base64::new).toList())
                        .build(),
                claims);
    }

    /**
     * The same, for readers who know the key by an attestation (OpenID4VP 1.0 §12).
     *
     * @param attestation as {@link VerifierAttestation#compact()} has it
     */
    public String attested(String type, String attestation, Map<String, Object> claims) {
        return signed(header(type).customParam("jwt", attestation).build(), claims);
    }

    private static JWSHeader.Builder header(String type) {
        return new JWSHeader.Builder(JWSAlgorithm.ES256).type(new JOSEObjectType(type));
    }

    private String signed(JWSHeader header, Map<String, Object> claims) {
        try {
            var jws = new JWSObject(header, new Payload(claims));
            jws.sign(new ECDSASigner(current));
            return jws.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("the signing key does not sign", e);
        }
    }

    /** The attestation of the current key, from its compact form. */
    VerifierAttestation attestation(String compact, String responseUri) {
        return VerifierAttestation.read(compact, current, responseUri);
    }

    /** The certificates of the current key, from PEM. */
    WalletCertificates certificates(String pem) {
        try {
            return WalletCertificates.read(pem, current.toECPublicKey());
        } catch (JOSEException e) {
            throw new IllegalStateException("the signing key has no public part", e);
        }
    }

    private static ECKey named(ECKey key) {
        try {
            return new ECKey.Builder(key)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES256)
                    .keyID(KeyDids.didOf(PublicJwk.of(key.toECPublicKey())).toString())
                    .build();
        } catch (RejectedException | JOSEException e) {
            throw new IllegalArgumentException("it has no did:key", e);
        }
    }

    private static boolean signs(ECKey key) {
        try {
            var header = new JWSHeader(JWSAlgorithm.ES256);
            var input = "pairwise consistency".getBytes(StandardCharsets.US_ASCII);
            return new ECDSAVerifier(key).verify(header, input, new ECDSASigner(key).sign(header, input));
        } catch (JOSEException e) {
            return false;
        }
    }
}
