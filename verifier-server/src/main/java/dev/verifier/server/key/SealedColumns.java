package dev.verifier.server.key;

import dev.verifier.server.configuration.VerifierProperties.Keys.DataUse;

/**
 * The columns that say something of people, or are secret.
 *
 * @param key with which they are sealed
 * @param use whether they are sealed yet, and whether all of them are
 */
public record SealedColumns(DataKey key, DataUse use) {

    /** One of them, by table and column such as {@code wallet_login.content}. */
    public SealedColumn of(String name) {
        return new SealedColumn(name, key, use);
    }
}
