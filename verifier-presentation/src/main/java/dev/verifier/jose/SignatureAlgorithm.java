package dev.verifier.jose;

import com.nimbusds.jose.JWSAlgorithm;
import dev.verifier.rejection.Part;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import java.util.Arrays;
import java.util.function.Predicate;

/**
 * The closed list of signature algorithms that are ever accepted (RFC 7518 §3.1, RFC 8037 §3.1): asymmetric ones only. What
 * is not here does not exist; {@code none} and HMAC have no constant that a configuration could switch on.
 */
public enum SignatureAlgorithm {
    ES256("ES256"),
    ES384("ES384"),
    ES512("ES512"),
    RS256("RS256"),
    RS384("RS384"),
    RS512("RS512"),
    PS256("PS256"),
    EDDSA("EdDSA");

    private final String jwsName;

    SignatureAlgorithm(String jwsName) {
        this.jwsName = jwsName;
    }

    /** The registered name, as in an {@code alg} header. */
    public String jwsName() {
        return jwsName;
    }

    JWSAlgorithm jws() {
        return JWSAlgorithm.parse(jwsName);
    }

    /** Whether a name is one of these, and that one passes. */
    static boolean isNamed(String name, Predicate<SignatureAlgorithm> passes) {
        return Arrays.stream(values()).anyMatch(algorithm -> algorithm.jwsName.equals(name) && passes.test(algorithm));
    }

    static SignatureAlgorithm named(Part part, String name) throws RejectedException {
        for (var algorithm : values()) {
            if (algorithm.jwsName().equals(name)) {
                return algorithm;
            }
        }
        throw new RejectedException(new Rejection.AlgorithmNotAllowed(part, name));
    }
}
