package dev.verifier.wallet.openid4vp;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** OpenID4VP 1.0 §8.2: what a verifier says to an answer. */
public sealed interface VerifierReply {
    /**
     * It took it.
     *
     * @param redirectUri where the person's browser goes on; absent if it goes on elsewhere by itself, as on another device
     */
    record Accepted(@Nullable URI redirectUri) implements VerifierReply {}

    /**
     * It did not take it.
     *
     * @param status the HTTP status
     * @param error the OAuth error code; empty if there is none
     * @param description why; empty if it does not say
     * @param errorId what to tell its operator; empty if there is none
     */
    record Refused(int status, String error, String description, String errorId) implements VerifierReply {}

    /**
     * It said nothing a wallet understands, or nothing at all.
     *
     * @param why a sentence
     */
    record Unanswered(String why) implements VerifierReply {}
}
