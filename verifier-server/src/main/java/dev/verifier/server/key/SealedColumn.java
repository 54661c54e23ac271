package dev.verifier.server.key;

import dev.verifier.server.configuration.VerifierProperties.Keys.DataUse;
import dev.verifier.server.key.DataKey.Altered;
import dev.verifier.server.key.DataKey.KeyUnknown;
import dev.verifier.server.key.DataKey.Opened;
import dev.verifier.server.key.DataKey.Place;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * A column whose values nobody but this server reads: each is sealed for its row. What a version before wrote in clear is read as long as
 * it may be there. Thread-safe.
 */
public final class SealedColumn {

    /** In ASCII: half a character, which a request or a credential may have, is not kept by every database. */
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private static final String BESIDE = "beside";

    private final String name;
    private final DataKey key;
    private final DataUse use;

    SealedColumn(String name, DataKey key, DataUse use) {
        this.name = name;
        this.key = key;
        this.use = use;
    }

    /**
     * A value as it is written.
     *
     * @param row the primary key
     */
    public String written(String row, Object value) {
        return sealed(row, JSON.writeValueAsString(value));
    }

    /** The same of an object, and of what stands beside it in clear: whoever exchanges that makes nothing else of the object. */
    public String written(String row, Object value, String beside) {
        var json = JSON.writeValueAsString(value);
        return sealed(row, json.substring(0, json.length() - 1) + end(beside));
    }

    private String sealed(String row, String json) {
        return seals() ? key.seal(new Place(name, row), json) : json;
    }

    /** The last member of an object that has others before it. */
    private static String end(String beside) {
        return ",\"" + BESIDE + "\":" + JSON.writeValueAsString(beside) + "}";
    }

    /** The same of a text, which was written as it is before it was sealed. */
    public String writtenText(String row, String text) {
        return seals() ? written(row, text) : text;
    }

    /** A value as it was read. One that does not open is a fault of the configuration or of the database, and stands for nothing. */
    public <T> T read(String row, String kept, Class<T> type) {
        return JSON.readValue(clear(row, kept), type);
    }

    /** The same, where it was written with this beside it. The version before did not say with what. */
    public <T> T read(String row, String kept, Class<T> type, String beside) {
        var clear = clear(row, kept);
        if (clear.endsWith(end(beside))) {
            return JSON.readValue(clear, type); // as we write it: looked at and read at once
        }
        var json = JSON.readTree(clear);
        if (!json.path(BESIDE).asString(beside).equals(beside)) {
            throw new IllegalStateException(name + " is beside something else than it was sealed with");
        }
        return JSON.treeToValue(json, type);
    }

    /** The same. */
    public <T> T read(String row, String kept, TypeReference<T> type) {
        return JSON.readValue(clear(row, kept), type);
    }

    /** The same of a text. */
    public String readText(String row, String kept) {
        return DataKey.isSealed(kept) ? read(row, kept, String.class) : clear(row, kept);
    }

    /** The same; empty where it does not open, or does not say what we would have written. */
    public Optional<String> readableText(String row, String kept) {
        try {
            return Optional.of(readText(row, kept));
        } catch (JacksonException | IllegalStateException e) {
            return Optional.empty();
        }
    }

    /** Whether it is as it would be written now. */
    boolean isCurrent(String kept) {
        return !seals() || key.isCurrent(kept);
    }

    private boolean seals() {
        return use != DataUse.OPEN_ONLY;
    }

    private String clear(String row, String kept) {
        if (!DataKey.isSealed(kept)) {
            if (use == DataUse.SEALED_ONLY) {
                throw new IllegalStateException(name
                        + " is in clear, and verifier.keys.data-use has nothing read that is: start once with seal");
            }
            return kept;
        }
        return switch (key.open(new Place(name, row), kept)) {
            case Opened(var text) -> text;
            case KeyUnknown(var id) ->
                throw new IllegalStateException(
                        name + " is sealed with the data key " + id + ", which is not configured");
            case Altered _ -> throw new IllegalStateException(name + " is not what was sealed for its row");
        };
    }
}
