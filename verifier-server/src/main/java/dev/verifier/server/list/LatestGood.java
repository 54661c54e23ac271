package dev.verifier.server.list;

import dev.verifier.server.audit.EventLog;
import dev.verifier.server.audit.VerifierEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A list as it was last read well. A refresh that fails, cannot be read, or has lost nearly everything changes nothing; where a list has
 * editions its operator signs them, and what a newer one leaves out is gone. Readers never wait; refreshes run one at a time.
 *
 * @param <T> the list, immutable
 */
public final class LatestGood<T> {

    /** From this size on, losing nine of ten entries at once is taken for an accident. */
    private static final int WORTH_GUARDING = 10;

    private record Snapshot<T>(T value, int size, String version, List<Finding> findings) {}

    private final String name;
    private final ListSource source;
    private final Function<byte[], ListReading<T>> reader;
    private final LastGoodCopy copy;
    private final EventLog events;
    private final Clock clock;
    private final @Nullable Comparator<? super T> editions;
    private @Nullable T newest;
    private volatile @Nullable Snapshot<T> latest;
    private volatile Instant asOf = Instant.EPOCH;
    private volatile String problem = "";

    LatestGood(
            String name,
            ListSource source,
            Function<byte[], ListReading<T>> reader,
            LastGoodCopy copy,
            EventLog events,
            Clock clock) {
        this(name, source, reader, copy, events, clock, null);
    }

    /** @param editions by which an older edition is told from a newer one; an older one is not taken, after a restart either */
    LatestGood(
            String name,
            ListSource source,
            Function<byte[], ListReading<T>> reader,
            LastGoodCopy copy,
            EventLog events,
            Clock clock,
            @Nullable Comparator<? super T> editions) {
        this.name = name;
        this.source = source;
        this.reader = reader;
        this.copy = copy;
        this.events = events;
        this.clock = clock;
        this.editions = editions;
    }

    public String name() {
        return name;
    }

    /** Where it is for others, too; null where it is on this machine. */
    public @Nullable String location() {
        return source.local() ? null : source.location();
    }

    /** The list; empty until it was read once. */
    public Optional<T> current() {
        return Optional.ofNullable(latest).map(Snapshot::value);
    }

    public boolean loaded() {
        return latest != null;
    }

    /** When the source last confirmed the list in use. */
    public Instant asOf() {
        return asOf;
    }

    /** Where it is, for operators. */
    public String source() {
        return source.location();
    }

    /** How many entries the list in use has. */
    public int size() {
        var known = latest;
        return known == null ? 0 : known.size();
    }

    /** What is odd in the list in use. */
    public List<Finding> findings() {
        var known = latest;
        return known == null ? List.of() : known.findings();
    }

    /** Why the last refresh brought nothing; empty where it did, or found nothing new. */
    public String problem() {
        return problem;
    }

    /** Asks the source; what is in use stays unless something better came. Answers what went wrong, if anything did. */
    synchronized Optional<String> refresh() {
        var why = attempt();
        problem = why.orElse("");
        return why;
    }

    private Optional<String> attempt() {
        try {
            rememberCopy();
            return refresh(latest);
        } catch (RuntimeException e) {
            // Whatever a document made its reader do, the one before it did not.
            return kept("refused", "cannot be read: " + e);
        }
    }

    private Optional<String> refresh(@Nullable Snapshot<T> known) {
        return switch (source.fetch(known == null ? "" : known.version())) {
            case Fetched.Unchanged _ -> {
                asOf = clock.instant();
                events.publish(new VerifierEvent.ListUnchanged(name));
                yield Optional.empty();
            }
            case Fetched.Document(var bytes, var version) -> {
                var problem = use(bytes, version, known);
                if (problem.isEmpty()) {
                    asOf = clock.instant();
                    keepCopy(bytes);
                } else if (known == null && editions != null) {
                    useCopy();
                }
                yield problem;
            }
            case Fetched.Unavailable(var reason) -> {
                if (known == null) {
                    useCopy();
                }
                yield kept("unavailable", reason);
            }
        };
    }

    private Optional<String> use(byte[] bytes, String version, @Nullable Snapshot<T> known) {
        var reading = reader.apply(bytes);
        var value = reading.value();
        if (value == null) {
            return kept("refused", reading.findings().toString());
        }
        if (editions == null && known != null && hasShrunk(known.size(), reading.size())) {
            return kept(
                    "refused",
                    "from %d entries to %d: nearly everything is gone; restart to take it as it is"
                            .formatted(known.size(), reading.size()));
        }
        if (editions != null && newest != null && editions.compare(value, newest) < 0) {
            return kept("refused", "an older edition than one that was seen before");
        }
        newest = value;
        latest = new Snapshot<>(value, reading.size(), version, reading.findings());
        events.publish(new VerifierEvent.ListLoaded(
                name,
                reading.size(),
                reading.findings().stream().map(Finding::toString).toList()));
        return Optional.empty();
    }

    private Optional<String> kept(String result, String reason) {
        events.publish(new VerifierEvent.ListKept(name, result, reason));
        return Optional.of(reason);
    }

    private static boolean hasShrunk(int from, int to) {
        return (from > 0 && to == 0) || (from >= WORTH_GUARDING && to <= from / WORTH_GUARDING);
    }

    private void keepCopy(byte[] bytes) {
        if (!source.local()) {
            copy.write(bytes)
                    .ifPresent(problem -> events.publish(new VerifierEvent.ListKept(name, "no_copy", problem)));
        }
    }

    /** What was seen before a restart was seen. */
    private void rememberCopy() {
        var seen = editions == null || newest != null || source.local() ? Optional.<byte[]>empty() : copy.read();
        if (seen.isPresent()) {
            newest = reader.apply(seen.get()).value();
        }
    }

    private void useCopy() {
        if (source.local()) {
            return;
        }
        copy.read().ifPresent(bytes -> {
            if (use(bytes, "", null).isEmpty()) {
                asOf = copy.asOf();
                events.publish(new VerifierEvent.ListFromCopy(name, asOf));
            }
        });
    }
}
