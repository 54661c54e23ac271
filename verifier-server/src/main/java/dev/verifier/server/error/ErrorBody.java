package dev.verifier.server.error;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The body of every refusal (RFC 6749 §5.2).
 *
 * @param error OAuth error code
 * @param description the stable code, a colon, and a sentence that says what to do
 * @param id support id, the same as in log and audit
 */
record ErrorBody(
        String error,
        @JsonProperty("error_description") String description,
        @JsonProperty("error_id") String id) {}
