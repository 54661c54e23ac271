package dev.verifier.server.key;

import dev.verifier.server.key.DataKey.Altered;
import dev.verifier.server.key.DataKey.KeyUnknown;
import dev.verifier.server.key.DataKey.Opened;
import dev.verifier.server.key.DataKey.Place;
import java.util.Optional;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * One row that shows whose database it is: nodes that share it seal with one key, or one of them could not read what another wrote.
 * Thread-safe.
 */
record DatabaseSeal(JdbcClient database, DataKey key) {

    private static final String NAME = "data-key";
    private static final Place PLACE = new Place("shared_secret.content", NAME);

    /** Seals a database that nobody has; fails the start on one that is sealed with a key this node has not. */
    DataKey requireOurs() {
        var kept = kept().orElseGet(this::seal);
        switch (key.open(PLACE, kept)) {
            case Opened _ -> keepCurrent(kept);
            case KeyUnknown(var id) ->
                throw other("the database is sealed with the key " + id + ", which is neither this one, " + key.id()
                        + ", nor among verifier.keys.data-previous: set it on all that share the database, or copy data-key"
                        + " from the data directory of another");
            case Altered _ -> throw other("the row of shared_secret that is sealed with it was altered");
        }
        return key;
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

    /** The key that was used before is taken out of the configuration one day. */
    private void keepCurrent(String kept) {
        if (!key.isCurrent(kept)) {
            database.sql("update shared_secret set content = ? where name = ? and content = ?")
                    .params(key.seal(PLACE, NAME), NAME, kept)
                    .update();
        }
    }

    private Optional<String> kept() {
        return database.sql("select content from shared_secret where name = ?")
                .param(NAME)
                .query(String.class)
                .optional();
    }
}
