package dev.verifier.server.grant;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds of grants whatever they are kept in, as two nodes see it. */
@ParameterizedClass
@EnumSource(Engine.class)
class GrantTableTests {

    private static final Instant AT = Instant.parse("2026-11-22T12:00:00Z");

    @AutoClose
    private final Nodes nodes;

    GrantTableTests(Engine engine, @TempDir Path folder) {
        nodes = Nodes.two(engine, folder);
    }

    private GrantTable table(int node) {
        return new GrantTable(nodes.database(node), ColumnsOnPaper.sealed());
    }

    @Test
    void a_grant_is_read_as_it_was_written_on_every_node_by_each_name_it_has() {
        var content = content("session", "code", token(7, 1));
        table(0).insert("grant", "registration", content);

        var expected = new GrantTable.Row("grant", 0, "registration", content);
        assertThat(table(1).byId("grant")).contains(expected);
        assertThat(table(1).byCode("code")).contains(expected);
        assertThat(table(1).byRefreshToken(token(7, 1))).contains(expected);
        assertThat(table(1).byRefreshToken(token(7, 2)))
                .as("the family is what it is found by")
                .contains(expected);
    }

    @Test
    void what_nobody_was_given_finds_nothing_whatever_it_is_made_of() {
        table(0).insert("grant", "registration", content("session", "code", token(7, 1)));

        for (var text : UnusualText.ALL) {
            assertThat(table(0).byCode(text)).isEmpty();
            assertThat(table(0).byRefreshToken(text)).isEmpty();
        }
    }

    @Test
    void unusual_texts_and_much_of_them_come_back_as_they_were() {
        for (var text : UnusualText.ALL) {
            var much = text + "x".repeat(300_000) + text;
            var id = "grant " + UnusualText.ALL.indexOf(text);
            var content = content("session", id, null, Map.of("nonce", much));
            table(0).insert(id, "registration", content);

            assertThat(table(1).byId(id)).map(GrantTable.Row::content).contains(content);
        }
    }

    @Test
    void of_many_who_write_over_the_same_version_one_succeeds() {
        for (var round = 0; round < 10; round++) {
            var number = round;
            var id = "grant " + round;
            table(0).insert(id, "registration", content("session", id, null));

            var successes = Contenders.successes(
                    20,
                    contender ->
                            table(contender).update(id, 0, content("of " + contender, id, token(number, contender))));

            assertThat(successes).as("round " + round).isEqualTo(1);
            assertThat(table(1).byId(id)).map(GrantTable.Row::version).contains(1);
        }
    }

    @Test
    void whoever_read_what_is_no_more_so_writes_nothing() {
        table(0).insert("grant", "registration", content("session", "code", token(7, 1)));
        assertThat(table(1).update("grant", 0, content("session", "code", token(7, 2))))
                .isTrue();

        assertThat(table(0).update("grant", 0, content("session", "code", token(7, 3))))
                .isFalse();
        assertThat(table(0).update("grant", 2, content("session", "code", token(7, 3))))
                .isFalse();
        assertThat(table(0).update("another", 0, content("session", "another", null)))
                .isFalse();

        assertThat(table(0).byId("grant").orElseThrow().content().refresh())
                .isEqualTo(content("session", "code", token(7, 2)).refresh());
    }

    @Test
    void of_many_who_end_a_grant_one_ends_it_and_nobody_writes_it_any_more() {
        table(0).insert("grant", "registration", content("session", "code", token(7, 1)));

        assertThat(Contenders.successes(20, contender -> table(contender).delete("grant")))
                .isEqualTo(1);
        assertThat(table(0).update("grant", 0, content("session", "code", token(7, 2))))
                .isFalse();
        assertThat(table(1).byCode("code")).isEmpty();
    }

    /** Who ends it while others refresh: either they were first and it is gone afterwards, or they were late. */
    @Test
    void a_grant_that_somebody_ends_while_others_write_it_is_gone() {
        for (var round = 0; round < 10; round++) {
            var number = round;
            var id = "grant " + round;
            table(0).insert(id, "registration", content("session", id, null));

            var successes = Contenders.successes(
                    10,
                    contender -> contender == 0
                            ? table(0).delete(id)
                            : table(contender).update(id, 0, content("session", id, token(number, contender))));

            assertThat(successes).isBetween(1L, 2L);
            assertThat(table(1).byId(id)).isEmpty();
        }
    }

    @Test
    void with_a_session_end_all_its_grants_and_no_others() {
        for (var i : IntStream.range(0, 4).toArray()) {
            table(0).insert("grant " + i, "registration", content(i < 3 ? "session" : "another", "code " + i, null));
        }
        table(0).insert("older", "registration", content(null, "older", null));

        table(1).deleteOfSession("session");

        assertThat(IntStream.range(0, 4).filter(i -> table(0).byId("grant " + i).isPresent()))
                .containsExactly(3);
        assertThat(table(0).byId("older")).isPresent();
    }

    @Test
    void it_is_kept_until_it_ends_and_to_the_instant() {
        table(0).insert("grant", "registration", content("session", "code", null));
        var end = AT.plus(Duration.ofMinutes(1));

        forget(end);
        assertThat(table(0).byId("grant")).isPresent();
        forget(end.plusNanos(1_000));
        assertThat(table(0).byId("grant")).isEmpty();
    }

    private int forget(Instant at) {
        return nodes.expiring(1, "authorization_grant", "id", "ends_at").forget(at, 100);
    }

    /** One of a grant's refresh tokens: its family, and its secret. */
    private static String token(int grant, int number) {
        return "%024d%043d".formatted(grant, number);
    }

    private static GrantContent content(@Nullable String session, String code, @Nullable String refreshToken) {
        return content(session, code, refreshToken, Map.of());
    }

    private static GrantContent content(
            @Nullable String session, String code, @Nullable String refreshToken, Map<String, String> parameters) {
        return new GrantContent(
                "http://localhost:9000/oidc/authorize",
                "https://app.example/callback",
                Set.of("openid"),
                "state",
                parameters,
                SubjectsOnPaper.with(Map.of("email", "ann@acme.example"), AT.plus(Duration.ofDays(1))),
                AT,
                session,
                null,
                remembered(code),
                null,
                null,
                refreshToken == null ? null : family(refreshToken),
                null);
    }

    private static RefreshFamily family(String refreshToken) {
        return new RefreshFamily(
                Objects.requireNonNull(RefreshFamily.nameIn(refreshToken)), remembered(refreshToken), null);
    }

    private static RememberedToken remembered(String token) {
        return new RememberedToken(TokenDigest.ofPresented(token), AT, AT.plus(Duration.ofMinutes(1)), false);
    }
}
