package dev.verifier.jose;

/**
 * How much of what a stranger sends is read.
 *
 * @param characters the longest compact token, in characters
 * @param jsonDepth the deepest nesting of objects and arrays
 */
public record Limits(int characters, int jsonDepth) {

    public Limits {
        if (characters < 1 || jsonDepth < 1) {
            throw new IllegalArgumentException("a limit is a positive number");
        }
    }
}
