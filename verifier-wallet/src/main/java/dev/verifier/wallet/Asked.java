package dev.verifier.wallet;

import java.net.URI;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an answer to a verifier must repeat of its question (OpenID4VP 1.0 §5, §8).
 *
 * @param clientId whom the presentation is addressed to, prefix included (§14.8)
 * @param responseUri where the answer goes (§8.2)
 * @param nonce what the presentation repeats (§14.1)
 * @param state what the form repeats; absent if the question has none
 * @param queryId the credential query that is answered (§6.1)
 * @param encryption the key that the answer is encrypted to (§8.3); absent if it goes in clear
 * @param authorized entries of {@code transaction_data}, as they came, that the answer authorizes (§8.4)
 */
public record Asked(
        String clientId,
        URI responseUri,
        String nonce,
        @Nullable String state,
        String queryId,
        @Nullable EncryptionKey encryption,
        List<String> authorized) {
    public Asked {
        authorized = List.copyOf(authorized);
    }

    /** A question that wants nothing authorized. */
    public Asked(
            String clientId,
            URI responseUri,
            String nonce,
            @Nullable String state,
            String queryId,
            @Nullable EncryptionKey encryption) {
        this(clientId, responseUri, nonce, state, queryId, encryption, List.of());
    }

    /** A question whose answer goes in clear. */
    public Asked(String clientId, URI responseUri, String nonce, @Nullable String state, String queryId) {
        this(clientId, responseUri, nonce, state, queryId, null);
    }

    /** The same question, another of its credential queries answered. */
    public Asked under(String otherQueryId) {
        return new Asked(clientId, responseUri, nonce, state, otherQueryId, encryption, authorized);
    }

    /** The same question, its answer encrypted in this one of the ways that were offered. */
    public Asked encrypting(ContentEncryption enc) {
        return new Asked(
                clientId,
                responseUri,
                nonce,
                state,
                queryId,
                encryption == null ? null : encryption.with(enc),
                authorized);
    }

    /** The same question, with something to authorize. */
    public Asked authorizing(List<String> entries) {
        return new Asked(clientId, responseUri, nonce, state, queryId, encryption, entries);
    }

    /**
     * The answer of a wallet that made its {@code vp_token} itself, encrypted where that is asked for (§8.3.1).
     *
     * @param presentation of the one credential
     */
    public WalletResponse answer(String presentation, SecureRandom random) {
        var form = new LinkedHashMap<String, String>();
        form.put(Assertion.VP_TOKEN, Json.write(Map.of(queryId, List.of(presentation))));
        if (state != null) {
            form.put("state", state);
        }
        return new WalletResponse(
                responseUri,
                encryption == null
                        ? form
                        : EncryptedForm.of(EncryptedForm.draft(encryption, form).encrypted(random)));
    }

    /** OpenID4VP 1.0 §8.5: the answer of a wallet that has none, in clear, as §8.3.1 lets it. */
    public WalletResponse refusal(WalletError error) {
        var form = new LinkedHashMap<String, String>();
        form.put("error", error.code());
        if (state != null) {
            form.put("state", state);
        }
        return new WalletResponse(responseUri, form);
    }
}
