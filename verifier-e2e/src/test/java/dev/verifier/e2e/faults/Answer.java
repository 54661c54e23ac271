package dev.verifier.e2e.faults;

import java.net.http.HttpHeaders;
import java.util.Map;
import java.util.regex.Pattern;
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

    /** That nothing came back. */
    static final Answer NONE = new Answer(0, HttpHeaders.of(Map.of(), (_, _) -> true), "");

    private static final Pattern ID = Pattern.compile("<code>[0-9A-HJKMNP-TV-Z]{16}</code>");
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

    /** Whether it says what is said while something is out of order, as it should be said: when to come back, and under which id it is known. */
    boolean isComeBack() {
        if (status != 503) {
            return false;
        }
        var after = headers.firstValue("Retry-After").orElse("");
        var known = body.startsWith("{")
                ? code().equals("out_of_order") && text("error_id").length() == 16
                : ID.matcher(body).find();
        if (!after.matches("\\d+") || !known || body.contains("Exception")) {
            throw new AssertionError(this + " " + headers.map());
        }
        return true;
    }

    @Override
    public String toString() {
        return status + " " + location() + " " + body;
    }
}
