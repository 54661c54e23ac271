package dev.verifier.server.profile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The profiles that come with the server, as data: what an operator writes would look the same. */
final class ReadyMade {

    private static final String FILE = "ready-made.json";

    private ReadyMade() {}

    /** Every one, by name, whether or not it is in use without being configured. */
    static Map<String, Map<String, Object>> all() {
        try (var file = Objects.requireNonNull(ReadyMade.class.getResourceAsStream(FILE), FILE)) {
            return new JsonMapper().readValue(file, new TypeReference<LinkedHashMap<String, Map<String, Object>>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
