package dev.verifier.server.key;

import com.nimbusds.jose.jwk.ECKey;
import dev.verifier.server.key.DatedKeys.DatedKey;
import dev.verifier.server.key.VaultTransit.Version;
import java.security.ProviderException;
import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * The versions of a key in Vault: the next one signs when it is old enough for all readers to know it. That follows from the times that
 * Vault has, so that all nodes agree. Thread-safe.
 */
final class VaultKeys implements KeyRing {

    private final VaultTransit vault;
    private final KeyTimes times;
    private final List<ECKey> also;
    private volatile DatedKeys keys;

    /**
     * @param times how long a version is there before and after it signs
     * @param also public keys that are published too
     */
    VaultKeys(VaultTransit vault, KeyTimes times, List<ECKey> also) {
        this.vault = vault;
        this.times = times;
        this.also = also;
        this.keys = read();
        // Whether we may sign is better known at once.
        SigningKey.of(keys.keys().getLast().key().signer());
    }

    /** One version of it. */
    private record VersionKey(VaultTransit vault, int version, ECPublicKey publicKey) implements Signer {

        @Override
        public byte[] sign(byte[] input) {
            return vault.sign(version, input);
        }
    }

    @Override
    public SigningKeys at(Instant at) {
        return keys.at(at);
    }

    @Override
    public void refresh(Instant at) {
        try {
            keys = read();
        } catch (ProviderException e) {
            // The versions that are known stay; whether they sign shows when they are asked to.
        }
    }

    private DatedKeys read() {
        var versions = vault.versions().stream()
                .sorted(Comparator.comparingInt(Version::number))
                .toList();
        var oldest = versions.getFirst();
        return new DatedKeys(
                versions.stream()
                        .map(version -> new DatedKey(
                                SigningKey.untried(new VersionKey(vault, version.number(), version.publicKey())),
                                version.number() == oldest.number()
                                        ? Instant.MIN
                                        : version.createdAt().plus(times.overlap())))
                        .toList(),
                also,
                times.lasting());
    }
}
