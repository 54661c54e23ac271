package dev.verifier.wallet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is at hand where an answer is encrypted.
 *
 * @param scene where and whose
 * @param clear the answer's members, as they would be posted in clear
 * @param key the verifier's
 */
record EncryptionPlay(Scene scene, Map<String, String> clear, EncryptionKey key) {
    Map<String, String> encrypted(JweDraft draft) {
        return EncryptedForm.of(draft.encrypted(scene.random()));
    }

    /** The rogue's key in the place of the verifier's. */
    EncryptionKey rogues() {
        var jwk = new LinkedHashMap<>(key.jwk());
        jwk.putAll(scene.rogue().publicJwk());
        return new EncryptionKey(jwk, key.enc());
    }

    String json(JweDraft draft) {
        return new String(draft.payload(), UTF_8);
    }

    Map<String, String> changed(Map<String, String> form) {
        var response = form.getOrDefault("response", "");
        int at = response.lastIndexOf('.') - 8;
        char other = response.charAt(at) == 'A' ? 'B' : 'A';
        return EncryptedForm.of(response.substring(0, at) + other + response.substring(at + 1));
    }
}
