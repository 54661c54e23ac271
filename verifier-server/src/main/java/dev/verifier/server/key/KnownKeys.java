package dev.verifier.server.key;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What the database knows of the signing key where that is not in it: nodes that share it and each made a key of their own would sign what
 * the others do not publish. A node that differs refuses to start. Thread-safe.
 */
record KnownKeys(JdbcClient database) {

    private static final String SIGNING = "signing";

    /** A key that this node made for itself must be the one that all have. */
    void requireGenerated(String keyId) {
        var known = known(SIGNING, keyId);
        if (!known.equals(keyId)) {
            throw KeySource.invalid(
                    "verifier.keys.signing",
                    "this node made the key " + keyId + ", and the others that share its database sign with " + known
                            + ": set verifier.keys.signing on all of them, or verifier.keys.rotation, or copy"
                            + " signing-key.jwk from the data directory of another");
        }
    }

    /** Whoever configures a key says which one all have to have from now on. */
    void remember(String keyId) {
        if (!known(SIGNING, keyId).equals(keyId)) {
            know(SIGNING, keyId);
        }
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
        return database.sql("select key_id from known_key where purpose = ?")
                .param(purpose)
                .query(String.class)
                .single();
    }

    private void know(String purpose, String keyId) {
        database.sql("update known_key set key_id = ? where purpose = ?")
                .params(keyId, purpose)
                .update();
    }
}
