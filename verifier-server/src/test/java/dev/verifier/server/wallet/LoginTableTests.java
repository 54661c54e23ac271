package dev.verifier.server.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.verifier.server.Contenders;
import dev.verifier.server.Engine;
import dev.verifier.server.Nodes;
import dev.verifier.server.UnusualText;
import dev.verifier.server.key.ColumnsOnPaper;
import dev.verifier.server.token.SubjectsOnPaper;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds of logins that go on, whatever they are kept in, as two nodes see it. */
@ParameterizedClass
@EnumSource(Engine.class)
class LoginTableTests {

    private static final Instant AT = LoginsOnPaper.AT;
    private static final Instant END = AT.plus(Duration.ofMinutes(2));

    @AutoClose
    private final Nodes nodes;

    LoginTableTests(Engine engine, @TempDir Path folder) {
        nodes = Nodes.two(engine, folder);
    }

    private WalletLogins logins(int node) {
        return new WalletLogins(nodes.database(node), ColumnsOnPaper.sealed());
    }

    @Test
    void a_login_is_read_as_it_was_written_on_every_node_by_each_name_it_has() {
        var login = begin("query");
        var kept = new WalletLogins.Kept(login, 0);
        var order = login.order();

        assertThat(logins(1).byId(order.id())).contains(kept);
        assertThat(logins(1).byRequestId(order.requestId())).contains(kept);
        assertThat(logins(1).byState(order.state())).contains(kept);
        assertThat(logins(1).byState(order.id())).isEmpty();
    }

    @Test
    void what_nobody_was_given_finds_nothing_whatever_it_is_made_of() {
        begin("query");

        for (var text : UnusualText.ALL) {
            assertThat(logins(0).byId(text)).isEmpty();
            assertThat(logins(0).byRequestId(text)).isEmpty();
            assertThat(logins(0).byState(text)).isEmpty();
            assertThat(logins(0).completed(text)).isEmpty();
        }
    }

    @Test
    void unusual_texts_and_much_of_them_come_back_as_they_were() {
        for (var text : UnusualText.ALL) {
            var much = text + "x".repeat(300_000) + text;
            var login = begin(much);
            var presented = presented(login, much);

            assertThat(logins(1).byId(login.order().id()))
                    .map(WalletLogins.Kept::login)
                    .contains(login);
            assertThat(logins(0).replace(new WalletLogins.Kept(login, 0), presented))
                    .isTrue();
            assertThat(logins(1).byId(login.order().id()))
                    .map(WalletLogins.Kept::login)
                    .contains(presented);
        }
    }

    @Test
    void that_a_wallet_fetched_its_request_is_a_step_that_one_takes_and_changes_nothing_that_is_sealed() {
        var login = begin("query");
        var before = new WalletLogins.Kept(login, 0);
        var sealed = content(login);

        assertThat(Contenders.successes(20, contender -> logins(contender).fetched(before)))
                .isEqualTo(1);

        var after = logins(1).byId(login.order().id()).orElseThrow();
        assertThat(after).isEqualTo(new WalletLogins.Kept(login.fetchedByWallet(), 1));
        assertThat(content(login)).isEqualTo(sealed);
        assertThat(logins(0).replace(before, presented(login, "answer"))).isFalse();

        var refused = login.fetchedByWallet().refused("code", 3);
        assertThat(logins(0).replace(after, refused)).isTrue();
        assertThat(logins(1).byId(login.order().id()))
                .map(WalletLogins.Kept::login)
                .contains(refused);
    }

    /** A node of the version before says so in the content. */
    @Test
    void that_a_wallet_fetched_its_request_is_read_as_the_version_before_writes_it() {
        var login = begin("query");

        assertThat(logins(0).replace(new WalletLogins.Kept(login, 0), login.fetchedByWallet()))
                .isTrue();

        assertThat(logins(1).byId(login.order().id()))
                .map(WalletLogins.Kept::login)
                .contains(login.fetchedByWallet());
    }

    private String content(WalletLogin login) {
        return nodes.database()
                .sql("select content from wallet_login where id = ?")
                .param(login.order().id())
                .query(String.class)
                .single();
    }

    @Test
    void of_many_who_take_the_same_step_one_does() {
        for (var round = 0; round < 10; round++) {
            var login = begin("query");
            var before = new WalletLogins.Kept(login, 0);

            assertThat(Contenders.successes(
                            20,
                            contender -> logins(contender).replace(before, presented(login, "answer of " + contender))))
                    .as("round " + round)
                    .isEqualTo(1);

            assertThat(logins(1).byId(login.order().id()))
                    .map(WalletLogins.Kept::version)
                    .contains(1);
        }
    }

    @Test
    void of_many_who_complete_a_login_while_it_is_cancelled_one_has_its_way() {
        for (var round = 0; round < 10; round++) {
            var login = begin("query");
            var presented = presented(login, "Ann");
            logins(0).replace(new WalletLogins.Kept(login, 0), presented);
            var before = new WalletLogins.Kept(presented, 1);

            assertThat(Contenders.successes(
                            20,
                            contender -> logins(contender)
                                    .replace(
                                            before,
                                            contender % 3 == 0 ? presented.completed() : presented.ended("cancelled"))))
                    .as("round " + round)
                    .isEqualTo(1);
        }
    }

    @Test
    void those_that_completed_are_found_by_what_was_asked() {
        var login = begin("query");
        var other = begin("another query");
        begin("query");
        for (var each : List.of(login, other)) {
            var presented = presented(each, "Ann");
            logins(0).replace(new WalletLogins.Kept(each, 0), presented);
            logins(0).replace(new WalletLogins.Kept(presented, 1), presented.completed());
        }

        assertThat(logins(1).completed("query"))
                .extracting(kept -> kept.login().order())
                .containsExactly(login.order());
    }

    @Test
    void a_login_that_awaits_a_code_is_not_completed_by_a_word_in_its_row() {
        var login = begin("query");
        var awaiting = login.awaiting(
                MatchCode.of(login.order(), "code"),
                SubjectsOnPaper.with(Map.of("name", "Ann"), END),
                new WalletLogin.Answered(AT, Digest.of("code")),
                Duration.ofMinutes(2));
        logins(0).replace(new WalletLogins.Kept(login, 0), awaiting);
        assertThat(logins(1).byId(login.order().id()))
                .map(WalletLogins.Kept::login)
                .contains(awaiting);

        nodes.database().sql("update wallet_login set phase = 'COMPLETED'").update();

        assertThatIllegalStateException().isThrownBy(() -> logins(1).completed("query"));
        assertThatIllegalStateException()
                .isThrownBy(() -> logins(1).byId(login.order().id()));
    }

    @Test
    void a_login_is_found_by_none_of_its_names_that_somebody_changed_in_its_row() {
        var login = begin("query");
        var presented = presented(login, "Ann");
        logins(0).replace(new WalletLogins.Kept(login, 0), presented);
        logins(0).replace(new WalletLogins.Kept(presented, 1), presented.completed());
        var other = LoginsOnPaper.order("another query");
        nodes.database()
                .sql("update wallet_login set request_id = ?, state = ?, query_digest = ?")
                .params(other.requestId(), other.state(), Digest.of(other.query()))
                .update();

        assertThat(logins(1).byRequestId(other.requestId())).isEmpty();
        assertThat(logins(1).byState(other.state())).isEmpty();
        assertThat(logins(1).completed(other.query())).isEmpty();
    }

    @Test
    void a_login_that_the_version_before_wrote_goes_on() {
        var login = begin("query");
        var before = ColumnsOnPaper.sealed()
                .of("wallet_login.content")
                .written(login.order().id(), login);
        nodes.database()
                .sql("update wallet_login set content = ?")
                .param(before)
                .update();

        assertThat(logins(1).byId(login.order().id()))
                .map(WalletLogins.Kept::login)
                .contains(login);
    }

    @Test
    void those_that_wait_count_until_they_end_and_to_the_instant() {
        var login = begin("query");
        begin("query");
        assertThat(logins(1).open(END.minusNanos(1_000))).isEqualTo(2);

        logins(0).replace(new WalletLogins.Kept(login, 0), presented(login, "Ann"));

        assertThat(logins(1).open(END.minusNanos(1_000))).isEqualTo(1);
        assertThat(logins(1).open(END)).isZero();
    }

    @Test
    void one_that_ended_is_forgotten_by_one_of_many() {
        for (var i = 0; i < 50; i++) {
            begin("query");
        }
        assertThat(forget(0, END, 100)).isEmpty();

        var forgotten = Contenders.outcomes(8, contender -> forget(contender, END.plusSeconds(1), 100)).stream()
                .flatMap(List::stream)
                .toList();

        assertThat(forgotten).hasSize(50).doesNotHaveDuplicates();
    }

    @Test
    void no_more_are_forgotten_at_once_than_asked_and_the_oldest_first() {
        begin("query", END.plusSeconds(1));
        var oldest = begin("query", END);
        begin("query", END.plusSeconds(2));

        assertThat(forget(1, END.plusSeconds(60), 1)).containsExactly(oldest);
        assertThat(forget(1, END.plusSeconds(60), 5)).hasSize(2);
    }

    private List<WalletLogin> forget(int node, Instant at, int most) {
        return nodes.transactions(node).execute(_ -> logins(node).forget(at, most)).stream()
                .flatMap(row -> logins(node).readable(row).stream())
                .toList();
    }

    private WalletLogin.Requested begin(String query) {
        return begin(query, END);
    }

    private WalletLogin.Requested begin(String query, Instant end) {
        var order = LoginsOnPaper.order(query);
        var login = new WalletLogin.Requested(order, end, false, 0, null);
        logins(0).add(login);
        return login;
    }

    private static WalletLogin.Presented presented(WalletLogin.Requested login, String name) {
        return login.presented(
                SubjectsOnPaper.with(Map.of("name", name), END),
                new WalletLogin.Answered(AT, Digest.of("code")),
                Duration.ofMinutes(2),
                WalletFlow.CROSS_DEVICE);
    }
}
