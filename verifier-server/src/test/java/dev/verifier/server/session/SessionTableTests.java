package dev.verifier.server.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verifier.server.Contenders;
import dev.verifier.server.Engine;
import dev.verifier.server.Nodes;
import dev.verifier.server.UnusualText;
import dev.verifier.server.key.ColumnsOnPaper;
import dev.verifier.server.token.SubjectsOnPaper;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.node.ObjectNode;

/** What holds of browser sessions whatever they are kept in, as two nodes see it. */
@ParameterizedClass
@EnumSource(Engine.class)
class SessionTableTests {

    private static final Instant AT = Instant.parse("2026-11-22T12:00:00Z");
    private static final Instant END = AT.plus(Duration.ofHours(12));

    @AutoClose
    private final Nodes nodes;

    SessionTableTests(Engine engine, @TempDir Path folder) {
        nodes = Nodes.two(engine, folder);
    }

    private SessionTable table(int node) {
        return new SessionTable(nodes.database(node), ColumnsOnPaper.sealed());
    }

    @Test
    void a_session_is_read_as_it_was_written_by_its_secret_and_by_its_name() {
        var session = session("session", "Ann");
        assertThat(table(0).add(session, "digest")).isTrue();

        assertThat(table(1).bySecret("digest", AT)).contains(session);
        assertThat(table(1).byId("session", AT)).contains(session);
        assertThat(table(1).bySecret("another", AT)).isEmpty();
        assertThat(table(1).byId("another", AT)).isEmpty();
    }

    @Test
    void unusual_texts_and_much_of_them_come_back_as_they_were() {
        for (var text : UnusualText.ALL) {
            var id = "session " + UnusualText.ALL.indexOf(text);
            var session = session(id, text + "x".repeat(300_000) + text);
            table(0).add(session, id);

            assertThat(table(1).byId(id, AT)).contains(session);
            assertThat(table(0).renew(session(id, text), id, "new " + id)).isTrue();
            assertThat(table(1).bySecret("new " + id, AT)).contains(session(id, text));
        }
    }

    @Test
    void it_answers_until_it_ends_and_to_the_instant() {
        table(0).add(session("session", "Ann"), "digest");
        var last = END.minusNanos(1_000);

        assertThat(table(1).bySecret("digest", last)).isPresent();
        assertThat(table(1).byId("session", last)).isPresent();
        assertThat(table(1).after("", last, 10)).containsExactly("session");
        assertThat(table(1).bySecret("digest", END)).isEmpty();
        assertThat(table(1).byId("session", END)).isEmpty();
        assertThat(table(1).after("", END, 10)).isEmpty();

        forget(END);
        assertThat(table(0).remove("session")).isTrue();
    }

    @Test
    void what_has_ended_is_forgotten_with_its_clients() {
        table(0).add(session("session", "Ann"), "digest");
        table(0).join("session", "app", "Ann", Set.of());

        forget(END.plusNanos(1_000));

        assertThat(table(0).clients("session")).isEmpty();
        assertThat(table(0).remove("session")).isFalse();
    }

    @Test
    void a_session_begins_with_its_first_client_or_not_at_all() {
        var successes = Contenders.successes(20, this::begins);

        assertThat(successes).isEqualTo(1);
        assertThat(table(1).clients("session")).hasSize(1);
        var client = table(1).clients("session").getFirst().clientId();
        assertThat(table(1).bySecret("digest of " + client, AT)).isPresent();
        assertThat(table(1).consented("session", client)).containsExactly("openid");
    }

    private boolean begins(int contender) {
        var client = "app " + contender;
        try {
            nodes.transactions(contender)
                    .executeWithoutResult(_ -> new SessionTable(nodes.database(contender), ColumnsOnPaper.sealed())
                            .add(
                                    session("session", "Ann"),
                                    "digest of " + client,
                                    new SessionClient(client, "Ann"),
                                    Set.of("openid")));
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    @Test
    void of_many_who_begin_the_same_session_one_does() {
        var successes = Contenders.successes(
                20, contender -> table(contender).add(session("session", "Ann"), "digest " + contender));

        assertThat(successes).isEqualTo(1);
    }

    @Test
    void of_many_who_go_on_with_a_session_by_the_same_secret_one_has_the_next() {
        var secret = "secret";
        table(0).add(session("session", "Ann"), secret);

        for (var round = 0; round < 10; round++) {
            var old = secret;
            var next = "secret " + round + "-";
            var renewed = Contenders.outcomes(
                    20, contender -> table(contender).renew(session("session", "Ann"), old, next + contender));

            assertThat(renewed).as("round " + round).containsOnlyOnce(true);
            secret = next + renewed.indexOf(true);
            assertThat(table(1).bySecret(old, AT)).isEmpty();
            assertThat(table(1).bySecret(secret, AT)).isPresent();
        }
    }

    @Test
    void a_secret_opens_no_session_that_somebody_put_under_it() {
        table(0).add(session("session", "Ann"), "Ann's");
        database()
                .sql("update browser_session set secret_digest = ?")
                .param("Eve's")
                .update();

        assertThatIllegalStateException().isThrownBy(() -> table(1).bySecret("Eve's", AT));
    }

    @Test
    void a_session_that_the_version_before_wrote_goes_on() {
        var session = session("session", "Ann");
        table(0).add(session, "digest");
        var column = ColumnsOnPaper.sealed().of("browser_session.content");
        var content = column.read(
                "session",
                database()
                        .sql("select content from browser_session")
                        .query(String.class)
                        .single(),
                ObjectNode.class);
        content.remove("beside");
        database()
                .sql("update browser_session set content = ?")
                .param(column.written("session", content))
                .update();

        assertThat(table(1).bySecret("digest", AT)).contains(session);
    }

    private JdbcClient database() {
        return nodes.database();
    }

    @Test
    void a_client_that_comes_while_a_session_ends_waits_and_does_not_join_what_is_over() throws Exception {
        table(0).add(session("session", "Ann"), "digest");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var joined = nodes.transactions(0).execute(_ -> {
                assertThat(table(0).hold("session")).isTrue();
                var joins = threads.submit(() -> table(1).join("session", "app", "Ann", Set.of()));
                assertThatThrownBy(() -> joins.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
                assertThat(table(0).clients("session")).isEmpty();
                assertThat(table(0).remove("session")).isTrue();
                return joins;
            });

            assertThat(joined.get(10, TimeUnit.SECONDS)).isFalse();
        }
        assertThat(table(0).hold("session")).isFalse();
    }

    @Test
    void of_many_who_end_a_session_one_ends_it() {
        table(0).add(session("session", "Ann"), "digest");

        assertThat(Contenders.successes(20, contender -> table(contender).remove("session")))
                .isEqualTo(1);
        assertThat(table(1).renew(session("session", "Ann"), "digest", "another"))
                .isFalse();
    }

    @Test
    void many_tabs_at_one_client_are_one_client() {
        table(0).add(session("session", "Ann"), "digest");

        assertThat(Contenders.successes(
                        20, contender -> table(contender).join("session", "app", "Ann", Set.of("openid"))))
                .isEqualTo(20);

        assertThat(table(1).clients("session")).containsExactly(new SessionClient("app", "Ann"));
        assertThat(table(1).consented("session", "app")).containsExactly("openid");
    }

    @Test
    void clients_are_in_a_session_under_any_name_and_never_in_one_that_ended() {
        table(0).add(session("session", "Ann"), "digest");
        for (var text : UnusualText.ALL) {
            assertThat(table(0).join("session", "app", text, Set.of())).isTrue();

            assertThat(table(1).clients("session")).containsExactly(new SessionClient("app", text));
        }
        table(1).remove("session");

        assertThat(table(0).join("session", "app", "Ann", Set.of())).isFalse();
        assertThat(table(0).clients("session")).isEmpty();
    }

    @Test
    void what_was_agreed_to_can_be_forgotten_for_all_clients() {
        table(0).add(session("session", "Ann"), "digest");
        table(0).join("session", "app", "Ann", Set.of("openid", "email"));
        table(0).join("session", "another", "Ann", Set.of("openid"));
        assertThat(table(1).consented("session", "app")).containsExactlyInAnyOrder("openid", "email");

        table(1).forgetConsents("session");

        assertThat(table(0).consented("session", "app")).isEmpty();
        assertThat(table(0).consented("session", "another")).isEmpty();
        assertThat(table(0).clients("session")).hasSize(2);
    }

    @Test
    void sessions_come_in_an_order_each_once() {
        for (var i = 0; i < 7; i++) {
            table(0).add(session("session " + i, "Ann"), "digest " + i);
        }

        assertThat(table(1).after("", AT, 3)).containsExactly("session 0", "session 1", "session 2");
        assertThat(table(1).after("session 2", AT, 3)).containsExactly("session 3", "session 4", "session 5");
        assertThat(table(1).after("session 5", AT, 3)).containsExactly("session 6");
    }

    private int forget(Instant at) {
        return nodes.expiring(1, "browser_session", "id", "ends_at").forget(at, 100);
    }

    private static BrowserSession session(String id, String name) {
        return new BrowserSession(id, SubjectsOnPaper.with(Map.of("name", name), END), AT, END);
    }
}
