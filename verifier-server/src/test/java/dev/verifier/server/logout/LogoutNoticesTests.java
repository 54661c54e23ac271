package dev.verifier.server.logout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.server.Contenders;
import dev.verifier.server.Engine;
import dev.verifier.server.Nodes;
import dev.verifier.server.StoppedClock;
import dev.verifier.server.UnusualText;
import dev.verifier.server.client.ClientsOnPaper;
import dev.verifier.server.client.TrustedClients;
import dev.verifier.server.key.ColumnsOnPaper;
import dev.verifier.server.session.SessionClient;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds of notices that wait, whatever they are kept in, as two nodes see it. */
@ParameterizedClass
@EnumSource(Engine.class)
class LogoutNoticesTests {

    private static final Instant AT = Instant.parse("2026-11-22T12:00:00Z");
    private static final TrustedClients CLIENTS = ClientsOnPaper.of("""
            clients:
              - clientId: "app"
                redirectUris: ["https://app.example/callback"]
                scopes: ["openid_learcredential"]
                clientAuthenticationMethods: ["none"]
                authorizationGrantTypes: ["authorization_code"]
                requireProofKey: true
                backchannelLogoutUri: "https://app.example/logout"
              - clientId: "another"
                redirectUris: ["https://another.example/callback"]
                scopes: ["openid_learcredential"]
                clientAuthenticationMethods: ["none"]
                authorizationGrantTypes: ["authorization_code"]
                requireProofKey: true
                backchannelLogoutUri: "https://another.example/logout"
              - clientId: "who is not told"
                redirectUris: ["https://quiet.example/callback"]
                scopes: ["openid_learcredential"]
                clientAuthenticationMethods: ["none"]
                authorizationGrantTypes: ["authorization_code"]
                requireProofKey: true
            """);

    private final Engine engine;
    private final StoppedClock clock = new StoppedClock(AT);

    @TempDir
    private Path folder;

    private Nodes nodes = new Nodes(List.of());

    LogoutNoticesTests(Engine engine) {
        this.engine = engine;
    }

    @BeforeEach
    void open() {
        nodes = Nodes.two(engine, folder);
    }

    @AfterEach
    void close() {
        nodes.close();
    }

    private LogoutNotices notices(int node) {
        return new LogoutNotices(nodes.database(node), ColumnsOnPaper.sealed(), CLIENTS, new SecureRandom(), clock);
    }

    @Test
    void those_who_want_to_be_told_are_due_at_once_on_every_node() {
        notices(0).add("session", new SessionClient("app", "Ann"));
        notices(0).add("session", new SessionClient("who is not told", "Ann"));
        notices(0).add("session", new SessionClient("who left the list", "Ann"));

        assertThat(notices(1).due(2, 10)).singleElement().satisfies(notice -> {
            assertThat(notice.clientId()).isEqualTo("app");
            assertThat(notice.session()).isEqualTo("session");
            assertThat(notice.subject()).isEqualTo("Ann");
            assertThat(notice.attempts()).isZero();
        });
    }

    @Test
    void a_person_has_any_name() {
        for (var text : UnusualText.ALL) {
            notices(0).add("session", new SessionClient("app", text));

            var notice = notices(1).due(2, 10).getFirst();
            assertThat(notice.subject()).isEqualTo(text);
            notices(0).remove(notice);
        }
    }

    @Test
    void many_of_one_client_keep_nobody_else_s_waiting() {
        for (var i = 0; i < 20; i++) {
            notices(0).add("session " + i, new SessionClient("app", "Ann"));
        }
        clock.pass(Duration.ofSeconds(1));
        notices(0).add("session", new SessionClient("another", "Ann"));

        assertThat(notices(1).due(2, 10).stream().map(LogoutNotice::clientId))
                .containsExactlyInAnyOrder("app", "app", "another");
        assertThat(notices(1).due(30, 5)).hasSize(5);
    }

    @Test
    void of_many_who_take_a_notice_one_does_and_it_is_nobody_else_s_for_a_while() {
        for (var round = 0; round < 10; round++) {
            notices(0).add("session", new SessionClient("app", "Ann"));
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
        notices(0).add("session", new SessionClient("app", "Ann"));
        var notice = notices(0).due(2, 10).getFirst();

        notices(0).postpone(notice, AT.plusSeconds(2));

        clock.pass(Duration.ofSeconds(2).minusNanos(1_000));
        assertThat(notices(1).due(2, 10)).isEmpty();
        clock.pass(Duration.ofNanos(1_000));
        assertThat(notices(1).due(2, 10)).containsExactly(notice);
    }

    @Test
    void one_that_was_delivered_is_gone() {
        notices(0).add("session", new SessionClient("app", "Ann"));
        var notice = notices(0).due(2, 10).getFirst();

        notices(1).remove(notice);

        assertThat(notices(0).due(2, 10)).isEmpty();
        assertThat(notices(0).take(notice, AT)).isFalse();
    }
}
