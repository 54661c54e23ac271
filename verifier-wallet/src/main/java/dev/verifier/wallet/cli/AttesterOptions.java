package dev.verifier.wallet.cli;

import dev.verifier.wallet.DidKey;
import dev.verifier.wallet.openid4vp.Attesters;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Whose word on verifiers counts (OpenID4VP 1.0 §12). */
final class AttesterOptions {
    @Option(
            names = "--attester",
            paramLabel = "ISSUER=DID",
            description = "Believes attestations of verifiers from this issuer, signed with the key of this did:key."
                    + " Without any, no verifier is known by an attestation.")
    private Map<String, String> attesters = Map.of();

    Attesters attesters() {
        var keys = new LinkedHashMap<String, DidKey>();
        attesters.forEach((issuer, did) -> {
            try {
                keys.put(issuer, DidKey.parse(did));
            } catch (IllegalArgumentException e) {
                throw CommandFailure.mistake("--attester " + issuer + ": " + e.getMessage() + ".");
            }
        });
        return new Attesters(keys);
    }
}
