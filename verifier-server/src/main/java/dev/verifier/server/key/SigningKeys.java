package dev.verifier.server.key;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.Base64;
import dev.verifier.jose.JwkSet;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The key we sign with at some instant, and the keys that are published beside it. A key's id is its did:key: readers in the ecosystem know
 * it by that name. Immutable and thread-safe.
 */
public final class SigningKeys {

    private final SigningKey current;
    private final List<SigningKey> others;
    private final JWKSet published;

    /**
     * @param others that signed before or will sign
     * @param also public keys that are published too
     */
    SigningKeys(SigningKey current, List<SigningKey> others, List<ECKey> also) {
        this.current = current;
        this.others = List.copyOf(others);
        // While keys change hands the current one may be among the others too; Spring wants to find one of a name.
        // Readers who take
        // the first key take one that signs.
        var keys = new LinkedHashMap<String, JWK>();
        keys.put(current.id(), current.published());
        others.forEach(key -> keys.putIfAbsent(key.id(), key.published()));
        also.stream().map(SigningKey::named).forEach(key -> keys.putIfAbsent(key.getKeyID(), key));
        this.published = new JWKSet(List.copyOf(keys.values()));
    }

    /** The did:key of the current key, which is its {@code kid} too. */
    public String keyId() {
        return current.id();
    }

    /** The public parts, that of the current key first. */
    JWKSet published() {
        return published;
    }

    /** The same for whoever verifies what we signed. */
    public JwkSet keysToVerify() throws RejectedException {
        return JwkSet.of(new LinkedHashMap<>(published.toJSONObject(true)), Rejection.KeyNotUsable::new);
    }

    /** The key that signs. */
    SigningKey current() {
        return current;
    }

    /** Each key that is here to sign as the current one, which is the first. */
    public List<SigningKeys> each() {
        return Stream.concat(Stream.of(current), others.stream())
                .map(key -> new SigningKeys(key, List.of(), List.of()))
                .toList();
    }

    /** Those that are not kept from us, the current one first. */
    List<ECKey> secrets() {
        return Stream.concat(Stream.of(current), others.stream())
                .flatMap(key -> key.secret().stream())
                .toList();
    }

    /** Whether the current one is kept from us. */
    boolean isApart() {
        return current.secret().isEmpty();
    }

    /**
     * A compact JWS (RFC 7515) with the current key. Where that is away, it is a {@link java.security.ProviderException}.
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
        return current.signed(header, claims);
    }

    /** The attestation of the current key, from its compact form. */
    VerifierAttestation attestation(String compact, String responseUri) {
        return VerifierAttestation.read(compact, current.published(), responseUri);
    }

    /** The certificates of the current key, from PEM. */
    WalletCertificates certificates(String pem) {
        return WalletCertificates.read(pem, current.publicKey());
    }
}
