package dev.verifier.server.key;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import dev.verifier.rejection.Part;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECPrivateKeySpec;
import java.text.ParseException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key to which clients encrypt what is for us alone (RFC 9101 §6.1, RFC 7516), and those that were it before. It is derived from the
 * signing key, or, where that changes or is kept from us, from the data key: it is the same on every node, and there is no further secret
 * to keep. Immutable and thread-safe.
 */
public final class EncryptionKey {

    /** RFC 7518 §4.6, in the order of the metadata. */
    public static final List<String> ALGORITHMS = List.of("ECDH-ES", "ECDH-ES+A128KW", "ECDH-ES+A256KW");

    /** RFC 7518 §5.3. */
    public static final List<String> METHODS = List.of("A128GCM", "A256GCM");

    private static final byte[] PURPOSE = "verifier: key for request objects".getBytes(StandardCharsets.US_ASCII);

    /** FIPS 186-5 A.2.1: 64 bits more than the order has, so that no remainder is likelier than another. */
    private static final int SEED_BYTES = 40;

    private final List<ECKey> keys;

    private EncryptionKey(Stream<SecretKey> secrets) {
        this.keys = secrets.map(EncryptionKey::derived).toList();
    }

    /** @param signing the key that signs, and those that did */
    static EncryptionKey derivedFrom(List<ECKey> signing) {
        return new EncryptionKey(signing.stream().map(EncryptionKey::secret));
    }

    /** @param signing keys from which it was derived before */
    static EncryptionKey derivedFrom(DataKey data, List<ECKey> signing) {
        return new EncryptionKey(
                Stream.concat(data.masters().stream(), signing.stream().map(EncryptionKey::secret)));
    }

    private static SecretKey secret(ECKey signing) {
        return new SecretKeySpec(signing.getD().decode(), "Generic");
    }

    private static ECKey derived(SecretKey secret) {
        try {
            var curve = Curve.P_256.toECParameterSpec();
            var seed = KDF.getInstance("HKDF-SHA256")
                    .deriveData(HKDFParameterSpec.ofExtract().addIKM(secret).thenExpand(PURPOSE, SEED_BYTES));
            var scalar = new BigInteger(1, seed)
                    .mod(curve.getOrder().subtract(BigInteger.ONE))
                    .add(BigInteger.ONE);
            var privateKey =
                    (ECPrivateKey) KeyFactory.getInstance("EC").generatePrivate(new ECPrivateKeySpec(scalar, curve));
            return new ECKey.Builder(Curve.P_256, PublicPoint.of(privateKey))
                    .privateKey(privateKey)
                    .keyUse(KeyUse.ENCRYPTION)
                    .keyIDFromThumbprint()
                    .build();
        } catch (GeneralSecurityException | JOSEException e) {
            throw new IllegalArgumentException("no key for encryption can be derived from it", e);
        }
    }

    /** As it is published. */
    JWK published() {
        return keys.getFirst().toPublicJWK();
    }

    /**
     * What is inside a compact JWE that was encrypted to this key. Nothing is decompressed.
     *
     * @param longest how many characters of it are read
     */
    public String opened(Part part, String compact, int longest) throws RejectedException {
        if (compact.length() > longest) {
            throw new RejectedException(new Rejection.TooLarge(part, longest));
        }
        try {
            var jwe = CompactJwe.parse(compact);
            var foreign = foreign(part, jwe.getHeader());
            if (foreign.isPresent()) {
                throw new RejectedException(foreign.get());
            }
            jwe.decrypt(new ECDHDecrypter(meant(jwe.getHeader()).orElseThrow()));
            return jwe.getPayload().toString();
        } catch (ParseException | JOSEException | IllegalArgumentException | IllegalStateException e) {
            throw new RejectedException(new Rejection.Malformed(part, "encryption"));
        }
    }

    /** Whoever does not say which key is meant means the one of today. */
    private Optional<ECKey> meant(JWEHeader header) {
        return keys.stream()
                .filter(key -> header.getKeyID() == null || header.getKeyID().equals(key.getKeyID()))
                .findFirst();
    }

    private Optional<Rejection> foreign(Part part, JWEHeader header) {
        if (!ALGORITHMS.contains(header.getAlgorithm().getName())
                || !METHODS.contains(header.getEncryptionMethod().getName())) {
            return Optional.of(new Rejection.AlgorithmNotAllowed(part, "encryption"));
        }
        if (header.getCompressionAlgorithm() != null || header.getCriticalParams() != null) {
            return Optional.of(new Rejection.HeaderNotAllowed(part, "zip or crit"));
        }
        if (meant(header).isEmpty()) {
            return Optional.of(new Rejection.KeyUnknown(part));
        }
        return header.getEphemeralPublicKey() instanceof ECKey
                ? Optional.empty()
                : Optional.of(new Rejection.Malformed(part, "epk"));
    }
}
