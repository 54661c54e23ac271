package dev.verifier.bench;

import java.io.IOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * So many refresh families as if so many people had signed in and stayed: how long a node then takes to start, and what it takes of
 * memory.
 *
 * @param count how many
 * @param nodes where; somebody has stayed there before, whose family the others are like
 */
record Families(int count, Nodes nodes) {

    /** Stores them while all nodes are down, once more than they were started with nothing stored. */
    Report.Result store() throws IOException, InterruptedException {
        var startedEmpty = nodes.restart(() -> {});
        var empty = nodes.first().memory();
        var startedFull = nodes.restart(this::insert);
        var full = nodes.first().memory();
        var figures = new LinkedHashMap<String, Spread>();
        figures.put("start ms, none stored", one(millis(startedEmpty)));
        figures.put("start ms, all stored", one(millis(startedFull)));
        figures.put("reachable MB, none stored", one(megabytes(empty.live())));
        figures.put("reachable MB, all stored", one(megabytes(full.live())));
        figures.put("resident MB, none stored", one(megabytes(empty.resident())));
        figures.put("resident MB, all stored", one(megabytes(full.resident())));
        return new Report.Result(count + " refresh families are stored", figures);
    }

    private void insert() throws IOException {
        var store = nodes.store();
        try (var connection = DriverManager.getConnection(store.url(), store.user(), "");
                var insert = connection.prepareStatement(
                        """
                        insert into authorization_grant (id, version, client_registration, refresh_family, content, ends_at)
                        select %1$s, version, client_registration, %2$s, content, ends_at
                        from (select * from authorization_grant where refresh_family is not null limit 1) like_this
                        cross join %3$s as numbers(n)""".formatted(store.digest("'i' || n"), store.digest("'f' || n"), store.numbers()))) {
            insert.setInt(1, count);
            var stored = insert.executeUpdate();
            if (stored != count) {
                throw new IOException("only " + stored + " families could be stored");
            }
        } catch (SQLException e) {
            throw new IOException("the families cannot be stored: " + e.getMessage(), e);
        }
    }

    private static Spread one(double figure) {
        return Spread.of(List.of(figure));
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }

    private static double megabytes(long bytes) {
        return bytes / (double) (1 << 20);
    }
}
