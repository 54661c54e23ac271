package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.wallet.WalletTampering;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** What happens to a login when several have something to say about it in the same instant. */
@VerifierTest
class WalletRaceTests {

    private static final World WORLD = new World();
    private static final int ROUNDS = 20;

    @DynamicPropertySource
    static void world(DynamicPropertyRegistry registry) {
        WORLD.describe(registry);
    }

    @LocalServerPort
    private int port;

    private Http http;

    @BeforeEach
    void call() {
        http = new Http(port);
    }

    @Test
    void an_honest_wallet_is_believed_whatever_junk_comes_in_the_same_instant() throws Exception {
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var round = 0; round < ROUNDS; round++) {
                var browser = new Browser(http);
                var answer = browser.answer(WORLD, WORLD.person, browser.begin(Browser.request()));
                var path = Browser.path(answer.responseUri().toString());
                var junk = answer.tampered(WalletTampering.VP_TOKEN_IS_GARBAGE).form();
                var start = new CountDownLatch(1);
                var honest = callers.submit(() -> {
                    start.await();
                    return http.post(path, answer.form());
                });
                var others = new ArrayList<Future<Http.Answer>>();
                for (var i = 0; i < 2; i++) {
                    others.add(callers.submit(() -> {
                        start.await();
                        return http.post(path, junk);
                    }));
                }
                start.countDown();

                var told = honest.get();
                assertThat(told.status()).as(told.body()).isEqualTo(200);
                for (var other : others) {
                    assertThat(other.get().status()).isEqualTo(400);
                }
            }
        }
    }

    /** RL-29. */
    @Test
    void a_code_that_twenty_redeem_at_once_is_redeemed_once() throws Exception {
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var round = 0; round < ROUNDS; round++) {
                var code = new Browser(http)
                        .signIn(WORLD, WORLD.person, Browser.request())
                        .getOrDefault("code", "");
                var start = new CountDownLatch(1);
                var tries = new ArrayList<Future<Http.Answer>>();
                for (var i = 0; i < 20; i++) {
                    tries.add(callers.submit(() -> {
                        start.await();
                        return http.token(Browser.redemption(code));
                    }));
                }
                start.countDown();

                var redeemed = 0;
                for (var one : tries) {
                    if (one.get().status() == 200) {
                        redeemed++;
                    } else {
                        assertThat(one.get().code()).isEqualTo("grant_invalid");
                    }
                }
                assertThat(redeemed).isEqualTo(1);
            }
        }
    }
}
