package dev.verifier.server.client;

import dev.verifier.server.limit.Patience;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What was used, written down in one table. A commit costs about as much for many as for one, and as much as the signatures of a
 * token: whoever comes while another writes waits, and one of those who wait writes for all of them. Nobody waits for long: not longer
 * than for a connection, and not at all where it is known that the database is away. Thread-safe.
 */
final class UsedOnce {

    /** As many as one statement takes. */
    private static final int AT_ONCE = 32;

    /** As long as for a connection. */
    static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final String ROW = "(?, ?)";

    private final JdbcClient database;
    private final Duration longestWait;
    private final Queue<Use> waiting = new ArrayDeque<>();
    private boolean somebodyWrites;
    private boolean somebodyLooks;

    /** @param longestWait for others who are writing; whoever waits longer is told so within a second, or within this if it is shorter */
    UsedOnce(JdbcClient database, Duration longestWait) {
        this.database = database;
        this.longestWait = longestWait;
    }

    /** Compared by identity: of two uses of the same thing, one is the first. */
    private static final class Use {

        private final String digest;
        private final Instant worthlessFrom;
        private final long since = System.nanoTime();
        private final CompletableFuture<@Nullable Void> awake = new CompletableFuture<>();
        private @Nullable BooleanSupplier outcome;

        private Use(Entry entry) {
            this.digest = entry.digest();
            this.worthlessFrom = entry.worthlessFrom();
        }

        private void wake() {
            awake.complete(null);
        }
    }

    /** One thing that is used, and until when that is remembered. */
    record Entry(String digest, Instant worthlessFrom) {}

    /** Whether each was not there before, in the same order. They are written down together, and judged each by itself; what this says is committed. */
    List<Boolean> add(List<Entry> entries) {
        if (Patience.isSpent()) {
            throw new QueryTimeoutException("the request has waited too long already");
        }
        var uses = entries.stream().map(Use::new).toList();
        var writer = writerOf(uses);
        for (var use : uses) {
            if (!writer.filter(use::equals).isPresent()) {
                use.awake.join();
            }
            if (use.outcome == null) {
                write(use);
            }
        }
        return uses.stream().map(UsedOnce::outcome).toList();
    }

    private static boolean outcome(Use use) {
        return use.outcome != null && use.outcome.getAsBoolean();
    }

    /** Has all of them wait at once, next to each other; the first of them writes where nobody does. */
    private synchronized Optional<Use> writerOf(List<Use> uses) {
        var writer = uses.stream().filter(this::isToWrite).toList();
        return writer.stream().findFirst();
    }

    private boolean isToWrite(Use use) {
        if (somebodyWrites) {
            waiting.add(use);
            look();
            return false;
        }
        somebodyWrites = true;
        return true;
    }

    /** One clock for all who wait: a timer for each costs more than writing it down. */
    private void look() {
        if (!somebodyLooks) {
            somebodyLooks = true;
            CompletableFuture.delayedExecutor(Math.min(LOOK.toMillis(), longestWait.toMillis()), TimeUnit.MILLISECONDS)
                    .execute(this::giveUpOldest);
        }
    }

    /** Whoever has waited too long, which are the first in the queue. */
    private synchronized void giveUpOldest() {
        somebodyLooks = false;
        var now = System.nanoTime();
        for (var use = waiting.peek(); use != null && now - use.since > longestWait.toNanos(); use = waiting.peek()) {
            use.outcome = failure(new QueryTimeoutException("too many are waiting to be written down"));
            waiting.remove();
            use.wake();
        }
        if (!waiting.isEmpty()) {
            look();
        }
    }

    /** Writes this one and others, and leaves the rest to the next of them. */
    private void write(Use own) {
        var uses = with(own);
        try {
            settle(uses);
        } finally {
            handOver();
            uses.forEach(Use::wake);
        }
    }

    /** In the same order on every node, so that no two of them wait for each other. */
    private synchronized List<Use> with(Use own) {
        var uses = new ArrayList<>(List.of(own));
        while (!waiting.isEmpty() && uses.size() < AT_ONCE) {
            uses.add(waiting.remove());
        }
        uses.sort(Comparator.comparing(use -> use.digest));
        return uses;
    }

    private synchronized void handOver() {
        var next = waiting.poll();
        somebodyWrites = next != null;
        if (next != null) {
            next.wake();
        }
    }

    private void settle(List<Use> uses) {
        var first = new LinkedHashMap<String, Use>();
        for (var use : uses) {
            var earlier = first.putIfAbsent(use.digest, use);
            if (earlier != null) {
                use.outcome = behind(earlier);
            }
        }
        try {
            // Others wait for it, who are no less patient because the one that writes has waited before.
            Patience.anew(() -> judge(List.copyOf(first.values())));
        } catch (RuntimeException e) {
            // Whatever it is: who is neither told nor left to try would be waited for by all who come.
            first.values().stream().filter(use -> use.outcome == null).forEach(use -> use.outcome = failure(e));
            giveUp(failure(e));
        }
    }

    /** Of the same thing in the same statement: not the first, and told no more than that one where the database is away. */
    private static BooleanSupplier behind(Use earlier) {
        return () -> {
            outcome(earlier);
            return false;
        };
    }

    /**
     * Writes down those that are not there. Those that are cost two statements, however many they are: whoever sends something again and
     * again takes nothing of what others need. What came together stays together, lest of two nodes that are shown it each has a part.
     */
    private void judge(List<Use> uses) {
        try {
            insert(uses);
            uses.forEach(use -> use.outcome = () -> true);
        } catch (DataIntegrityViolationException e) {
            if (uses.size() == 1) {
                uses.getFirst().outcome = e instanceof DuplicateKeyException ? () -> false : failure(e);
                return;
            }
            var known = known(uses);
            uses.stream().filter(use -> known.contains(use.digest)).forEach(use -> use.outcome = () -> false);
            var left = uses.stream().filter(use -> use.outcome == null).toList();
            if (known.isEmpty()) {
                left.forEach(use -> judge(List.of(use)));
            } else if (!left.isEmpty()) {
                judge(left);
            }
        }
    }

    /** Whoever waits behind one for whom the database is away need not try. */
    private synchronized void giveUp(BooleanSupplier failure) {
        for (var use : waiting) {
            use.outcome = failure;
            use.wake();
        }
        waiting.clear();
    }

    private static BooleanSupplier failure(RuntimeException e) {
        return () -> {
            throw e;
        };
    }

    private Set<String> known(List<Use> uses) {
        return database.sql("select digest from used_once where digest in (:digests)")
                .param("digests", uses.stream().map(use -> use.digest).toList())
                .query((row, _) -> row.getString("digest"))
                .set();
    }

    /** One statement: all of them or none. */
    private void insert(List<Use> uses) {
        var rows = String.join(", ", Collections.nCopies(uses.size(), ROW));
        var statement = database.sql("insert into used_once (digest, worthless_from) values " + rows);
        for (var use : uses) {
            statement = statement.param(use.digest).param(use.worthlessFrom.atOffset(ZoneOffset.UTC));
        }
        statement.update();
    }
}
