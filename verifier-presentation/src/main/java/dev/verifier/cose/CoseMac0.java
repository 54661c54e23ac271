package dev.verifier.cose;

import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/** A COSE_Mac0 (RFC 9052 §6.2) that nobody has verified, with HMAC 256/256 (RFC 9053 §3.1). Immutable and thread-safe. */
public final class CoseMac0 {

    private static final long HMAC_256 = 5;
    private static final String CONTEXT = "MAC0";

    private final CoseMessage message;

    private CoseMac0(CoseMessage message) {
        this.message = message;
    }

    public static CoseMac0 of(Cbor message) throws RejectedException {
        return new CoseMac0(CoseMessage.of(message));
    }

    /**
     * This payload, which must be elsewhere, if it is under this key's tag.
     *
     * @param otherwise what it is called where it is not
     */
    public byte[] verifyDetached(SecretKey key, byte[] payload, Rejection otherwise) throws RejectedException {
        var algorithm = message.detached().algorithm();
        if (algorithm != HMAC_256) {
            throw new RejectedException(new Rejection.AlgorithmNotAllowed(message.part(), String.valueOf(algorithm)));
        }
        if (!MessageDigest.isEqual(tag(key, message.proven(CONTEXT, payload)), message.proof())) {
            throw new RejectedException(otherwise);
        }
        return payload;
    }

    private static byte[] tag(SecretKey key, byte[] proven) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(proven);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC with SHA-256", e);
        }
    }
}
