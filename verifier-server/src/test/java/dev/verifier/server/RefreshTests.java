package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.server.LastingClient.Tokens;
import dev.verifier.server.configuration.Surface;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A client stays signed in with tokens that are its own, each good once, and all of them worthless when one is used twice. */
@VerifierTest
@ExtendWith(OutputCaptureExtension.class)
class RefreshTests {

    private static final World WORLD = new World();
    private static final String REFRESHING = "authorization_code, refresh_token";
    private static final LastingClient PORTAL = LastingClient.confidential(WORLD, REFRESHING);
    private static final LastingClient OTHER = LastingClient.confidential(WORLD, REFRESHING);
    private static final LastingClient ONCE = LastingClient.confidential(WORLD, "authorization_code");
    private static final LastingClient APP = LastingClient.open(WORLD, "app-that-stays", REFRESHING);
    private static final LastingClient OTHER_APP = LastingClient.open(WORLD, "app-that-stays-too", REFRESHING);

    @DynamicPropertySource
    static void world(DynamicPropertyRegistry registry) {
        WORLD.describe(registry);
        registry.add("verifier.limits.authorize-per-address", () -> "unlimited");
    }

    @LocalServerPort
    private int port;

    @LocalManagementPort
    private int managementPort;

    private Http http;

    @BeforeEach
    void call() {
        http = new Http(port);
    }

    private Tokens refreshed(LastingClient client, Tokens tokens, String... more) {
        return Tokens.of(client.refresh(http, tokens.refresh(), more));
    }

    @Test
    void a_client_gets_new_tokens_without_the_person_and_they_say_the_same_as_before() {
        for (var client : List.of(PORTAL, APP)) {
            var first = client.signIn(http);
            assertThat(first.refresh()).matches("[A-Za-z0-9_-]{67}");

            var second = refreshed(client, first);

            assertThat(second.refresh()).isNotEqualTo(first.refresh());
            assertThat(second.access()).isNotEqualTo(first.access());
            var before = Browser.payload(first.id());
            var after = Browser.payload(second.id());
            for (var claim :
                    List.of("iss", "sub", "aud", "auth_time", "azp", "acr", "nonce", "name", "email", "vc_json")) {
                assertThat(after.get(claim)).as(claim).isNotNull().isEqualTo(before.get(claim));
            }
            assertThat(after.get("at_hash")).isNotEqualTo(before.get("at_hash"));
            assertThat(after.get("iat").asLong())
                    .isGreaterThanOrEqualTo(before.get("iat").asLong());
            var token = Browser.payload(second.access());
            assertThat(token.get("sub"))
                    .isEqualTo(Browser.payload(first.access()).get("sub"));
            assertThat(token.get("vc").has("credentialSubject")).isTrue();
            assertThat(second.userInfo(http)).isEqualTo(200);
            assertThat(first.userInfo(http)).as("it has not ended").isEqualTo(200);
        }
        assertThat(new Http(managementPort).get("/prometheus").body())
                .contains("verifier_token_total{grant=\"refresh_token\",outcome=\"issued\",reason=\"none\"}");
    }

    @Test
    void nobody_refreshes_without_being_registered_for_it() {
        assertThat(ONCE.signIn(http).refresh()).isEmpty();

        var theirs = PORTAL.signIn(http);
        assertThat(ONCE.refresh(http, theirs.refresh()).json().get("error").asString())
                .isEqualTo("unauthorized_client");
        assertThat(PORTAL.refresh(http, theirs.refresh()).status()).isEqualTo(200);
    }

    /** RF-01, and RT1 long after it. */
    @Test
    void a_token_that_was_used_before_ends_everything_that_was_granted_with_it(CapturedOutput output) {
        for (var client : List.of(PORTAL, APP)) {
            var first = client.signIn(http);
            var second = refreshed(client, first);
            var third = refreshed(client, second);
            var another = client.signIn(http);

            var again = client.refresh(http, first.refresh());

            assertThat(again.status()).isEqualTo(400);
            assertThat(again.json().get("error").asString()).isEqualTo("invalid_grant");
            assertThat(again.code()).isEqualTo("refresh_token_invalid");
            assertThat(client.refresh(http, third.refresh()).code()).isEqualTo("refresh_token_invalid");
            for (var dead : List.of(first, second, third)) {
                assertThat(dead.userInfo(http)).isEqualTo(401);
            }
            assertThat(another.userInfo(http))
                    .as("another login is another matter")
                    .isEqualTo(200);
            assertThat(output)
                    .contains("\"event\":\"GrantEnded\"")
                    .contains("\"reason\":\"refresh_token_replayed\"")
                    .doesNotContain(first.refresh());
        }
        assertThat(new Http(managementPort).get("/prometheus").body())
                .contains("verifier_grants_ended_total{reason=\"refresh_token_replayed\"}");
    }

    /** RL-02: an answer that was lost is given again, and means the same. */
    @Test
    void an_answer_that_was_lost_is_given_again() {
        var first = PORTAL.signIn(http);
        var lost = refreshed(PORTAL, first);

        var again = refreshed(PORTAL, first);

        assertThat(again.refresh()).isEqualTo(lost.refresh());
        var next = refreshed(PORTAL, again);
        assertThat(next.userInfo(http)).isEqualTo(200);
        assertThat(PORTAL.refresh(http, first.refresh()).code())
                .as("now its successor was used")
                .isEqualTo("refresh_token_invalid");
        assertThat(PORTAL.refresh(http, next.refresh()).code()).isEqualTo("refresh_token_invalid");
    }

    /** RF-02. */
    @Test
    void of_ten_who_refresh_at_once_all_are_told_the_same_successor() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var round = 0; round < 20; round++) {
                var client = round % 2 == 0 ? PORTAL : APP;
                var first = client.signIn(http);
                var forms = IntStream.range(0, 10)
                        .mapToObj(_ -> client.form("grant_type", "refresh_token", "refresh_token", first.refresh()))
                        .toList();
                var start = new CyclicBarrier(forms.size());
                var contenders = new ArrayList<Callable<Http.Answer>>();
                forms.forEach(form -> contenders.add(() -> {
                    start.await();
                    return http.token(form);
                }));
                var successors = new HashSet<String>();
                var last = first;
                for (var one : threads.invokeAll(contenders)) {
                    last = Tokens.of(one.get());
                    successors.add(last.refresh());
                    assertThat(last.userInfo(http)).isEqualTo(200);
                }
                assertThat(successors).as("round " + round).hasSize(1);
                assertThat(refreshed(client, last).userInfo(http)).isEqualTo(200);
            }
        }
    }

    /** RF-03, RF-13 and S-11. */
    @Test
    void another_client_s_hands_end_it(CapturedOutput output) {
        record Theft(LastingClient owner, LastingClient thief) {}
        for (var theft : List.of(
                new Theft(PORTAL, OTHER), new Theft(PORTAL, APP), new Theft(APP, OTHER_APP), new Theft(APP, OTHER))) {
            var tokens = theft.owner().signIn(http);

            var answer = theft.thief().refresh(http, tokens.refresh());

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.json().get("error").asString()).isEqualTo("invalid_grant");
            assertThat(theft.owner().refresh(http, tokens.refresh()).status()).isEqualTo(400);
            assertThat(tokens.userInfo(http)).isEqualTo(401);
            assertThat(output)
                    .contains("\"reason\":\"another_client\",\"caller\":\""
                            + theft.thief().clientId());
        }
    }

    /** A public client is who it says only where it is one; a name alone is nobody's proof. */
    @Test
    void a_confidential_client_is_not_let_in_by_its_name() {
        var tokens = PORTAL.signIn(http);
        var form = new LinkedHashMap<String, String>();
        form.put("grant_type", "refresh_token");
        form.put("refresh_token", tokens.refresh());
        form.put("client_id", PORTAL.clientId());

        assertThat(http.token(form).json().get("error").asString()).isEqualTo("invalid_client");
        assertThat(PORTAL.refresh(http, tokens.refresh()).status()).isEqualTo(200);
    }

    /** RF-05. */
    @Test
    void scopes_shrink_and_never_grow() {
        var first = PORTAL.signIn(http);

        var grown = PORTAL.refresh(http, first.refresh(), "scope", "openid learcredential email");
        assertThat(grown.status()).isEqualTo(400);
        assertThat(grown.json().get("error").asString()).isEqualTo("invalid_scope");
        assertThat(PORTAL.refresh(http, first.refresh(), "scope", "openid admin")
                        .code())
                .isEqualTo("scope_not_granted");

        var answer = PORTAL.refresh(http, first.refresh(), "scope", "learcredential");
        assertThat(answer.json().get("scope").asString()).isEqualTo("learcredential");
        var less = Tokens.of(answer);
        assertThat(Browser.payload(less.access()).get("scope").asString()).isEqualTo("learcredential");
        assertThat(less.userInfo(http))
                .as("without openid there is no userinfo")
                .isNotEqualTo(200);
        assertThat(PORTAL.introspect(http, less.access()).json().get("scope").asString())
                .isEqualTo("learcredential");

        var all = PORTAL.refresh(http, less.refresh());
        assertThat(all.json().get("scope").asString().split(" ")).containsExactlyInAnyOrder("openid", "learcredential");
        assertThat(Tokens.of(all).userInfo(http)).isEqualTo(200);
    }

    /** RF-09. */
    @Test
    void garbage_and_other_tokens_refresh_nothing() {
        var tokens = PORTAL.signIn(http);
        for (var garbage : List.of(
                "random",
                "x".repeat(67),
                "x".repeat(500_000),
                tokens.access(),
                tokens.id(),
                tokens.refresh() + "x",
                "sha-256:" + "0".repeat(64),
                "")) {
            var answer = PORTAL.refresh(http, garbage);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.json().get("error").asString()).isIn("invalid_grant", "invalid_request");
        }
        assertThat(http.token(PORTAL.form("grant_type", "refresh_token"))
                        .json()
                        .get("error")
                        .asString())
                .isEqualTo("invalid_request");
        assertThat(PORTAL.refresh(http, tokens.refresh()).status()).isEqualTo(200);
    }

    /** CX-01, S-09 and RL-50. */
    @Test
    void a_code_sent_again_takes_back_everything_it_was_exchanged_for(CapturedOutput output) {
        for (var client : List.of(PORTAL, APP, ONCE)) {
            var code = client.code(http, client.request());
            var first = Tokens.of(client.redeem(http, code));
            assertThat(first.userInfo(http)).isEqualTo(200);
            var last = first.refresh().isEmpty() ? first : refreshed(client, first);

            var again = client.redeem(http, code);

            assertThat(again.status()).isEqualTo(400);
            assertThat(again.json().get("error").asString()).isEqualTo("invalid_grant");
            assertThat(first.userInfo(http)).isEqualTo(401);
            assertThat(last.userInfo(http)).isEqualTo(401);
            assertThat(client.equals(APP) || !client.sees(http, last.access())).isTrue();
            assertThat(client.refresh(http, last.refresh()).status()).isEqualTo(400);
            assertThat(output).contains("\"reason\":\"code_replayed\"");
        }
    }

    /** CX-04 and S-08. */
    @Test
    void a_code_in_another_client_s_hands_is_burned(CapturedOutput output) {
        var code = PORTAL.code(http, PORTAL.request());

        assertThat(OTHER.redeem(http, code).json().get("error").asString()).isEqualTo("invalid_grant");
        assertThat(PORTAL.redeem(http, code).json().get("error").asString()).isEqualTo("invalid_grant");
        assertThat(output).contains("\"event\":\"GrantEnded\"").contains("\"reason\":\"another_client\"");
        assertThat(PORTAL.signIn(http).userInfo(http)).isEqualTo(200);
    }

    /** S-10: two logins at one client are two families. */
    @Test
    void two_logins_at_one_client_refresh_each_for_itself() {
        var one = PORTAL.signIn(http);
        var two = PORTAL.signIn(http);

        refreshed(PORTAL, refreshed(PORTAL, one));
        assertThat(PORTAL.refresh(http, one.refresh()).status()).isEqualTo(400);
        assertThat(refreshed(PORTAL, two).userInfo(http)).isEqualTo(200);
    }

    @Test
    void offline_access_may_be_asked_for_by_those_who_are_registered_to_refresh() {
        var request = new LinkedHashMap<>(PORTAL.request());
        request.put("scope", "openid learcredential offline_access");
        var answer = PORTAL.redeem(http, PORTAL.code(http, request));
        assertThat(answer.json().get("scope").asString()).contains("offline_access");
        assertThat(Tokens.of(answer).refresh()).isNotEmpty();

        var once = new LinkedHashMap<>(ONCE.request());
        once.put("scope", "openid offline_access");
        assertThat(new Browser(http).authorize(once).header("Location")).contains("error=invalid_scope");
        assertThat(http.get(Surface.OPENID_CONFIGURATION)
                        .json()
                        .get("scopes_supported")
                        .toString())
                .contains("offline_access");
    }
}
