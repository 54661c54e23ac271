package dev.verifier.trust;

import dev.verifier.jose.JwkSet;
import java.net.URI;
import java.time.Instant;

/**
 * The keys that an issuer publishes.
 *
 * @param document the metadata that has them or names where they are
 * @param asOf when they were read from there
 * @param keys themselves
 */
public record PublishedKeys(URI document, Instant asOf, JwkSet keys) {}
