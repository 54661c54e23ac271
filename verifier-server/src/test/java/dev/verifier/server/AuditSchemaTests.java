package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Whoever reads the audit by its published schema can read all of it. */
class AuditSchemaTests {

    private static final String GOOD =
            "{\"event\":\"LoginStarted\",\"at\":\"2026-11-22T12:00:00Z\",\"login\":\"a\",\"client\":\"b\"}";

    @Test
    void a_line_of_every_kind_of_event_is_as_the_schema_has_it() {
        assertThat(EventSamples.kinds())
                .hasSizeGreaterThan(30)
                .allSatisfy(kind -> assertThat(AuditSchema.lines(EventSamples.of(kind)))
                        .isNotEmpty()
                        .allSatisfy(
                                line -> assertThat(AuditLines.problems(line)).isEmpty()));
    }

    /** Those of all other tests, too: {@link AuditLines}. */
    @Test
    void the_lines_of_a_running_server_are_read_as_they_are_written(@TempDir Path folder) {
        var world = new World();
        try (var server = RunningServer.start(folder, world.arguments())) {
            server.http().token(world.login().form());
            new Browser(server.http()).signIn(world, world.person, Browser.request());
        }

        assertThat(AuditLines.seen())
                .contains("Ready", "KeyGenerated", "ListLoaded", "TokenIssued", "LoginStarted", "LoginAccepted");
    }

    @Test
    void the_control_is_as_the_schema_has_it() {
        assertThat(AuditLines.problems(new JsonMapper().readTree(GOOD))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "LoginStarted>LoginDreamt",
                "\"login\":\"a\",>",
                "\"a\">1",
                "2026-11-22T12:00:00Z>yesterday",
                "\"client\">\"email\":\"ann@acme.example\",\"client\"",
            })
    void a_line_with_more_or_less_or_something_else_in_it_is_noticed(String change) {
        var parts = change.split(">", -1);

        assertThat(AuditLines.problems(new JsonMapper().readTree(GOOD.replace(parts[0], parts[1]))))
                .isNotEmpty();
    }
}
