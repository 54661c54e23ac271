package dev.verifier.server.key;

import java.time.Instant;

/** Which key of ours signs when, and which are published then. Thread-safe. */
@FunctionalInterface
public interface KeyRing {

    /** As it is at an instant. */
    SigningKeys at(Instant at);

    /** Looks whether keys have come or gone where they are kept; where that cannot be seen, those that are known stay. */
    default void refresh(Instant at) {}
}
