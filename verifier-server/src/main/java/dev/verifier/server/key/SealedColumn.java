package dev.verifier.server.key;

import dev.verifier.server.key.DataKey.Altered;
import dev.verifier.server.key.DataKey.KeyUnknown;
import dev.verifier.server.key.DataKey.Opened;
import dev.verifier.server.key.DataKey.Place;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * A column whose values nobody but this server reads: each is sealed for its row. What a version before wrote in clear is read as long as
 * it is there. Thread-safe.
 */
public final class SealedColumn {

    /** In ASCII: half a character, which a request or a credential may have, is not kept by every database. */
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final String name;
    private final DataKey key;
    private final boolean seals;

    SealedColumn(String name, DataKey key, boolean seals) {
        this.name = name;
        this.key = key;
        this.seals = seals;
    }

    /**
     * A value as it is written.
     *
     * @param row the primary key
     */
    public String written(String row, Object value) {
        var json = JSON.writeValueAsString(value);
        return seals ? key.seal(new Place(name, row), json) : json;
    }

    /** The same of a text, which was written as it is before it was sealed. */
    public String writtenText(String row, String text) {
        return seals ? written(row, text) : text;
    }

    /** A value as it was read. One that does not open is a fault of the configuration or of the database, and stands for nothing. */
    public <T> T read(String row, String kept, Class<T> type) {
        return JSON.readValue(clear(row, kept), type);
    }

    /** The same. */
    public <T> T read(String row, String kept, TypeReference<T> type) {
        return JSON.readValue(clear(row, kept), type);
    }

    /** The same of a text. */
    public String readText(String row, String kept) {
        return DataKey.isSealed(kept) ? read(row, kept, String.class) : kept;
    }

    /** Whether it is as it would be written now. */
    boolean isCurrent(String kept) {
        return !seals || key.isCurrent(kept);
    }

    private String clear(String row, String kept) {
        if (!DataKey.isSealed(kept)) {
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
