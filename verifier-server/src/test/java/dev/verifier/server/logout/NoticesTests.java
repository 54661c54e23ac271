package dev.verifier.server.logout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.verifier.server.Contenders;
import dev.verifier.server.Engine;
import dev.verifier.server.Nodes;
import dev.verifier.server.StoppedClock;
import dev.verifier.server.UnusualText;
import dev.verifier.server.key.ColumnsOnPaper;
import dev.verifier.server.key.SealedColumns;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds of notices that wait, whatever they are kept in, as two nodes see it. */
@ParameterizedClass
@MethodSource("tables")
class NoticesTests {

    private static final Instant AT = Instant.parse("2026-11-22T12:00:00Z");
    private final Notice.Kind kind;
    private final StoppedClock clock = new StoppedClock(AT);

    @AutoClose
    private final Nodes nodes;

    NoticesTests(Engine engine, Notice.Kind kind, @TempDir Path folder) {
        nodes = Nodes.two(engine, folder);
        this.kind = kind;
    }

    static Stream<Arguments> tables() {
        return Stream.of(Engine.values())
                .flatMap(engine -> Stream.of(Notice.Kind.values()).map(kind -> arguments(engine, kind)));
    }

    private Notices notices(int node) {
        return notices(node, ColumnsOnPaper.sealed());
    }

    private Notices notices(int node, SealedColumns columns) {
        var wanted = Set.of("app", "another");
        return new Notices(kind, nodes.database(node), columns, wanted::contains, new SecureRandom(), clock);
    }

    @Test
    void those_who_want_to_be_told_are_due_at_once_on_every_node() {
        notices(0).add("session", "app", "Ann");
        notices(0).add("session", "who is not told", "Ann");
        notices(0).add("session", "who left the list", "Ann");

        assertThat(notices(1).due(2, 10)).singleElement().satisfies(notice -> {
            assertThat(notice.clientId()).isEqualTo("app");
            assertThat(notice.session()).isEqualTo("session");
            assertThat(notice.content()).isEqualTo("Ann");
            assertThat(notice.attempts()).isZero();
        });
    }

    @Test
    void a_person_has_any_name() {
        for (var text : UnusualText.ALL) {
            notices(0).add("session", "app", text);

            var notice = notices(1).due(2, 10).getFirst();
            assertThat(notice.content()).isEqualTo(text);
            notices(0).remove(notice);
        }
    }

    /** The list of clients lets in no longer name ({@code TrustedClientsListTests}). */
    @Test
    void a_client_has_a_name_as_long_as_the_list_lets_it() {
        var longest = "x".repeat(512);
        new Notices(kind, nodes.database(0), ColumnsOnPaper.sealed(), longest::equals, new SecureRandom(), clock)
                .add("session", longest, "Ann");

        assertThat(notices(1).due(2, 10)).extracting(Notice::clientId).containsExactly(longest);
    }

    @Test
    void many_of_one_client_keep_nobody_else_s_waiting() {
        for (var i = 0; i < 20; i++) {
            notices(0).add("session " + i, "app", "Ann");
        }
        clock.pass(Duration.ofSeconds(1));
        notices(0).add("session", "another", "Ann");

        assertThat(notices(1).due(2, 10).stream().map(Notice::clientId))
                .containsExactlyInAnyOrder("app", "app", "another");
        assertThat(notices(1).due(30, 5)).hasSize(5);
    }

    @Test
    void of_many_who_take_a_notice_one_does_and_it_is_nobody_else_s_for_a_while() {
        for (var round = 0; round < 10; round++) {
            notices(0).add("session", "app", "Ann");
            var notice = notices(1).due(2, 10).getFirst();
            var until = clock.instant().plusSeconds(60);

            assertThat(Contenders.successes(20, contender -> notices(contender).take(notice, until)))
                    .as("round " + round)
                    .isEqualTo(1);

            assertThat(notices(1).due(2, 10)).isEmpty();
            clock.pass(Duration.ofSeconds(60));
            var again = notices(1).due(2, 10).getFirst();
            assertThat(again.attempts()).isEqualTo(1);
            notices(0).remove(again);
        }
    }

    @Test
    void one_that_failed_is_due_when_it_is_postponed_to_and_to_the_instant() {
        notices(0).add("session", "app", "Ann");
        var notice = notices(0).due(2, 10).getFirst();

        notices(0).postpone(notice, AT.plusSeconds(2));

        clock.pass(Duration.ofSeconds(2).minusNanos(1_000));
        assertThat(notices(1).due(2, 10)).isEmpty();
        clock.pass(Duration.ofNanos(1_000));
        assertThat(notices(1).due(2, 10)).containsExactly(notice);
    }

    @Test
    void one_that_was_delivered_is_gone() {
        notices(0).add("session", "app", "Ann");
        var notice = notices(0).due(2, 10).getFirst();

        notices(1).remove(notice);

        assertThat(notices(0).due(2, 10)).isEmpty();
        assertThat(notices(0).take(notice, AT)).isFalse();
    }

    @Test
    void one_whose_name_cannot_be_read_is_due_without_it_and_keeps_no_other_waiting() {
        var key = ColumnsOnPaper.sealed(1);
        notices(0, key).add("session", "app", "Ann");
        clock.pass(Duration.ofSeconds(1));
        notices(0).add("another", "app", "Bob");

        assertThat(notices(1).due(2, 10))
                .extracting(Notice::session, Notice::content)
                .containsExactly(tuple("session", ""), tuple("another", "Bob"));
    }

    @Test
    void one_that_nobody_delivers_ends_also_where_a_version_before_wrote_it() {
        clock.pass(Duration.between(clock.instant(), Instant.now()));
        notices(0).add("session", "app", "Ann");
        nodes.database().sql("""
                        insert into %s (id, client_id, session_id, %s, attempts, due_at)
                        values ('before', 'app', 'another', 'Bob', 0, current_timestamp)""".formatted(kind.table(), kind.column())).update();
        var now = Instant.now();
        assertThat(forget(now)).isZero();

        assertThat(forget(now.plus(Duration.ofHours(25)))).isEqualTo(2);
    }

    private int forget(Instant at) {
        return nodes.expiring(1, kind.table(), "id", "ends_at").forget(at, 10);
    }
}
