package dev.verifier.server.key;

import java.util.List;

/**
 * As whom wallets know us, depending on the client that asks.
 *
 * @param all of them, the one of all others first
 */
public record WalletIdentities(List<WalletIdentity> all) {

    public WalletIdentities {
        all = List.copyOf(all);
    }
}
