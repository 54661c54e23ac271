package dev.verifier.testkit;

import java.net.URI;

/**
 * What a person's browser ends at.
 *
 * @param url its address
 * @param status the HTTP status
 * @param body what the page says
 */
public record Page(URI url, int status, String body) {}
