package dev.verifier.server.expiry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.server.Http;
import dev.verifier.server.VerifierTest;
import dev.verifier.server.World;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.jdbc.core.simple.JdbcClient;
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
    void what_ended_is_gone_after_a_run_in_as_many_steps_as_it_takes_and_is_counted() {
        var ended = Instant.now().minusSeconds(60).atOffset(ZoneOffset.UTC);
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
