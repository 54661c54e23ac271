package dev.verifier.presentation;

import dev.verifier.did.Did;
import dev.verifier.jose.PublicJwk;
import java.time.Instant;

/**
 * That the presenter holds the key the credential is bound to, for this audience and at this time. Only
 * {@link HolderBinding} makes one. Immutable and thread-safe.
 */
public final class HolderProof {

    private final PublicJwk key;
    private final Did did;
    private final String id;
    private final Instant worthlessFrom;

    HolderProof(PublicJwk key, Did did, String id, Instant worthlessFrom) {
        this.key = key;
        this.did = did;
        this.id = id;
        this.worthlessFrom = worthlessFrom;
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
}
