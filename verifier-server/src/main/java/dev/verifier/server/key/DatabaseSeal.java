package dev.verifier.server.key;

import dev.verifier.server.key.DataKey.Altered;
import dev.verifier.server.key.DataKey.KeyUnknown;
import dev.verifier.server.key.DataKey.Opened;
import dev.verifier.server.key.DataKey.Place;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * One row that shows whose database it is: nodes that share it seal with one key, or one of them could not read what another wrote. What
 * has no end is sealed anew with each start, so that the key before can be taken away. Thread-safe.
 */
record DatabaseSeal(JdbcClient database, DataKey key) {

    static final String NAME = "data-key";
    private static final String SECRETS = "shared_secret";
    private static final Place PLACE = place(SECRETS, NAME);

    /** A value as it lies in a table. */
    private record Kept(String row, String content) {}

    /** Seals a database that nobody has; fails the start on one that is sealed with a key this node has not. */
    DataKey requireOurs() {
        var kept = kept().orElseGet(this::seal);
        switch (key.open(PLACE, kept)) {
            case Opened _ -> {
                sealAnew(SECRETS, "name");
                sealAnew("signing_key", "kid");
            }
            case KeyUnknown(var id) -> throw unknown(id);
            case Altered _ -> throw other("the row of shared_secret that is sealed with it was altered");
        }
        return key;
    }

    private InvalidConfigurationPropertyValueException unknown(String id) {
        return other("the database is sealed with the key " + id + ", which is neither this one, " + key.id()
                + ", nor among verifier.keys.data-previous: set it on all that share the database, or copy data-key"
                + " from the data directory of another");
    }

    private static InvalidConfigurationPropertyValueException other(String reason) {
        return KeySource.invalid("verifier.keys.data", reason);
    }

    private String seal() {
        try {
            database.sql("insert into shared_secret (name, content) values (?, ?)")
                    .params(NAME, key.seal(PLACE, NAME))
                    .update();
        } catch (DuplicateKeyException e) {
            // Another node was faster; its key counts.
        }
        return kept().orElseThrow();
    }

    /** What has no end: without the key before it would fail whoever needs it one day, for good. */
    private void sealAnew(String table, String id) {
        for (var kept : all(table, id)) {
            var place = place(table, kept.row());
            switch (key.open(place, kept.content())) {
                case Opened(var text) -> {
                    if (!key.isCurrent(kept.content())) {
                        database.sql("update " + table + " set content = ? where " + id + " = ? and content = ?")
                                .params(key.seal(place, text), kept.row(), kept.content())
                                .update();
                    }
                }
                case KeyUnknown(var other) -> throw unknown(other);
                case Altered _ -> {} // or in clear, as a version before wrote it: whoever reads it tells
            }
        }
    }

    private List<Kept> all(String table, String id) {
        return database.sql("select " + id + ", content from " + table)
                .query((row, _) -> new Kept(row.getString(1), row.getString(2)))
                .list();
    }

    private static Place place(String table, String row) {
        return new Place(table + ".content", row);
    }

    private Optional<String> kept() {
        return database.sql("select content from shared_secret where name = ?")
                .param(NAME)
                .query(String.class)
                .optional();
    }
}
