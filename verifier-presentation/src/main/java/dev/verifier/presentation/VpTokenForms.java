package dev.verifier.presentation;

/**
 * Which forms of a {@code vp_token} are read beside the one of OpenID4VP 1.0 §8.1. Asked about a form when an answer needs it, and
 * before it is read.
 */
@FunctionalInterface
public interface VpTokenForms {

    /** A JSON object that has an array of presentations for each query id, and no other form. */
    VpTokenForms STANDARD = _ -> false;

    /** Whether this form may be read; where it may, the answer that needs it will be. */
    boolean tolerates(Form form);

    /** What wallets from before the specification send. */
    enum Form {
        /** One presentation alone, which says not what it answers: it answers the one query of its format. */
        BARE,
        /** {@code {"id": "presentation"}}: a string instead of an array of one. */
        SINGLE,
        /** The whole in Base64 of either alphabet, padded or not, also with the {@code +} that a form turned into a space. */
        BASE64,
        /** The whole as the content of a JSON string. */
        QUOTED
    }
}
