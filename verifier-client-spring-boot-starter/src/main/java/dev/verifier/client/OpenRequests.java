package dev.verifier.client;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Request objects that Verifier may come for, for a while and not too many. Thread-safe. */
final class OpenRequests {

    private static final int MOST = 10_000;

    private record Kept(String jwt, Instant until) {}

    private final Map<String, Kept> byId = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Kept> eldest) {
            return size() > MOST || isOver(eldest.getValue());
        }
    };
    private final Duration lifetime;
    private final Clock clock;

    OpenRequests(Duration lifetime, Clock clock) {
        this.lifetime = lifetime;
        this.clock = clock;
    }

    synchronized void keep(String id, String jwt) {
        byId.put(id, new Kept(jwt, clock.instant().plus(lifetime)));
    }

    /** As often as it is asked for: whoever signs in may take two tries. */
    synchronized Optional<String> find(String id) {
        return Optional.ofNullable(byId.get(id)).filter(kept -> !isOver(kept)).map(Kept::jwt);
    }

    private boolean isOver(Kept kept) {
        return !clock.instant().isBefore(kept.until());
    }
}
