package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What signs somebody in is written all together or not at all: a code, the session that it is in, and its first client. */
@ParameterizedClass
@EnumSource(Engine.class)
class SignedInAtOnceTests {

    private static final World WORLD = new World();

    private final Engine engine;
    private final Path folder;

    SignedInAtOnceTests(Engine engine, @TempDir Path folder) {
        this.engine = engine;
        this.folder = folder;
    }

    @Test
    void without_its_code_there_is_no_session_and_without_its_session_no_code() {
        var options = engine.properties(folder).entrySet().stream()
                .map(property -> "--" + property.getKey() + "=" + property.getValue());
        try (var server = RunningServer.start(folder, WORLD.arguments(options.toArray(String[]::new)))) {
            var database = server.context().getBean(JdbcClient.class);

            assertThat(lost("authorization_grant", server.http(), database)).isEqualTo(500);
            assertThat(count("browser_session", database)).isZero();

            assertThat(lost("session_client", server.http(), database)).isEqualTo(500);
            assertThat(count("browser_session", database)).isZero();
            assertThat(count("authorization_grant", database)).isZero();

            assertThat(new Browser(server.http()).signIn(WORLD, WORLD.person, Browser.request()))
                    .containsKey("code");
            assertThat(Stream.of("browser_session", "session_client", "authorization_grant")
                            .map(table -> count(table, database)))
                    .containsOnly(1L);
        }
    }

    /** What the last step of a login is answered where this table cannot be written. */
    private static int lost(String table, Http http, JdbcClient database) {
        var browser = new Browser(http);
        var page = browser.begin(Browser.request());
        assertThat(browser.post(browser.answer(WORLD, WORLD.person, page)).status())
                .isEqualTo(200);
        var on = browser.get(page + "/continue").header("Location");
        database.sql("alter table " + table + " rename to lost").update();
        try {
            return browser.get(on).status();
        } finally {
            database.sql("alter table lost rename to " + table).update();
        }
    }

    private static long count(String table, JdbcClient database) {
        return database.sql("select count(*) from " + table).query(Long.class).single();
    }
}
