package dev.verifier.server.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.server.Engine;
import dev.verifier.server.StoppedClock;
import dev.verifier.server.authorize.ClientRedirect;
import dev.verifier.server.configuration.Capacity;
import dev.verifier.server.key.ColumnsOnPaper;
import dev.verifier.server.profile.CredentialProfiles;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

@ParameterizedClass
@EnumSource(Engine.class)
class OpenLoginsTests {

    private static final Instant AT = Instant.parse("2026-11-21T12:00:00Z");
    private static final Duration LIFE = Duration.ofMinutes(2);

    private final Engine engine;

    @TempDir
    private Path folder;

    private final StoppedClock clock = new StoppedClock(AT);
    private WalletLogins logins;

    OpenLoginsTests(Engine engine) {
        this.engine = engine;
    }

    @BeforeEach
    void open() {
        logins = new WalletLogins(JdbcClient.create(engine.migrated(folder)), ColumnsOnPaper.sealed());
    }

    @Test
    void no_more_are_let_in_than_there_is_room_for_also_within_the_second_of_a_count() {
        var open = new OpenLogins(new Capacity(2), logins, clock);

        assertThat(open.admitOne()).isTrue();
        assertThat(open.admitOne()).isTrue();
        assertThat(open.admitOne()).isFalse();
    }

    @Test
    void what_other_nodes_let_in_counts_a_second_later() {
        var open = new OpenLogins(new Capacity(2), logins, clock);
        assertThat(open.admitOne()).isTrue();
        begin("one");
        begin("of another node");

        assertThat(open.admitOne()).as("not counted yet").isTrue();
        clock.pass(Duration.ofSeconds(1));
        assertThat(open.admitOne()).isFalse();
    }

    @Test
    void there_is_room_again_once_those_who_waited_are_gone() {
        begin("one");
        var open = new OpenLogins(new Capacity(1), logins, clock);
        assertThat(open.admitOne()).isFalse();

        clock.pass(LIFE);
        assertThat(open.admitOne()).isTrue();
    }

    private void begin(String id) {
        var order = new LoginOrder(
                id,
                "request of " + id,
                "state of " + id,
                "nonce",
                "browser",
                "client",
                Set.of(),
                Asked.of(CredentialProfiles.readyMade().all().subList(0, 1)),
                new Manner("us", null, null, null),
                ClientRedirect.of("https://app.example/callback", null, null),
                "query",
                false,
                null,
                null,
                AT);
        logins.add(new WalletLogin.Requested(order, AT.plus(LIFE), false, 0, null));
    }
}
