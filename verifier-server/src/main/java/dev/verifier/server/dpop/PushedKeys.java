package dev.verifier.server.dpop;

import dev.verifier.server.error.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Requests that are pushed with a proof beside them (RFC 9449 §10.1): their code is for the key that was proved, as if they had named
 * it. Thread-safe.
 */
public final class PushedKeys {

    private final Proofs proofs;

    PushedKeys(Proofs proofs) {
        this.proofs = proofs;
    }

    /** What is asked, and for which key; uses up the proof, so the client must have authenticated. */
    public Map<String, String> bind(Map<String, String> asked, HttpServletRequest request) {
        var proof = Proof.of(request);
        if (proof.isEmpty()) {
            return asked;
        }
        var thumbprint = proof.get().key().thumbprint();
        if (!asked.getOrDefault(KeyBinding.JKT, thumbprint).equals(thumbprint)) {
            throw Refusal.DPOP_KEY_CONTRADICTED.asException();
        }
        proofs.use(proof.get(), request);
        var bound = new LinkedHashMap<>(asked);
        bound.put(KeyBinding.JKT, thumbprint);
        return bound;
    }
}
