package dev.verifier.server.explain;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What something that was pasted is taken for. */
public enum Kind {
    REQUEST_OBJECT("a request object of a client (RFC 9101)", ""),
    CLIENT_ASSERTION("a client assertion (RFC 7523)", ""),
    PRESENTATION("a presentation (OpenID4VP 1.0)", ""),
    VP_TOKEN("a vp_token (OpenID4VP 1.0 §8.1)", ""),
    CREDENTIAL("a credential", ""),
    TOKEN("a token of a server", ""),
    PRIVATE_KEY(
            "a private key",
            "This is a private key, or has one in it. Nobody who explains things needs one: it was not read any further, is not"
                    + " shown, and was not kept. If it is in use, and was in a place where others see what is pasted, replace it."),
    ENCRYPTED(
            "something encrypted (RFC 7516)",
            "Only whoever has the key can look into it, and keys are never asked for: paste what is inside."),
    UNKNOWN(
            "nothing that is known here",
            "Paste a request object, a client assertion, a presentation (JWT, SD-JWT with key binding, or DeviceResponse in base64url),"
                    + " a vp_token, a credential or a token, whole and without anything around it.");

    private final String title;
    private final String advice;

    Kind(String title, String advice) {
        this.title = title;
        this.advice = advice;
    }

    String title() {
        return title;
    }

    /** What to do where nothing can be looked at; empty where it can. */
    String advice() {
        return advice;
    }

    boolean isLookedAt() {
        return advice.isEmpty();
    }

    /** As it is written in options and JSON. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The kind that somebody says it is; empty where there is none of that name that is looked at. */
    public static Optional<Kind> named(String word) {
        return Arrays.stream(values())
                .filter(Kind::isLookedAt)
                .filter(kind -> kind.word().equals(word))
                .findFirst();
    }
}
