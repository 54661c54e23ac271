package dev.verifier.presentation;

import dev.verifier.did.Did;
import dev.verifier.jose.PublicJwk;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * That the presenter holds the key the credential is bound to, for this audience and at this time. Only
 * {@link HolderBinding} makes one. Immutable and thread-safe.
 */
public final class HolderProof {

    private final PublicJwk key;
    private final Did did;
    private final String digest;
    private final @Nullable String id;
    private final Instant worthlessFrom;

    HolderProof(PublicJwk key, Did did, String digest, @Nullable String id, Instant worthlessFrom) {
        this.key = key;
        this.did = did;
        this.digest = digest;
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

    /** SHA-256 of the signed presentation, base64url. Whoever wants a presentation used once remembers this. */
    public String digest() {
        return digest;
    }

    /** The presentation's own {@code jti}, or else its {@code nonce}. */
    public Optional<String> id() {
        return Optional.ofNullable(id);
    }

    /** Until when the presentation has to be remembered as used. */
    public Instant worthlessFrom() {
        return worthlessFrom;
    }
}
