package dev.verifier.server.trust;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.verifier.status.StatusList;
import dev.verifier.status.StatusSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is known of status lists, in bounded memory, of which no issuer has more than its share: whoever names many lists, or large ones,
 * loses lists of their own and nobody else's. Thread-safe.
 */
final class KeptLists {

    private static final Duration FORGOTTEN = Duration.ofHours(24);

    /** What it takes to keep nothing. */
    private static final int OVERHEAD = 1000;

    /** As many issuers have room for their share at once; each for one list of the largest size. */
    private static final int SHARES = 4;

    private static final Comparator<Map.Entry<StatusSource, Kept>> LATEST_FIRST = Comparator.comparing(
                    (Map.Entry<StatusSource, Kept> entry) -> entry.getValue().askAgain())
            .reversed();

    private final Cache<StatusSource, Kept> cache;
    private final long share;

    /** @param largest how many bytes the largest list has */
    KeptLists(int largest) {
        this.share = (long) largest + OVERHEAD;
        this.cache = Caffeine.newBuilder()
                .expireAfterAccess(FORGOTTEN)
                .maximumWeight(SHARES * share)
                .weigher((StatusSource _, Kept kept) -> (int) Math.min(weight(kept), Integer.MAX_VALUE))
                .build();
    }

    Kept find(StatusSource source) {
        var kept = cache.getIfPresent(source);
        return kept == null ? Kept.NOTHING : kept;
    }

    /** Remembers; of what the same issuer has beside it, what was asked last stays, as far as the share goes. */
    void put(StatusSource source, Kept kept) {
        cache.put(source, kept);
        var others = cache.asMap().entrySet().stream()
                .filter(entry -> entry.getKey().issuer().equals(source.issuer()))
                .filter(entry -> !entry.getKey().equals(source))
                .sorted(LATEST_FIRST)
                .toList();
        var weight = weight(kept);
        for (var other : others) {
            var more = weight + weight(other.getValue());
            if (more > share) {
                cache.invalidate(other.getKey());
            } else {
                weight = more;
            }
        }
    }

    /** The lists. */
    Stream<StatusList> lists() {
        return cache.asMap().values().stream().map(Kept::list).flatMap(Stream::ofNullable);
    }

    private static long weight(Kept kept) {
        return OVERHEAD + (kept.list() == null ? 0 : kept.list().bytes());
    }

    /**
     * What is known of a list.
     *
     * @param list null where there never was one
     * @param etag of it; empty where it has none
     * @param why there is none, or none that is newer
     * @param askAgain from when on it is asked for again
     */
    record Kept(@Nullable StatusList list, String etag, String why, Instant askAgain) {

        static final Kept NOTHING = new Kept(null, "", "", Instant.MIN);
    }
}
