package dev.verifier.recent;

import dev.verifier.rejection.RejectedException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the results last used, so that the same key is not computed for every request. Rejections are not remembered.
 * Thread-safe; two threads may compute the same key at the same time.
 *
 * @param <K> key
 * @param <V> result, which must follow from the key alone
 */
public final class Recent<K, V> {

    /** Computes a result. */
    @FunctionalInterface
    public interface Computation<K, V> {
        V of(K key) throws RejectedException;
    }

    private final Map<K, V> results;

    /** @param most how many results are kept */
    public Recent(int most) {
        this.results = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        };
    }

    public V get(K key, Computation<K, V> computation) throws RejectedException {
        var known = known(key);
        return known != null ? known : remember(key, computation.of(key));
    }

    private synchronized @Nullable V known(K key) {
        return results.get(key);
    }

    private synchronized V remember(K key, V result) {
        results.put(key, result);
        return result;
    }
}
