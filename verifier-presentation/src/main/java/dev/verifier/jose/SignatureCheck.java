package dev.verifier.jose;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.util.Base64URL;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** One key's answer to "did you sign this?". Thread-safe. */
record SignatureCheck(Set<SignatureAlgorithm> algorithms, Question question) {

    /** Asks the key; anything but a clean yes is a no. */
    @FunctionalInterface
    interface Question {
        boolean verifies(SignatureAlgorithm algorithm, byte[] signingInput, byte[] signature);
    }

    static SignatureCheck of(JWSVerifier verifier) {
        var algorithms = Arrays.stream(SignatureAlgorithm.values())
                .filter(algorithm -> verifier.supportedJWSAlgorithms().contains(algorithm.jws()))
                .collect(Collectors.toUnmodifiableSet());
        return new SignatureCheck(algorithms, (algorithm, signingInput, signature) -> {
            try {
                return verifier.verify(new JWSHeader(algorithm.jws()), signingInput, Base64URL.encode(signature));
            } catch (JOSEException e) {
                return false;
            }
        });
    }

    boolean verifies(SignatureAlgorithm algorithm, byte[] signingInput, byte[] signature) {
        return question.verifies(algorithm, signingInput, signature);
    }
}
