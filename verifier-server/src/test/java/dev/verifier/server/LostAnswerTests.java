package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.server.LastingClient.Tokens;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** RL-50: a proxy loses each fifth answer, and who did not get one asks again. */
@Timeout(120)
class LostAnswerTests {

    private static final int ROUNDS = 40;

    private final World world = new World();
    private final LastingClient portal = LastingClient.confidential(world, "authorization_code, refresh_token");

    @TempDir
    private Path data;

    @Test
    void a_code_leads_to_one_success_and_then_to_a_no_and_leaves_nothing_open() {
        through((http, direct, cable) -> {
            var lost = 0;
            for (var round = 0; round < ROUNDS; round++) {
                cable.mend();
                var code = portal.code(direct, portal.request());
                if (round % 5 == 4) {
                    cable.loseEach(1);
                }
                var first = heard(() -> portal.redeem(http, code));
                cable.mend();
                if (first.isPresent()) {
                    assertThat(first.get().status()).as(first.get().body()).isEqualTo(200);
                    continue;
                }
                lost++;
                var second = portal.redeem(http, code);
                assertThat(second.status()).isEqualTo(400);
                assertThat(second.json().get("error").asString()).isEqualTo("invalid_grant");
            }
            assertThat(lost).isEqualTo(ROUNDS / 5);
            return ROUNDS - lost;
        });
    }

    /** RL-02 beside it: what was lost of a refresh is given again, and nobody is signed out by a proxy. */
    @Test
    void a_family_goes_on_however_often_its_client_has_to_ask_again() {
        through((http, direct, cable) -> {
            var tokens = portal.signIn(direct);
            cable.loseEach(5);
            var lost = 0;
            for (var round = 0; round < ROUNDS; round++) {
                var refresh = tokens.refresh();
                var answer = heard(() -> portal.refresh(http, refresh));
                while (answer.isEmpty()) {
                    lost++;
                    answer = heard(() -> portal.refresh(http, refresh));
                }
                tokens = Tokens.of(answer.get());
            }
            assertThat(lost).isPositive();
            cable.mend();
            assertThat(portal.sees(direct, tokens.refresh())).isTrue();
            return 1;
        });
    }

    @FunctionalInterface
    private interface Story {

        /** How many grants are left open. */
        int tell(Http throughTheProxy, Http direct, Cable cable);
    }

    private void through(Story story) {
        try (var server = RunningServer.start(data, world.arguments());
                var cable = new Cable(server.port())) {
            var left = story.tell(new Http(cable.port()), server.http(), cable);

            assertThat(server.context()
                            .getBean(JdbcClient.class)
                            .sql("select count(*) from authorization_grant")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(left);
        }
    }

    /** An answer, where one came. */
    private static Optional<Http.Answer> heard(Supplier<Http.Answer> call) {
        try {
            return Optional.of(call.get());
        } catch (AssertionError e) {
            return Optional.empty();
        }
    }
}
