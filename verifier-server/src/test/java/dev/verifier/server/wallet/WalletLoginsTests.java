package dev.verifier.server.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.server.VerifierTest;
import dev.verifier.server.World;
import dev.verifier.server.authorize.ClientRedirect;
import dev.verifier.server.configuration.Capacity;
import dev.verifier.server.configuration.VerifierProperties.Login.CrossDevice;
import dev.verifier.server.key.SealedColumns;
import dev.verifier.server.profile.CredentialProfiles;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.node.ObjectNode;

/** The table of logins. */
@VerifierTest
class WalletLoginsTests {

    private static final World WORLD = new World();
    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

    @DynamicPropertySource
    static void world(DynamicPropertyRegistry registry) {
        WORLD.describe(registry);
    }

    @Autowired
    private WalletLogins logins;

    @Autowired
    private JdbcClient database;

    @Autowired
    private SealedColumns columns;

    private WalletLogin.Requested login(String id, Instant endsAt) {
        var back = ClientRedirect.of("https://app.example/callback", null, null);
        var order = new LoginOrder(
                id,
                "request " + id,
                "state " + id,
                "nonce",
                "browser",
                "client",
                Set.of(),
                Asked.of(CredentialProfiles.readyMade().all().subList(0, 1)),
                new Manner("us", null, null, null),
                back,
                "query",
                false,
                null,
                null,
                LONG_AGO);
        var login = new WalletLogin.Requested(order, endsAt, false, 0, null);
        logins.add(login);
        return login;
    }

    /** Those that were open while the version changed. */
    @Test
    void a_login_that_was_begun_before_its_wallet_was_asked_this_way_is_as_good_as_none() {
        var name = "A".repeat(43);
        login(name, Instant.now().plus(Duration.ofHours(1)));
        assertThat(logins.byId(name)).isPresent();

        rewrite(name, order -> order.remove(List.of("asked", "manner")));

        assertThat(logins.byId(name)).isEmpty();
        database.sql("delete from wallet_login").update();
    }

    /** Two versions serve together while one takes the place of the other. */
    @Test
    void a_login_that_was_begun_before_there_was_all_this_to_say_of_it_goes_on() {
        var name = "B".repeat(43);
        login(name, Instant.now().plus(Duration.ofHours(1)));

        rewrite(name, order -> {
            ((ObjectNode) order.get("asked")).remove(List.of("profiles", "transactionData", "ofClient"));
            ((ObjectNode) order.get("manner")).remove(List.of("identity", "browser"));
        });

        assertThat(logins.byId(name)).isPresent();
        database.sql("delete from wallet_login").update();
    }

    @Test
    void whether_wallets_may_be_elsewhere_is_the_server_s_rule_where_a_login_does_not_say() {
        var name = "C".repeat(43);
        login(name, Instant.now().plus(Duration.ofHours(1)));

        rewrite(name, order -> order.remove("crossDevice"));

        var order = logins.byId(name).orElseThrow().login().order();
        for (var rule : CrossDevice.values()) {
            var rules = new LoginRules(Duration.ofMinutes(2), 5, rule, new Capacity(1), null);
            assertThat(rules.crossDevice(order)).isEqualTo(rule);
        }
        database.sql("delete from wallet_login").update();
    }

    /** As if another version had written it. */
    private void rewrite(String login, Consumer<ObjectNode> change) {
        var content = database.sql("select content from wallet_login where id = ?")
                .param(login)
                .query(String.class)
                .single();
        var contents = columns.of("wallet_login.content");
        var written = contents.read(login, content, ObjectNode.class);
        change.accept((ObjectNode) written.get("order"));
        database.sql("update wallet_login set content = ? where id = ?")
                .params(contents.written(login, written), login)
                .update();
    }

    @Test
    void a_row_that_nobody_can_read_is_forgotten_in_its_time_and_stops_no_other() {
        login("unreadable", LONG_AGO);
        login("of another version", LONG_AGO.plusSeconds(1));
        var ended = login("ended", LONG_AGO.plusSeconds(2));
        var open = login("open", Instant.now().plus(Duration.ofHours(1)));
        database.sql("update wallet_login set content = '{\"order\":3}' where id = 'unreadable'")
                .update();
        database.sql("update wallet_login set phase = 'NEW' where id = 'of another version'")
                .update();

        assertThat(logins.forget(LONG_AGO.plusSeconds(60), 1000).stream().flatMap(row -> logins.readable(row).stream()))
                .containsExactly(ended);

        assertThat(database.sql("select id from wallet_login")
                        .query(String.class)
                        .list())
                .containsExactly(open.order().id());
    }
}
