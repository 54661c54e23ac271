package dev.verifier.wallet.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON, and what it says, for people to read. */
final class JsonText {
    private static final JsonMapper PRETTY =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private JsonText() {}

    static String pretty(Map<String, Object> object) {
        return PRETTY.writeValueAsString(object);
    }

    /** A stranger's text in one line, without what a terminal would obey. */
    static String plain(String text) {
        return text.replaceAll("[\\s\\p{Cc}]+", " ");
    }

    /** The members of an object in their order; empty if the text is not an object. */
    static Optional<Map<String, Object>> object(String text) {
        try {
            return Optional.ofNullable(PRETTY.readValue(text, new TypeReference<LinkedHashMap<String, Object>>() {}));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
