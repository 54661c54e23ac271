package dev.verifier.cose;

import dev.verifier.jose.PublicJwk;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A COSE_Sign1 (RFC 9052 §4.2) that nobody has verified: it shows the certificates with which a key is looked for, and nothing of what
 * it says. Immutable and thread-safe.
 */
public final class CoseSign1 {

    private static final long TYPE = 16;
    private static final long X5CHAIN = 33;
    private static final String CONTEXT = "Signature1";

    private final CoseMessage message;

    private CoseSign1(CoseMessage message) {
        this.message = message;
    }

    public static CoseSign1 of(Cbor message) throws RejectedException {
        return new CoseSign1(CoseMessage.of(message));
    }

    /**
     * The certificates of the unprotected header (RFC 9360 §2, x5chain), leaf first, each as Base64 of DER; empty where there are
     * none. One that stands alone need not be in an array.
     */
    public List<String> certificates() throws RejectedException {
        var chain = message.unprotectedHeader().optional(X5CHAIN);
        if (chain.isEmpty()) {
            return List.of();
        }
        var base64 = new ArrayList<String>();
        for (var certificate :
                chain.get().isBytes() ? List.of(chain.get()) : chain.get().elements()) {
            base64.add(Base64.getEncoder().encodeToString(certificate.bytes()));
        }
        return List.copyOf(base64);
    }

    /** Says what kind of message it is where the protected header does not name this one (RFC 9596 §2, label 16). */
    public void requireType(String mediaType) throws RejectedException {
        var type = message.protectedHeader().member(TYPE).text();
        if (!type.equals(mediaType)) {
            throw new RejectedException(new Rejection.TypeHeaderNotAllowed(message.part(), type));
        }
    }

    /** The payload, if it is under this key's signature. */
    public byte[] verify(PublicJwk key) throws RejectedException {
        return verify(key, message.attached(), new Rejection.SignatureInvalid(message.part()));
    }

    /**
     * This payload, which must be elsewhere, if it is under this key's signature.
     *
     * @param otherwise what it is called where it is not
     */
    public byte[] verifyDetached(PublicJwk key, byte[] payload, Rejection otherwise) throws RejectedException {
        message.detached();
        return verify(key, payload, otherwise);
    }

    private byte[] verify(PublicJwk key, byte[] payload, Rejection otherwise) throws RejectedException {
        var algorithm = CoseAlgorithm.require(message.part(), message.algorithm(), key);
        if (!key.verifies(algorithm.signature(), message.proven(CONTEXT, payload), message.proof())) {
            throw new RejectedException(otherwise);
        }
        return payload;
    }
}
