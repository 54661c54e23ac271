package dev.verifier.server.configuration;

import dev.verifier.server.configuration.VerifierProperties.Openid4vp.ClientIdPrefix;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A name of ours for wallets, and the key behind it, under {@code verifier.openid4vp.identities.<name>}.
 *
 * @param signing private P-256 key that signs requests under it; null for the one that signs tokens
 * @param certificateChain certificates of that key
 * @param clientIdPrefix the kind of name
 * @param verifierAttestation attestation of that key
 */
public record WalletIdentityProperties(
        @Nullable String signing,
        @Nullable String certificateChain,
        @Nullable ClientIdPrefix clientIdPrefix,
        @Nullable String verifierAttestation) {

    /** It is written in the list of clients, and begins a line of the doctor's report. */
    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    /** HAIP 1.0 §5. */
    static void requireKnownToHaip(VerifierProperties.Openid4vp openid4vp) {
        requireKnownToHaip("verifier.openid4vp.", "verifier.keys.", openid4vp.clientIdPrefix());
        openid4vp.identities().forEach((name, identity) -> {
            var before = "verifier.openid4vp.identities." + name + ".";
            requireKnownToHaip(before, before, identity.clientIdPrefix());
        });
    }

    private static void requireKnownToHaip(String before, String keys, @Nullable ClientIdPrefix prefix) {
        if (prefix != null && prefix.isForbiddenByHaip()) {
            throw new IllegalArgumentException(before
                    + "client-id-prefix must not be verifier_attestation or redirect_uri in the strict profile (HAIP 1.0"
                    + " §5): remove it, and set " + keys + "certificate-chain");
        }
    }

    static void requireNamed(Map<String, WalletIdentityProperties> identities) {
        for (var name : identities.keySet()) {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException(
                        "verifier.openid4vp.identities." + name + " must be a name of a-z, 0-9 and single hyphens");
            }
        }
    }
}
