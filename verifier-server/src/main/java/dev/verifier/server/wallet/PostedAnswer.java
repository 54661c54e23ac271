package dev.verifier.server.wallet;

import dev.verifier.server.key.ResponseKey;
import jakarta.servlet.http.HttpServletRequest;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a wallet posted, still unopened (OpenID4VP 1.0 §8.2, §8.3.1, §8.5).
 *
 * @param response the encrypted answer
 * @param vpToken an answer in clear
 * @param error in clear, why there is none
 * @param state in clear, by which the login is found
 */
record PostedAnswer(
        @Nullable String response,
        @Nullable String vpToken,
        @Nullable String error,
        @Nullable String state) {

    static PostedAnswer of(HttpServletRequest request) {
        return new PostedAnswer(
                request.getParameter("response"),
                request.getParameter("vp_token"),
                request.getParameter("error"),
                request.getParameter("state"));
    }

    /** Whether it is one answer, and nothing beside it that could be another. */
    boolean isOne() {
        return Stream.of(response, vpToken, error)
                                .filter(answer -> answer != null)
                                .count()
                        == 1
                && (response == null || state == null || state.equals(handle()));
    }

    /**
     * By which the login is found: what is posted beside an answer in clear; of an encrypted one the name of the key, which is the
     * same text (docs/adr/0020).
     */
    String handle() {
        if (response != null) {
            return ResponseKey.nameIn(response).orElse("");
        }
        return state == null ? "" : state;
    }

    /** What only this wallet and we know of it. */
    String text() {
        return response == null ? String.valueOf(vpToken) : response;
    }
}
