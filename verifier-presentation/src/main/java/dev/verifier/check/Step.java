package dev.verifier.check;

import dev.verifier.rejection.Part;

/**
 * A check of one part of what was presented.
 *
 * @param part of what
 * @param check which one
 */
public record Step(Part part, Check check) {}
