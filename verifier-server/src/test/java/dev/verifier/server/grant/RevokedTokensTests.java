package dev.verifier.server.grant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.server.Contenders;
import dev.verifier.server.Engine;
import dev.verifier.server.Nodes;
import dev.verifier.server.UnusualText;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.security.oauth2.jwt.Jwt;

/** What holds of tokens that were taken back, whatever that is kept in. */
@ParameterizedClass
@EnumSource(Engine.class)
class RevokedTokensTests {

    private static final Instant END = Instant.parse("2026-11-22T12:00:00Z");

    @AutoClose
    private final Nodes nodes;

    RevokedTokensTests(Engine engine, @TempDir Path folder) {
        nodes = Nodes.two(engine, folder);
    }

    private RevokedTokens revoked(int node) {
        return new RevokedTokens(nodes.database(node));
    }

    @Test
    void what_many_take_back_at_once_is_taken_back_on_every_node() {
        assertThat(revoked(1).contains(token("id"))).isFalse();

        Contenders.successes(20, contender -> {
            revoked(contender).add(token("id"));
            return true;
        });

        assertThat(revoked(0).contains(token("id"))).isTrue();
        assertThat(revoked(1).contains(token("id"))).isTrue();
        assertThat(revoked(1).contains(token("another"))).isFalse();
    }

    @Test
    void it_is_known_by_its_id_whatever_that_is_made_of() {
        for (var id : UnusualText.ALL) {
            revoked(0).add(token(id + "."));

            assertThat(revoked(1).contains(token(id + "."))).isTrue();
            assertThat(revoked(1).contains(token(id + ":"))).isFalse();
        }
    }

    @Test
    void it_is_remembered_until_the_token_ends_and_to_the_instant() {
        revoked(0).add(token("id"));

        forget(END);
        assertThat(revoked(0).contains(token("id"))).isTrue();
        forget(END.plusNanos(1_000));
        assertThat(revoked(0).contains(token("id"))).isFalse();
    }

    private int forget(Instant at) {
        return nodes.expiring(1, "revoked_token", "digest", "worthless_from").forget(at, 100);
    }

    private static Jwt token(String id) {
        return Jwt.withTokenValue("token")
                .header("alg", "ES256")
                .jti(id)
                .expiresAt(END)
                .build();
    }
}
