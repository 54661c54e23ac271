package dev.verifier.server.trust;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * What others know and we keep. One question about each thing at a time: whoever comes meanwhile waits for its answer and asks nothing.
 * Thread-safe.
 *
 * @param <K> what is asked about
 * @param <V> what is known of it
 */
final class AskedOnce<K, V> {

    private final ConcurrentMap<K, CompletableFuture<V>> asking = new ConcurrentHashMap<>();
    private final Function<K, V> known;
    private final Predicate<V> isFresh;

    /**
     * @param known what is kept of it, or that nothing is
     * @param isFresh whether there is no need to ask
     */
    AskedOnce(Function<K, V> known, Predicate<V> isFresh) {
        this.known = known;
        this.isFresh = isFresh;
    }

    /** @param ask makes what is known from now on out of what was, and keeps it */
    V find(K key, UnaryOperator<V> ask) {
        var kept = known.apply(key);
        return isFresh.test(kept) ? kept : asked(key, ask);
    }

    private V asked(K key, UnaryOperator<V> ask) {
        var mine = new CompletableFuture<V>();
        var others = asking.putIfAbsent(key, mine);
        if (others != null) {
            return answered(others, key);
        }
        try {
            // Somebody's answer may have come since we looked.
            var kept = known.apply(key);
            var current = isFresh.test(kept) ? kept : ask.apply(kept);
            mine.complete(current);
            return current;
        } finally {
            asking.remove(key);
            mine.cancel(false);
        }
    }

    /** What somebody else asked for; where they broke off, what is known. */
    private V answered(CompletableFuture<V> others, K key) {
        try {
            return others.join();
        } catch (CancellationException e) {
            return known.apply(key);
        }
    }
}
