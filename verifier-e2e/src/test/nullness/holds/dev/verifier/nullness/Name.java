package dev.verifier.nullness;

import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** Asks before it looks. */
@NullMarked
record Name(@Nullable String value) {

    int length() {
        return value == null ? 0 : value.length();
    }
}
