package dev.verifier.presentation;

import java.util.Collection;
import java.util.List;

/** Whose credentials may come in one answer: OpenID4VP 1.0 leaves that to verifiers (docs/adr/0026). */
public enum HolderRule {

    /** Those that are bound to one key: two people cannot put theirs together. */
    ONE_KEY,

    /** Any, where wallets have a key for each credential. That they are one person's is then the wallet's word. */
    ANY_KEYS;

    boolean allows(Collection<List<VerifiedCredential>> believed) {
        return this == ANY_KEYS
                || believed.stream()
                                .flatMap(List::stream)
                                .map(credential -> credential.holder().key().thumbprint())
                                .distinct()
                                .count()
                        <= 1;
    }
}
