package dev.verifier.server.key;

import java.util.List;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What the database knows of the keys that its nodes sign with: nodes that share it and each made a key of their own would sign what the
 * others do not publish. A node that differs refuses to start. Thread-safe.
 *
 * @param shared whether others may have the same database: what is embedded is one node's own
 */
record KnownKeys(JdbcClient database, boolean shared) {

    private static final String SIGNING = "signing";

    /** A key in the database. */
    private record Kept(int place, String keyId) {}

    /** A key that this node made for itself must be the one that all have, or one of those that follow one another. */
    void requireGenerated(String keyId) {
        if (!shared) {
            return;
        }
        var kept = kept();
        if (!kept.isEmpty() && kept.stream().map(Kept::keyId).noneMatch(keyId::equals)) {
            throw KeySource.invalid(
                    "verifier.keys.rotation",
                    "this node made the key " + keyId
                            + ", and the keys of the others that share its database follow one"
                            + " another there: set verifier.keys.rotation on all of them, or, where all are to be without it,"
                            + " delete from signing_key");
        }
        var known = known(SIGNING, keyId);
        if (!known.equals(keyId)) {
            throw KeySource.invalid(
                    "verifier.keys.signing",
                    "this node made the key " + keyId + ", and the others that share its database sign with " + known
                            + ": set verifier.keys.signing on all of them, or verifier.keys.rotation, or copy"
                            + " signing-key.jwk from the data directory of another");
        }
    }

    /**
     * Keys that follow one another begin with the one that all signed with until then. A key that is configured is the operator's word.
     *
     * @param before which key this node signed with until then, if it has one
     * @param configured whether that was configured
     */
    void requireFirst(Optional<String> before, boolean configured) {
        if (!shared) {
            return;
        }
        var kept = kept();
        if (!kept.isEmpty() && kept.getFirst().place() > 1) {
            return; // the one that they began with has ended
        }
        var first = kept.isEmpty() ? before : Optional.of(kept.getFirst().keyId());
        var known = find(SIGNING);
        if (known.isPresent() && !known.equals(first) && !(configured && before.equals(first))) {
            throw KeySource.invalid(
                    "verifier.keys.signing",
                    "keys that follow one another begin with " + first.orElse("one that is made now")
                            + " here, and the others that share its database sign with " + known.get()
                            + ": set that as verifier.keys.signing, or copy signing-key.jwk from the data directory of"
                            + " another, or, where nobody signs with it any more, delete from known_key");
        }
    }

    /** Whoever configures a key says which one all have to have from now on. */
    void remember(String keyId) {
        if (shared && !known(SIGNING, keyId).equals(keyId)) {
            know(SIGNING, keyId);
        }
    }

    private List<Kept> kept() {
        return database.sql("select place, kid from signing_key order by place")
                .query((row, _) -> new Kept(row.getInt("place"), row.getString("kid")))
                .list();
    }

    /** The one that is known; this one, if there was none. */
    private String known(String purpose, String keyId) {
        try {
            database.sql("insert into known_key (purpose, key_id) values (?, ?)")
                    .params(purpose, keyId)
                    .update();
        } catch (DuplicateKeyException e) {
            // It, or another node's, is there.
        }
        return find(purpose).orElseThrow();
    }

    private Optional<String> find(String purpose) {
        return database.sql("select key_id from known_key where purpose = ?")
                .param(purpose)
                .query(String.class)
                .optional();
    }

    private void know(String purpose, String keyId) {
        database.sql("update known_key set key_id = ? where purpose = ?")
                .params(keyId, purpose)
                .update();
    }
}
