package dev.verifier.server.page;

/**
 * One thing that would be shared.
 *
 * @param label key of its name: {@code name}, {@code email}, {@code organisation}, {@code powers}…; one without words is shown as
 *     it is
 * @param value what would be shared
 */
public record ClaimView(String label, String value) {}
