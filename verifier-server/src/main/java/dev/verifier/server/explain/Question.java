package dev.verifier.server.explain;

import dev.verifier.presentation.Nonce;
import java.time.Instant;
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
 */
public record Question(
        String text,
        Instant at,
        @Nullable Kind kind,
        @Nullable Nonce nonce,
        @Nullable String audience,
        @Nullable String responseUri,
        @Nullable String origin,
        @Nullable String responseKey) {

    /** Of which nothing is known. */
    public static Question about(String text, Instant at) {
        return new Question(text, at, null, null, null, null, null, null);
    }

    /** The same about a part of it. */
    Question with(String part) {
        return new Question(part, at, kind, nonce, audience, responseUri, origin, responseKey);
    }
}
