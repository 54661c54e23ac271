package dev.verifier.server.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.server.Contenders;
import dev.verifier.server.Engine;
import dev.verifier.server.Nodes;
import dev.verifier.server.UnusualText;
import dev.verifier.server.key.ColumnsOnPaper;
import dev.verifier.server.request.AskedParameters.Kept;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds of requests that wait, whatever they are kept in, as two nodes see it. */
@ParameterizedClass
@EnumSource(Engine.class)
class PushedRequestsTests {

    private static final Instant END = Instant.parse("2026-11-22T12:00:00Z");
    private static final Instant LAST = END.minusNanos(1_000);

    private final SecureRandom random = new SecureRandom();

    @AutoClose
    private final Nodes nodes;

    PushedRequestsTests(Engine engine, @TempDir Path folder) {
        nodes = Nodes.two(engine, folder);
    }

    private PushedRequests requests(int node) {
        return new PushedRequests(nodes.database(node), ColumnsOnPaper.sealed(), random);
    }

    private int forget(Instant at) {
        return nodes.expiring(1, "pushed_request", "digest", "ends_at").forget(at, 100);
    }

    private Kept push() {
        return Objects.requireNonNull(
                requests(0).add(Map.of("client_id", "app"), END).kept());
    }

    @Test
    void a_request_is_found_by_its_name_until_it_ends_and_to_the_instant() {
        var kept = push();

        assertThat(requests(1).find(kept.uri(), LAST))
                .contains(new AskedParameters(Map.of("client_id", "app"), new Kept(kept.uri(), null)));
        assertThat(requests(1).find(kept.uri(), END)).isEmpty();
        assertThat(requests(1).find(kept.uri() + "x", LAST)).isEmpty();

        forget(END);
        assertThat(requests(0).find(kept.uri(), LAST)).isPresent();
        forget(END.plusNanos(1_000));
        assertThat(requests(0).find(kept.uri(), LAST)).isEmpty();
    }

    @Test
    void unusual_texts_and_much_of_them_come_back_as_they_were_and_name_nothing() {
        for (var text : UnusualText.ALL) {
            var values = Map.of("state", text, "nonce", text + "x".repeat(300_000) + text);

            var kept = Objects.requireNonNull(requests(0).add(values, END).kept());

            assertThat(requests(1).find(kept.uri(), LAST))
                    .map(AskedParameters::values)
                    .contains(values);
            assertThat(requests(1).find(PushedRequests.PREFIX + text, LAST)).isEmpty();
        }
    }

    @Test
    void of_many_who_take_a_request_one_does() {
        for (var round = 0; round < 10; round++) {
            var kept = push();

            assertThat(Contenders.successes(20, contender -> requests(contender).take(kept, "login " + contender, END)))
                    .as("round " + round)
                    .isEqualTo(1);

            assertThat(requests(1).take(kept, "late", END)).isFalse();
        }
    }

    @Test
    void whoever_found_it_taken_takes_it_over_from_that_one_only() {
        var kept = push();
        assertThat(requests(0).take(kept, "first", END)).isTrue();
        var taken = requests(1).find(kept.uri(), LAST).orElseThrow().kept();

        assertThat(taken).isEqualTo(new Kept(kept.uri(), "first"));
        assertThat(Contenders.successes(
                        20,
                        contender -> requests(contender)
                                .take(Objects.requireNonNull(taken), "next " + contender, END.plusSeconds(60))))
                .isEqualTo(1);
        assertThat(requests(1).find(kept.uri(), END))
                .as("as long as that one may")
                .isPresent();
    }

    @Test
    void what_is_gone_is_taken_by_nobody() {
        var kept = push();
        forget(END.plusSeconds(1));

        assertThat(requests(0).take(kept, "login", END.plusSeconds(60))).isFalse();
    }
}
