package dev.verifier.server.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.TimeZone;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class ReplayGuardTests {

    private static final Instant AT = Instant.parse("2026-11-21T12:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void the_first_of_many_contenders_is_the_only_one() throws Exception {
        var guard = guard();
        for (var round = 0; round < 20; round++) {
            var id = "jti-" + round;
            var barrier = new CyclicBarrier(20);
            Callable<Boolean> contender = () -> {
                barrier.await();
                return guard.firstUse("client", id, AT);
            };
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var results = threads.invokeAll(
                        IntStream.range(0, 20).mapToObj(_ -> contender).toList());
                var winners = 0;
                for (var result : results) {
                    winners += result.get() ? 1 : 0;
                }
                assertThat(winners).isEqualTo(1);
            }
        }
    }

    @Test
    void nobody_can_use_up_another_s_ids() throws Exception {
        var guard = guard();

        assertThat(guard.firstUse("a", "bc", AT)).isTrue();
        assertThat(guard.firstUse("ab", "c", AT)).isTrue();
        assertThat(guard.firstUse("b", "bc", AT)).isTrue();
        assertThat(guard.firstUse("a", "bc", AT)).isFalse();
    }

    @Test
    void remembers_after_a_restart_and_forgets_when_it_may() throws Exception {
        assertThat(guard().firstUse("client", "id", AT)).isTrue();

        var restarted = guard();
        assertThat(restarted.firstUse("client", "id", AT)).isFalse();
        restarted.forget(AT);
        assertThat(restarted.firstUse("client", "id", AT)).isFalse();
        restarted.forget(AT.plusSeconds(1));
        assertThat(restarted.firstUse("client", "id", AT)).isTrue();
    }

    @Test
    void remembers_through_the_hour_that_comes_twice_a_year() throws Exception {
        var here = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone("Europe/Madrid"));
        try {
            var guard = guard();
            // 02:55 summer time is before 02:05 winter time.
            assertThat(guard.firstUse("client", "id", Instant.parse("2026-10-25T01:05:00Z")))
                    .isTrue();
            guard.forget(Instant.parse("2026-10-25T00:55:00Z"));
            assertThat(guard.firstUse("client", "id", Instant.parse("2026-10-25T01:05:00Z")))
                    .isFalse();
        } finally {
            TimeZone.setDefault(here);
        }
    }

    private ReplayGuard guard() {
        var database = new DriverManagerDataSource("jdbc:h2:file:" + folder.resolve("verifier"), "verifier", "");
        Flyway.configure().dataSource(database).load().migrate();
        return new ReplayGuard(JdbcClient.create(database));
    }
}
