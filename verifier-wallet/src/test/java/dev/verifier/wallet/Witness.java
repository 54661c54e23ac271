package dev.verifier.wallet;

import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/** What these tests share: one moment, one organization, and a check of signatures by java.security alone. */
final class Witness {
    static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");
    static final String ORGANIZATION = "VATES-A12345678";
    static final URI VERIFIER = URI.create("https://verifier.acme.example");
    static final SecureRandom RANDOM = new SecureRandom();

    private static final Map<String, String> SIGNATURES = Map.of(
            "ES256", "SHA256withECDSAinP1363Format",
            "ES384", "SHA384withECDSAinP1363Format",
            "ES512", "SHA512withECDSAinP1363Format",
            "RS256", "SHA256withRSA",
            "PS256", "RSASSA-PSS");

    private Witness() {}

    static boolean verifies(String compact, PublicKey key) throws GeneralSecurityException {
        var jws = CompactJws.parse(compact);
        var alg = (String) Objects.requireNonNull(jws.header().get("alg"));
        var verifier = Signature.getInstance(Objects.requireNonNull(SIGNATURES.get(alg)));
        if (alg.equals("PS256")) {
            verifier.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
        }
        verifier.initVerify(key);
        verifier.update(jws.signingInput());
        return verifier.verify(jws.signature());
    }

    /** A member of nested objects, by its path. */
    static Object at(Map<?, ?> object, String path) {
        Object found = object;
        for (var name : path.split("/", -1)) {
            found = found instanceof Map<?, ?> members ? members.get(name) : null;
        }
        return Objects.requireNonNull(found, path);
    }

    static boolean has(Map<?, ?> object, String path) {
        Object found = object;
        for (var name : path.split("/", -1)) {
            found = found instanceof Map<?, ?> members ? members.get(name) : null;
        }
        return found != null;
    }
}
