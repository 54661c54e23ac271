package dev.verifier.server.expiry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verifier.server.Http;
import dev.verifier.server.VerifierTest;
import dev.verifier.server.World;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.config.FixedRateTask;
import org.springframework.scheduling.config.ScheduledTask;
import org.springframework.scheduling.config.ScheduledTaskHolder;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@VerifierTest
class ForgettingTests {

    private static final World WORLD = new World();

    @DynamicPropertySource
    static void world(DynamicPropertyRegistry registry) {
        WORLD.describe(registry);
    }

    @Autowired
    private List<Expiring> all;

    @Autowired
    private Forgetting forgetting;

    @Autowired
    private JdbcClient database;

    @Autowired
    private ScheduledTaskHolder scheduled;

    @LocalManagementPort
    private int port;

    @Test
    void every_table_whose_rows_end_is_cleared_of_them() {
        var tables = database.sql("""
                        select table_name from information_schema.columns
                        where lower(column_name) in ('ends_at', 'worthless_from')""")
                .query((row, _) -> row.getString(1).toLowerCase(Locale.ROOT))
                .list();

        assertThat(tables).hasSizeGreaterThanOrEqualTo(6);
        assertThat(tables)
                .containsExactlyInAnyOrderElementsOf(
                        all.stream().map(Expiring::table).toList());
    }

    @Test
    void what_ended_stays_for_ten_minutes_for_nodes_whose_clocks_are_behind() {
        use("nine minutes ago", Instant.now().minusSeconds(540));
        use("eleven minutes ago", Instant.now().minusSeconds(660));

        forgetting.forget();

        assertThat(database.sql("select digest from used_once where digest like '%ago'")
                        .query((row, _) -> row.getString(1))
                        .list())
                .containsExactly("nine minutes ago");
    }

    private void use(String digest, Instant until) {
        database.sql("insert into used_once (digest, worthless_from) values (?, ?)")
                .params(digest, until.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Rows that end, of which it is counted how often they were to be forgotten. */
    private record Counted(String table, AtomicInteger asked, boolean fails) implements Expiring {

        @Override
        public int forget(Instant at, int most) {
            asked.incrementAndGet();
            if (fails) {
                throw new CannotAcquireLockException("another node waits for this one");
            }
            return 0;
        }
    }

    @Test
    void a_table_that_cannot_be_cleared_keeps_no_other_from_it_and_is_told_of() {
        var broken = new Counted("broken", new AtomicInteger(), true);
        var whole = new Counted("whole", new AtomicInteger(), false);
        var run = new Forgetting(List.of(broken, whole), new SimpleMeterRegistry(), Clock.systemUTC());

        assertThatThrownBy(run::forget).isInstanceOf(CannotAcquireLockException.class);

        assertThat(broken.asked()).hasValue(1);
        assertThat(whole.asked()).hasValue(1);
    }

    @Test
    void keys_that_follow_one_another_wait_for_no_run_however_long_it_takes() {
        assertThat(scheduled.getScheduledTasks())
                .extracting(ScheduledTask::getTask)
                .filteredOn(task -> task.toString().endsWith("KeyUpkeep.refresh"))
                .singleElement()
                .isInstanceOf(FixedRateTask.class);
    }

    @Test
    void what_ended_is_gone_after_a_run_in_as_many_steps_as_it_takes_and_is_counted() {
        var ended = Instant.now().minusSeconds(660).atOffset(ZoneOffset.UTC);
        for (var i = 0; i < 1_100; i++) {
            database.sql("insert into revoked_token (digest, worthless_from) values (?, ?)")
                    .params("token " + i, ended)
                    .update();
        }

        forgetting.forget();

        assertThat(database.sql("select count(*) from revoked_token")
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(new Http(port).get("/prometheus").body())
                .contains("verifier_rows_forgotten_total{table=\"revoked_token\"} 1100.0");
    }
}
