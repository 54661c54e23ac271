package dev.verifier.presentation;

import dev.verifier.did.Did;
import dev.verifier.jose.PublicJwk;
import java.time.Instant;
import java.util.Set;

/**
 * That the presenter holds the key the credential is bound to, for this audience and at this time. Only
 * {@link HolderBinding} makes one. Immutable and thread-safe.
 */
public final class HolderProof {

    private final PublicJwk key;
    private final Did did;
    private final String id;
    private final Instant worthlessFrom;
    private final Set<TransactionDataEntry> authorized;

    HolderProof(PublicJwk key, Did did, String id, Instant worthlessFrom) {
        this(key, did, id, worthlessFrom, Set.of());
    }

    HolderProof(PublicJwk key, Did did, String id, Instant worthlessFrom, Set<TransactionDataEntry> authorized) {
        this.key = key;
        this.did = did;
        this.id = id;
        this.worthlessFrom = worthlessFrom;
        this.authorized = authorized;
    }

    public PublicJwk key() {
        return key;
    }

    /** The holder as a did:key of that key. */
    public Did did() {
        return did;
    }

    /** By which name the presentation is to be remembered as used; unique for this holder. */
    public String id() {
        return id;
    }

    /** Until when the presentation has to be remembered as used. */
    public Instant worthlessFrom() {
        return worthlessFrom;
    }

    /** What the holder authorized with it. */
    public Set<TransactionDataEntry> authorized() {
        return authorized;
    }
}
