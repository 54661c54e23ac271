package dev.verifier.e2e.faults;

import java.net.http.HttpHeaders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What came back.
 *
 * @param status of HTTP
 * @param headers of it
 * @param body as text
 */
record Answer(int status, HttpHeaders headers, String body) {

    private static final JsonMapper JSON = new JsonMapper();

    String location() {
        return headers.firstValue("Location").orElse("");
    }

    JsonNode json() {
        return JSON.readTree(body);
    }

    /** A member of the answer; empty where there is none. */
    String text(String member) {
        return body.startsWith("{") ? json().path(member).asString("") : "";
    }

    /** Why it was refused: the stable code, or nothing. */
    String code() {
        return text("error_description").replaceFirst("[ :(].*", "");
    }

    @Override
    public String toString() {
        return status + " " + location() + " " + body;
    }
}
