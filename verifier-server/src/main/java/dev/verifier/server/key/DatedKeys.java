package dev.verifier.server.key;

import com.nimbusds.jose.jwk.ECKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Keys of which each signs from its time until the next one's. All are published as soon as they are known, so that readers have them
 * before they need them, and until everything that they signed has ended. Immutable and thread-safe.
 */
final class DatedKeys implements KeyRing {

    /**
     * A key and its time.
     *
     * @param signsFrom when it takes over
     */
    record DatedKey(SigningKey key, Instant signsFrom) {}

    private final List<DatedKey> keys;
    private final List<ECKey> also;
    private final Duration lasting;

    /** As long as nothing changes, the same is said. */
    private record Known(int current, int oldest, SigningKeys keys) {}

    private volatile Known known;

    /**
     * @param keys one at least
     * @param also public keys that are published too, whatever the time
     * @param lasting how long after a key's time is over what it signed may still be shown
     */
    DatedKeys(List<DatedKey> keys, List<ECKey> also, Duration lasting) {
        this.keys =
                keys.stream().sorted(Comparator.comparing(DatedKey::signsFrom)).toList();
        this.also = List.copyOf(also);
        this.lasting = lasting;
        this.known = known(0, 0);
    }

    @Override
    public SigningKeys at(Instant at) {
        var current = current(at);
        var oldest = 0;
        while (oldest < current && isOver(oldest, at)) {
            oldest++;
        }
        var last = known;
        if (last.current() != current || last.oldest() != oldest) {
            last = known(current, oldest);
            known = last;
        }
        return last.keys();
    }

    /** Whether what a key signed has ended. */
    boolean isOver(int place, Instant at) {
        return place + 1 < keys.size()
                && !at.isBefore(keys.get(place + 1).signsFrom().plus(lasting));
    }

    List<DatedKey> keys() {
        return keys;
    }

    private int current(Instant at) {
        var current = 0;
        while (current + 1 < keys.size() && !at.isBefore(keys.get(current + 1).signsFrom())) {
            current++;
        }
        return current;
    }

    private Known known(int current, int oldest) {
        var others = new ArrayList<SigningKey>();
        for (var place = keys.size() - 1; place >= oldest; place--) {
            if (place != current) {
                others.add(keys.get(place).key());
            }
        }
        return new Known(current, oldest, new SigningKeys(keys.get(current).key(), others, also));
    }
}
