package dev.verifier.server.trust;

import dev.verifier.check.Trace;
import java.util.function.Supplier;

/**
 * Two of something that remembers what others said: one for those who want to be let in, and one for what somebody has explained, so that
 * nobody who pastes has a say in what the other knows, or in when it asks again. Thread-safe where they are.
 */
final class Apart {

    private Apart() {}

    /**
     * Gives the one that is to be asked now.
     *
     * @param make makes one that knows nothing yet
     */
    static <T> Supplier<T> of(Supplier<T> make) {
        return of(make.get(), make.get());
    }

    static <T> Supplier<T> of(T ours, T apart) {
        return () -> Trace.isHeard() ? apart : ours;
    }
}
