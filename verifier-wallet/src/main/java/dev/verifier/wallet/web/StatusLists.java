package dev.verifier.wallet.web;

import java.net.URI;

/** Status lists that are published beside the wallet, so that a demo needs no other server. */
@FunctionalInterface
public interface StatusLists {
    /** None is published. */
    StatusLists NONE = _ -> "";

    /** The signed list for this address, as it is now; empty if there is none. */
    String at(URI address);
}
