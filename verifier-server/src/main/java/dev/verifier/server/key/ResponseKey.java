package dev.verifier.server.key;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.verifier.jose.PublicJwk;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.crypto.KeyAgreement;

/**
 * The key to which a wallet encrypts its answer to one request, and to no other (OpenID4VP 1.0 §8.3, HAIP 1.0 §5): on P-256, for
 * ECDH-ES. Immutable and thread-safe.
 */
public final class ResponseKey {

    /** {@code encrypted_response_enc_values_supported} (§5.1). */
    public static final List<String> METHODS = List.of("A128GCM", "A256GCM");

    private static final Set<EncryptionMethod> OFFERED = Set.of(EncryptionMethod.A128GCM, EncryptionMethod.A256GCM);

    private final ECKey key;

    private ResponseKey(ECKey key) {
        this.key = key;
    }

    /** A new one. */
    public static ResponseKey generate(SecureRandom random) {
        try {
            return new ResponseKey(
                    new ECKeyGenerator(Curve.P_256).secureRandom(random).generate());
        } catch (JOSEException e) {
            throw new IllegalStateException("every JDK makes keys on P-256", e);
        }
    }

    /** One that was {@linkplain #kept() kept}. */
    public static ResponseKey of(String kept) {
        try {
            return new ResponseKey(ECKey.parse(kept));
        } catch (ParseException e) {
            throw new IllegalArgumentException("not a key that was kept", e);
        }
    }

    /** All of it, private part included. */
    public String kept() {
        return key.toJSONString();
    }

    /**
     * As a wallet is told it in {@code client_metadata.jwks}.
     *
     * @param kid the name that the answer must repeat
     */
    public Map<String, Object> published(String kid) {
        return new ECKey.Builder(key.toPublicJWK())
                .keyID(kid)
                .keyUse(KeyUse.ENCRYPTION)
                .algorithm(JWEAlgorithm.ECDH_ES)
                .build()
                .toJSONObject();
    }

    /** Its public part. */
    public PublicJwk publicKey() throws RejectedException {
        try {
            return PublicJwk.of(key.toECPublicKey());
        } catch (JOSEException e) {
            throw new IllegalStateException("it was made on P-256", e);
        }
    }

    /** What this key and a device's have in common, for the MAC of an mdoc (ISO/IEC 18013-5 §9.1.3.5): the x coordinate. */
    public byte[] agree(PublicJwk device) throws RejectedException {
        try {
            var other = ECKey.parse(device.asMap());
            var agreement = KeyAgreement.getInstance("ECDH");
            agreement.init(key.toECPrivateKey());
            agreement.doPhase(other.toECPublicKey(), true);
            return agreement.generateSecret();
        } catch (ParseException | JOSEException | GeneralSecurityException e) {
            throw new RejectedException(
                    new Rejection.KeyNotUsable("for a device MAC: it is on another curve than ours"));
        }
    }

    /** Which key a compact JWE says it was encrypted to; nothing where it does not, or is none. */
    public static Optional<String> nameIn(String compact) {
        try {
            return Optional.ofNullable(CompactJwe.header(compact).getKeyID());
        } catch (ParseException e) {
            return Optional.empty();
        }
    }

    /** What came of opening an answer. */
    public sealed interface Opening permits Opened, NotOffered, NotForThisKey {}

    /** What was in it. */
    public record Opened(String payload) implements Opening {}

    /** It is encrypted in a way that was not offered. */
    public record NotOffered() implements Opening {}

    /** It is no JWE, or not one that this key opens. */
    public record NotForThisKey() implements Opening {}

    /** Opens a compact JWE. Nothing is decompressed, and nothing is computed before the header is one that was offered. */
    public Opening open(String compact) {
        try {
            var jwe = CompactJwe.parse(compact);
            if (!isOffered(jwe.getHeader())) {
                return new NotOffered();
            }
            jwe.decrypt(new ECDHDecrypter(key));
            return new Opened(jwe.getPayload().toString());
        } catch (ParseException | JOSEException | IllegalArgumentException | IllegalStateException e) {
            return new NotForThisKey();
        }
    }

    private static boolean isOffered(JWEHeader header) {
        return JWEAlgorithm.ECDH_ES.equals(header.getAlgorithm())
                && OFFERED.contains(header.getEncryptionMethod())
                && header.getCompressionAlgorithm() == null
                && header.getCriticalParams() == null;
    }
}
