package dev.verifier.server.explain;

import dev.verifier.presentation.Nonce;
import dev.verifier.presentation.TransactionDataEntry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that was pasted, and what is known about the request it belongs to. Only what is known is compared.
 *
 * @param text what was pasted
 * @param at when it is judged
 * @param kind what it is; null to have that found out
 * @param nonce of the request that it answers; null where that is not known
 * @param audience whom it must be addressed to: for wallets the client_id of the request; null where that is not known
 * @param responseUri where the answer was to be posted; null where that is not known
 * @param origin of the page that asked through the browser; null where none did
 * @param responseKey the public key that the answer was encrypted to, as JWK; null where it was not
 * @param client at which somebody signs in with it, by its client_id; null where that is not known
 * @param transactionData each entry that was to be authorized, as it was sent; null where that is not known
 */
public record Question(
        String text,
        Instant at,
        @Nullable Kind kind,
        @Nullable Nonce nonce,
        @Nullable String audience,
        @Nullable String responseUri,
        @Nullable String origin,
        @Nullable String responseKey,
        @Nullable String client,
        @Nullable List<String> transactionData) {

    /** Throws {@link IllegalArgumentException} where an entry of the transaction data is none. */
    public Question {
        if (transactionData != null) {
            transactionData = List.copyOf(transactionData);
            transactionData.forEach(Question::entry);
        }
    }

    /** Of which nothing is known. */
    public static Question about(String text, Instant at) {
        return new Question(text, at, null, null, null, null, null, null, null, null);
    }

    /** Entries of transaction data, as a request has them in its array, or with commas between them. */
    public static List<String> entries(String told) {
        return Arrays.stream(told.replaceAll("[\\[\\]\"\\s]", "").split(",", -1))
                .toList();
    }

    /**
     * What was to be authorized, as it was sent.
     *
     * @throws IllegalArgumentException with the reason, where it is nothing of the kind
     */
    static TransactionDataEntry entry(String sent) {
        var json = new String(Base64.getUrlDecoder().decode(sent), StandardCharsets.UTF_8);
        return TransactionDataEntry.of(
                sent,
                Alleged.object(json).orElseThrow(() -> new IllegalArgumentException("no JSON object in base64url")));
    }

    /** The same about a part of it. */
    Question with(String part) {
        return new Question(part, at, kind, nonce, audience, responseUri, origin, responseKey, client, transactionData);
    }

    /** The same, of which nobody says what it authorizes. */
    Question untold() {
        return new Question(text, at, kind, nonce, audience, responseUri, origin, responseKey, client, null);
    }
}
