package dev.verifier.nullness;

import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** Looks without asking. */
@NullMarked
record Name(@Nullable String value) {

    int length() {
        return value.length();
    }
}
