package dev.verifier.sample.office;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;

/**
 * Why somebody is not signed in.
 *
 * @param say for the person
 * @param description what Verifier said about it
 * @param error the code of RFC 6749 §4.1.2.1 and §5.2
 */
record Problem(String say, String description, String error) {

    private static final Problem NONE = new Problem("Nothing is wrong", "", "none");

    static Problem of(@Nullable AuthenticationException failure) {
        if (failure == null) {
            return NONE;
        }
        if (!(failure instanceof OAuth2AuthenticationException refusal)) {
            return new Problem("The sign-in did not work", "", "unexpected");
        }
        var error = refusal.getError();
        var description = error.getDescription() == null ? "" : error.getDescription();
        return new Problem(say(error.getErrorCode()), description, error.getErrorCode());
    }

    private static String say(String error) {
        return switch (error) {
            case "access_denied" -> "You are not signed in";
            case "login_required" -> "Please sign in";
            case "invalid_grant" -> "Please sign in again";
            case "authorization_request_not_found" -> "This sign-in was begun elsewhere, or too long ago";
            case "temporarily_unavailable" -> "Too much is going on right now";
            case "invalid_client" -> "Verifier does not know this app";
            default -> "The sign-in did not work";
        };
    }
}
