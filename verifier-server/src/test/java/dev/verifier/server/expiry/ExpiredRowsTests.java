package dev.verifier.server.expiry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.server.Engine;
import dev.verifier.server.Nodes;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;

@ParameterizedClass
@EnumSource(Engine.class)
class ExpiredRowsTests {

    private static final Instant AT = Instant.parse("2026-11-22T12:00:00Z");
    private static final int MANY = 100_000;

    @AutoClose
    private final Nodes nodes;

    ExpiredRowsTests(Engine engine, @TempDir Path folder) {
        nodes = Nodes.two(engine, folder);
    }

    private Expiring used(int node) {
        return nodes.expiring(node, "used_once", "digest", "worthless_from");
    }

    @Test
    void two_nodes_remove_many_rows_each_once_while_others_are_written() throws Exception {
        fill();
        var removing = new AtomicBoolean(true);
        var written = 0;
        var removed = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var writer = threads.submit(() -> {
                var rows = 0;
                while (removing.get()) {
                    use("new " + rows++);
                }
                return rows;
            });
            Callable<Integer> remove = () -> removeAll(used(0));
            Callable<Integer> removeElsewhere = () -> removeAll(used(1));
            for (Future<Integer> each : threads.invokeAll(List.of(remove, removeElsewhere))) {
                removed += each.get();
            }
            removing.set(false);
            written = writer.get();
        }

        assertThat(removed + removeAll(used(0)))
                .as("each was removed by one of them")
                .isEqualTo(MANY);
        assertThat(written).isPositive();
        assertThat(nodes.database()
                        .sql("select count(*) from used_once")
                        .query(Integer.class)
                        .single())
                .isEqualTo(written);
    }

    private static int removeAll(Expiring rows) {
        var all = 0;
        for (var some = rows.forget(AT, 500); some > 0; some = rows.forget(AT, 500)) {
            all += some;
        }
        return all;
    }

    @Test
    void a_row_that_lasts_longer_by_the_time_it_would_go_stays() throws Exception {
        use("prolonged", AT.minusSeconds(2));
        use("ended", AT.minusSeconds(1));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var removed = nodes.transactions(0).execute(_ -> {
                nodes.database(0)
                        .sql("update used_once set worthless_from = ? where digest = 'prolonged'")
                        .param(AT.plusSeconds(1).atOffset(ZoneOffset.UTC))
                        .update();
                return threads.submit(() -> used(1).forget(AT, 10));
            });

            assertThat(removed.get()).isEqualTo(1);
        }
        assertThat(left()).containsExactly("prolonged");
    }

    @Test
    void the_oldest_go_first_and_no_more_than_asked() {
        use("second", AT.minusSeconds(2));
        use("first", AT.minusSeconds(3));
        use("third", AT.minusSeconds(1));
        use("not yet", AT);

        assertThat(used(0).forget(AT, 2)).isEqualTo(2);

        assertThat(left()).containsExactlyInAnyOrder("third", "not yet");
        assertThat(used(1).forget(AT, 2)).isEqualTo(1);
        assertThat(used(1).forget(AT, 2)).isZero();
        assertThat(left()).containsExactly("not yet");
    }

    @Test
    void those_of_one_instant_go_in_one_order_at_all_nodes_so_that_no_two_wait_for_each_other() {
        use("b", AT.minusSeconds(1));
        use("a", AT.minusSeconds(1));

        assertThat(used(1).forget(AT, 1)).isEqualTo(1);

        assertThat(left()).containsExactly("b");
    }

    private List<String> left() {
        return nodes.database()
                .sql("select digest from used_once")
                .query((row, _) -> row.getString(1))
                .list();
    }

    private void use(String digest) {
        use(digest, AT.plus(Duration.ofHours(1)));
    }

    private void use(String digest, Instant until) {
        nodes.database()
                .sql("insert into used_once (digest, worthless_from) values (?, ?)")
                .params(digest, until.atOffset(ZoneOffset.UTC))
                .update();
    }

    private void fill() {
        var rows = new ArrayList<Object[]>();
        for (var i = 0; i < MANY; i++) {
            rows.add(new Object[] {"old " + i, Timestamp.from(AT.minusMillis(i + 1L))});
        }
        nodes.transactions(0)
                .executeWithoutResult(_ -> new JdbcTemplate(nodes.pools().getFirst())
                        .batchUpdate("insert into used_once (digest, worthless_from) values (?, ?)", rows));
    }
}
