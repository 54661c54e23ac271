package dev.verifier.server.key;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The keys that are published, and what vouches for them to wallets, for operators. Nothing here is secret. Thread-safe. */
public final class KeyStates {

    private final KeyRing ring;
    private final WalletIdentities identities;

    KeyStates(KeyRing ring, WalletIdentities identities) {
        this.ring = ring;
        this.identities = identities;
    }

    /**
     * A key, a certificate or an attestation.
     *
     * @param name {@code kid} of a key; of what vouches for one, the identity it is for
     * @param use {@code signs}, {@code published}, {@code certificate} or {@code attestation}
     * @param endsAt until when somebody vouches; null where it has no end of its own
     */
    public record KeyState(
            String name, String use, @Nullable Instant endsAt) {}

    /** As it is at an instant; the key that signs first. */
    public List<KeyState> at(Instant at) {
        var keys = ring.at(at);
        return Stream.concat(
                        keys.published().getKeys().stream()
                                .map(key -> new KeyState(
                                        key.getKeyID(),
                                        key.getKeyID().equals(keys.keyId()) ? "signs" : "published",
                                        null)),
                        identities.all().stream()
                                .flatMap(identity -> Vouching.of(identity).stream())
                                .map(one -> new KeyState(one.label(), one.kind(), one.endsAt())))
                .toList();
    }
}
