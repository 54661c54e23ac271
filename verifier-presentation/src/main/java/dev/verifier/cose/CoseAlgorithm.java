package dev.verifier.cose;

import dev.verifier.jose.PublicJwk;
import dev.verifier.jose.SignatureAlgorithm;
import dev.verifier.rejection.Part;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;

/**
 * The closed list of COSE signature algorithms (RFC 9053 §2, RFC 9864 §2). The names that leave the curve open and those that do not
 * mean the same here: to each curve its own hash.
 */
enum CoseAlgorithm {
    ES256(-7, SignatureAlgorithm.ES256),
    ESP256(-9, SignatureAlgorithm.ES256),
    ES384(-35, SignatureAlgorithm.ES384),
    ESP384(-51, SignatureAlgorithm.ES384),
    ES512(-36, SignatureAlgorithm.ES512),
    ESP512(-52, SignatureAlgorithm.ES512),
    EDDSA(-8, SignatureAlgorithm.EDDSA),
    ED25519(-19, SignatureAlgorithm.EDDSA);

    private final long number;
    private final SignatureAlgorithm signature;

    CoseAlgorithm(long number, SignatureAlgorithm signature) {
        this.number = number;
        this.signature = signature;
    }

    SignatureAlgorithm signature() {
        return signature;
    }

    /** The algorithm of this number, if a key of this kind signs with it. */
    static CoseAlgorithm require(Part part, long number, PublicJwk key) throws RejectedException {
        for (var algorithm : values()) {
            if (algorithm.number == number && key.fits(algorithm.signature)) {
                return algorithm;
            }
        }
        throw new RejectedException(new Rejection.AlgorithmNotAllowed(part, String.valueOf(number)));
    }
}
