package dev.verifier.server.explain;

import java.util.Locale;

/** How it went with one check. */
public enum Outcome {
    /** It was made, and is as it should be. */
    PASSED,
    /** It was made, and is not. */
    FAILED,
    /** It could not be made, which a server answers like a failure. */
    NOT_MADE,
    /** Nobody looked. */
    NOT_LOOKED_AT;

    /** For people and in JSON. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
