package dev.verifier.server.client;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
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

    private static final long LONGEST_WAIT_SECONDS = 10;
    private static final String ROW = "(?, ?)";

    private final JdbcClient database;
    private final Queue<Use> waiting = new ArrayDeque<>();
    private boolean somebodyWrites;

    UsedOnce(JdbcClient database) {
        this.database = database;
    }

    /** Compared by identity: of two uses of the same thing, one is the first. */
    private static final class Use {

        private final String digest;
        private final Instant worthlessFrom;
        private final CompletableFuture<@Nullable Void> awake = new CompletableFuture<>();
        private @Nullable BooleanSupplier outcome;

        private Use(String digest, Instant worthlessFrom) {
            this.digest = digest;
            this.worthlessFrom = worthlessFrom;
        }

        private void wake() {
            awake.complete(null);
        }
    }

    /** Whether it was not there before. What this says is committed. */
    boolean add(String digest, Instant worthlessFrom) {
        var use = new Use(digest, worthlessFrom);
        if (!isToWrite(use)) {
            await(use);
        }
        var outcome = use.outcome;
        return outcome == null ? write(use) : outcome.getAsBoolean();
    }

    /** Until it was written, or is to write, or has waited too long for either. */
    private void await(Use use) {
        try {
            use.awake.get(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | InterruptedException | ExecutionException e) {
            if (withdraw(use)) {
                throw new QueryTimeoutException("too many are waiting to be written down", e);
            }
            use.awake.join(); // somebody is about to
        }
    }

    private synchronized boolean withdraw(Use use) {
        return waiting.remove(use);
    }

    private synchronized boolean isToWrite(Use use) {
        if (somebodyWrites) {
            waiting.add(use);
            return false;
        }
        somebodyWrites = true;
        return true;
    }

    /** Writes this one and others, and leaves the rest to the next of them. */
    private boolean write(Use own) {
        var uses = with(own);
        try {
            settle(uses);
        } finally {
            handOver();
            uses.forEach(Use::wake);
        }
        return own.outcome != null && own.outcome.getAsBoolean();
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
        try {
            insert(uses);
            uses.forEach(use -> use.outcome = () -> true);
        } catch (DataIntegrityViolationException e) {
            if (uses.size() == 1) {
                uses.getFirst().outcome = e instanceof DuplicateKeyException ? () -> false : failure(e);
            } else {
                uses.forEach(use -> settle(List.of(use)));
            }
        } catch (DataAccessException e) {
            uses.forEach(use -> use.outcome = failure(e));
            giveUp(failure(e));
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

    private static BooleanSupplier failure(DataAccessException e) {
        return () -> {
            throw e;
        };
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
