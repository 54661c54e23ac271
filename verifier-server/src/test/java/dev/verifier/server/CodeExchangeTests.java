package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.server.configuration.Surface;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A code is good once, for the client and the redirect URI it was issued for, for whoever knows the verifier, for a minute. */
@VerifierTest
class CodeExchangeTests {

    private static final World WORLD = new World();

    @DynamicPropertySource
    static void world(DynamicPropertyRegistry registry) {
        WORLD.describe(registry);
        registry.add("verifier.limits.authorize-per-address", () -> "unlimited");
    }

    @LocalServerPort
    private int port;

    private Http http;

    @BeforeEach
    void call() {
        http = new Http(port);
    }

    private String code() {
        return new Browser(http).signIn(WORLD, WORLD.person, Browser.request()).getOrDefault("code", "");
    }

    /** CX-02 and S-09. */
    @Test
    void of_twenty_who_redeem_a_code_at_once_one_succeeds() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var round = 0; round < 20; round++) {
                var form = Browser.redemption(code());
                var start = new CyclicBarrier(20);
                Callable<Integer> contender = () -> {
                    start.await();
                    return http.token(form).status();
                };
                var statuses = new ArrayList<Integer>();
                for (Future<Integer> one : threads.invokeAll(
                        IntStream.range(0, 20).mapToObj(_ -> contender).toList())) {
                    statuses.add(one.get());
                }
                assertThat(statuses).as("round " + round).containsOnlyOnce(200).containsOnly(200, 400);
            }
        }
    }

    /** S-08, S-31, CX-04…CX-08, CX-11. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "redirect_uri|https://app.example/other|invalid_grant",
                "redirect_uri|https://evil.example/|invalid_grant",
                "redirect_uri|-|invalid_grant",
                "code_verifier|another-code-verifier-of-forty-three-characters|invalid_grant",
                "code_verifier|short|invalid_grant",
                "code_verifier|-|invalid_grant",
                "code_verifier||invalid_grant",
                "code|unknown|invalid_grant",
                "code||invalid_grant",
                "code|-|invalid_grant",
                "state|another|invalid_grant",
                "client_id|careful-app|invalid_grant",
                "client_id|nobody|invalid_client",
                "client_id|-|invalid_client",
            })
    void a_code_is_worthless_with_anything_else_than_what_it_was_asked_with(String name, String value, String error) {
        var right = Browser.redemption(code());
        var wrong = new HashMap<>(right);
        if (value == null) {
            wrong.remove(name);
        } else {
            wrong.put(name, value);
        }

        var answer = http.token(wrong);

        assertThat(answer.status()).as(answer.body()).isIn(400, 401);
        assertThat(answer.json().get("error").asString()).isIn(error, "invalid_request");
        assertThat(answer.json().has("access_token")).isFalse();
    }

    /** D10: the runbook's example sends it. */
    @Test
    void the_state_may_be_said_again_and_a_wrong_one_spoils_no_code() {
        var form = new HashMap<>(Browser.redemption(code()));
        form.put("state", "another");
        assertThat(http.token(form).code()).isEqualTo("grant_state_differs");

        form.put("state", "client state & more");
        assertThat(http.token(form).status()).isEqualTo(200);
    }

    @Test
    void a_challenge_is_no_verifier() {
        var form = new HashMap<>(Browser.redemption(code()));
        form.put("code_verifier", Browser.challenge(Browser.VERIFIER));

        assertThat(http.token(form).json().get("error").asString()).isEqualTo("invalid_grant");
    }

    /** CX-08, RFC 7636 §4.1: though it is the one of the challenge. */
    @ParameterizedTest
    @ValueSource(ints = {1, 42, 129})
    void a_verifier_of_the_wrong_length_proves_nothing(int length) {
        var verifier = "v".repeat(length);
        var request = Browser.request();
        request.put("code_challenge", Browser.challenge(verifier));
        var arrived = new Browser(http).signIn(WORLD, WORLD.person, request);
        var form = new HashMap<>(Browser.redemption(arrived.getOrDefault("code", "")));
        form.put("code_verifier", verifier);

        assertThat(http.token(form).code()).isEqualTo("grant_invalid");
    }

    @Test
    void garbage_of_any_size_is_refused() {
        for (Consumer<Map<String, String>> garbage : List.<Consumer<Map<String, String>>>of(
                form -> form.put("code", "x".repeat(100_000)),
                form -> form.put("code", "sha-256:" + "0".repeat(64)),
                form -> form.put("code_verifier", "x".repeat(500_000)),
                form -> form.put("code_verifier", Browser.VERIFIER + "\n"),
                form -> form.put("code_verifier", "\u0000".repeat(43)))) {
            var form = new HashMap<>(Browser.redemption(code()));
            garbage.accept(form);
            assertThat(http.token(form).status()).isEqualTo(400);
        }
    }

    /** S-33: each kind of token is good for its own purpose only. */
    @Test
    void an_id_token_and_a_machine_s_token_open_no_userinfo() {
        var tokens = http.token(Browser.redemption(code())).json();
        var machines =
                http.token(WORLD.login().form()).json().get("access_token").asString();

        assertThat(userInfo(tokens.get("access_token").asString())).isEqualTo(200);
        assertThat(userInfo(tokens.get("id_token").asString())).isEqualTo(401);
        assertThat(userInfo(machines)).isEqualTo(401);
        assertThat(userInfo("nonsense")).isEqualTo(401);
    }

    private int userInfo(String token) {
        return http.send(http.request(Surface.USERINFO)
                        .header("Authorization", "Bearer " + token)
                        .GET())
                .status();
    }

    @Test
    void a_code_ends_after_its_minute() throws Exception {
        var world = new World();
        try (var server = RunningServer.start(
                world.folder.resolve("d"),
                "--verifier.clients.location=file:" + world.folder.resolve("clients.yaml"),
                "--verifier.trust.anchors=" + world.folder.resolve("anchors.pem"),
                "--verifier.trust.issuers.list=file:" + world.folder.resolve("issuers.yaml"),
                "--verifier.tokens.authorization-code-lifetime=1s")) {
            var code = new Browser(server.http())
                    .signIn(world, world.person, Browser.request())
                    .getOrDefault("code", "");
            Thread.sleep(1100); // what is tested is that time passes

            assertThat(server.http().token(Browser.redemption(code)).code()).isEqualTo("grant_invalid");
        }
    }
}
