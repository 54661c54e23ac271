package dev.verifier.server.wallet;

import dev.verifier.server.error.Refusal;
import org.jspecify.annotations.Nullable;

/** What is in a wallet's answer once it is opened. */
sealed interface AnswerContent {

    /** There is one, to be judged. */
    sealed interface Given extends AnswerContent permits Text, Member {}

    /** {@code vp_token} as it was posted in clear. */
    record Text(String vpToken) implements Given {}

    /** {@code vp_token} among the members of an encrypted answer. */
    record Member(@Nullable Object vpToken) implements Given {}

    /** The wallet's reason to give none (OpenID4VP 1.0 §8.5). */
    record Declined(String error) implements AnswerContent {}

    /** It is no answer to what was asked. */
    record Unusable(Refusal why) implements AnswerContent {}
}
