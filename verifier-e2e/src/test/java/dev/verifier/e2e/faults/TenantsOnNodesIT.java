package dev.verifier.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.e2e.faults.SignIn.Step;
import dev.verifier.e2e.faults.TwoTenants.Tenant;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two nodes of an installation with two tenants on one PostgreSQL: no step knows at which node the one before was taken, and each knows whose it was. */
@FaultTest
class TenantsOnNodesIT {

    private static final Duration WITHIN = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private static TwoTenants tenants;
    private static Tenant acme;
    private static Tenant globex;
    private static Node one;
    private static Node other;

    @BeforeAll
    static void start() throws Exception {
        tenants = new TwoTenants();
        acme = tenants.acme();
        globex = tenants.globex();
        one = tenants.add("one").launch();
        other = tenants.add("other").launch();
        one.isReady();
        other.isReady();
    }

    @AfterAll
    static void stop() {
        tenants.close();
    }

    /** Each step at the node at which the one before was not taken. */
    private static SignIn crossing(Tenant tenant) {
        var login = tenant.signIn(tenant.portal());
        var node = one;
        for (var step : EnumSet.range(Step.PUSH, Step.REDEEM)) {
            login.take(step, tenant.at(node));
            node = node == one ? other : one;
        }
        return login;
    }

    @Test
    void people_sign_in_at_each_tenant_over_both_nodes() {
        everybodySignsIn();
    }

    private static void everybodySignsIn() {
        for (var tenant : List.of(acme, globex)) {
            var login = crossing(tenant);
            for (var node : List.of(one, other)) {
                assertThat(isActive(tenant, node, login.accessToken())).isTrue();
                login.take(Step.REFRESH, tenant.at(node));
            }
        }
    }

    @Test
    void machines_get_tokens_of_each_tenant_at_both_nodes_once() {
        for (var tenant : List.of(acme, globex)) {
            var form = tenant.people().machineLogin();
            assertThat(tenant.at(one).ask(Call.post("/oidc/token", form)).status())
                    .isEqualTo(200);
            assertThat(tenant.at(other).ask(Call.post("/oidc/token", form)).status())
                    .as("used up at the other node")
                    .isEqualTo(401);
            var next = tenant.people().machineLogin();
            assertThat(tenant.at(other).ask(Call.post("/oidc/token", next)).status())
                    .isEqualTo(200);
        }
    }

    @Test
    void what_is_one_tenant_s_is_nothing_at_the_other_on_either_node() {
        var login = crossing(acme);
        var unused = acme.signIn(acme.app()).upTo(Step.ARRIVE, acme.at(one));
        for (var node : List.of(one, other)) {
            assertThat(isActive(globex, node, login.accessToken())).isFalse();
            var refreshed =
                    globex.at(node).ask(Call.post("/oidc/token", globex.portal().refreshment(login.token())));
            assertThat(refreshed.text("error")).as(refreshed.toString()).isEqualTo("invalid_grant");
            var redeemed =
                    globex.at(node).ask(Call.post("/oidc/token", globex.app().redemption(unused.code())));
            assertThat(redeemed.text("error")).as(redeemed.toString()).isEqualTo("invalid_grant");
            var machine =
                    globex.at(node).ask(Call.post("/oidc/token", acme.people().machineLogin()));
            assertThat(machine.code()).isEqualTo("client_assertion_wrong_audience");
        }
        for (var node : List.of(one, other)) {
            assertThat(isActive(acme, node, login.accessToken())).isTrue();
            login.take(Step.REFRESH, acme.at(node));
        }
        unused.take(Step.REDEEM, acme.at(other));
    }

    @Test
    void a_key_that_one_tenant_is_given_is_seen_at_both_nodes_and_at_no_other_tenant() throws Exception {
        var before = keys(globex, one);
        String next;
        try (var command = one.command("rotate-keys", acme.option())) {
            assertThat(command.exitCode()).as(command.printed()).isZero();
            next = command.printed().replaceFirst("(?s).*(did:key:zDn\\w+) signs from.*", "$1");
        }
        assertThat(next).startsWith("did:key:zDn");

        for (var node : List.of(one, other)) {
            awaitKey(node, next);
        }
        for (var node : List.of(one, other)) {
            assertThat(keys(globex, node)).isEqualTo(before).doesNotContain(next);
        }
    }

    /** What a browser waits for at a node that dies happens at the other one, at each tenant, while nobody hears of the other tenant's. */
    @Test
    void browsers_of_both_tenants_whose_node_dies_finish_at_the_other() throws Exception {
        var logins = List.of(
                acme.signIn(acme.app()).upTo(Step.LOOK, acme.at(one)),
                globex.signIn(globex.app()).upTo(Step.LOOK, globex.at(one)));
        var keys = keys(acme, other);
        try (var here = new Waiting(acme.at(one), logins.getFirst());
                var there = new Waiting(globex.at(one), logins.getLast())) {
            assertThat(here.hears("heartbeat")).isTrue();
            assertThat(there.hears("heartbeat")).isTrue();
            one.kill();
            assertThat(here.hears("redirect")).isFalse();
            assertThat(there.hears("redirect")).isFalse();
        }
        for (var tenant : List.of(acme, globex)) {
            var login = tenant == acme ? logins.getFirst() : logins.getLast();
            login.take(Step.SCAN, tenant.at(other));
            login.take(Step.ANSWER, tenant.at(other));
            assertThat(Waiting.until("redirect", login, () -> tenant.at(other))).isTrue();
            login.after(Step.ANSWER, tenant.at(other));
        }

        one.launch().isReady();
        assertThat(keys(acme, one)).isEqualTo(keys);
        everybodySignsIn();
    }

    /** PostgreSQL tells nodes of a tenant on the channel of its schema: at once, and not at the next look. */
    @Test
    void a_browser_that_waits_at_one_node_hears_what_its_wallet_does_at_the_other() throws Exception {
        for (var tenant : List.of(acme, globex)) {
            var login = tenant.signIn(tenant.app()).upTo(Step.LOOK, tenant.at(one));
            try (var browser = new Waiting(tenant.at(one), login)) {
                assertThat(browser.hears("heartbeat")).isTrue();
                login.take(Step.SCAN, tenant.at(other));
                assertThat(browser.hears("scanned")).isTrue();
                login.take(Step.ANSWER, tenant.at(other));
                assertThat(browser.hears("redirect")).isTrue();
                login.after(Step.ANSWER, tenant.at(one));
            }
        }
    }

    private static boolean isActive(Tenant tenant, Node node, String token) {
        var answer = tenant.at(node)
                .ask(Call.post("/oidc/introspect", tenant.portal().introspection(token)));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json().get("active").asBoolean();
    }

    private static String keys(Tenant tenant, Node node) {
        var answer = tenant.at(node).ask(Call.get("/oidc/jwks", "application/json", ""));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.body();
    }

    private static void awaitKey(Node node, String next) {
        var deadline = System.nanoTime() + WITHIN.toNanos();
        while (!keys(acme, node).contains(next)) {
            assertThat(System.nanoTime()).as("every node has it by then").isLessThan(deadline);
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }
}
