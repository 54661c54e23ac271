package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.server.configuration.Surface;
import dev.verifier.wallet.WalletLogin;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server knew of sessions before it was stopped, the next one knows too. */
class SessionRestartTests {

    private final World world = new World();

    @TempDir
    private Path data;

    @Test
    void sessions_and_what_clients_still_have_to_hear_outlive_a_restart() throws Exception {
        var heard = new CountDownLatch(1);
        try (var app = new StubServer()) {
            world.tellOfLogouts("browser-app", app.url("/logout"));
            app.behave(exchange -> StubServer.respond(exchange, 503, ""));
            var cookies = signInAndStop();
            app.behave(exchange -> {
                StubServer.respond(exchange, 200, "");
                heard.countDown();
            });

            try (var server = start()) {
                var browser = new Browser(server.http());
                browser.take(cookies);
                assertThat(browser.authorize(Browser.request()).header("Location"))
                        .startsWith("https://app.example/callback?code=");
                assertThat(heard.await(20, TimeUnit.SECONDS)).isTrue();
            }
        }
    }

    /** RL-07: a restart while a code is on the screen, and another one after the wallet has answered. */
    @Test
    void a_login_that_waits_outlives_restarts() {
        String cookies;
        String page;
        WalletLogin answer;
        try (var server = start()) {
            var browser = new Browser(server.http());
            page = browser.begin(Browser.request());
            answer = browser.answer(world, world.person, page);
            cookies = browser.cookieHeader();
        }
        try (var server = start()) {
            var browser = new Browser(server.http());
            browser.take(cookies);
            assertThat(browser.get(page).status()).isEqualTo(200);
            assertThat(browser.answer(world, world.person, page).responseUri()).isEqualTo(answer.responseUri());
            assertThat(browser.post(answer).status()).isEqualTo(200);
        }
        try (var server = start()) {
            assertThat(RawHttp.firstEvent(server.port(), page + "/events", cookies))
                    .contains("event:redirect");
            var browser = new Browser(server.http());
            browser.take(cookies);
            var code = browser.arrive(browser.get(page + "/continue")).getOrDefault("code", "");
            assertThat(server.http().token(Browser.redemption(code)).status()).isEqualTo(200);
        }
    }

    /** One browser goes on, another signs out while its client cannot be reached. */
    private String signInAndStop() {
        try (var server = start()) {
            var gone = new Browser(server.http());
            var arrived = gone.signIn(world, world.otherPerson, Browser.request());
            var tokens = server.http().token(Browser.redemption(arrived.getOrDefault("code", "")));
            gone.get(Surface.LOGOUT + "?id_token_hint="
                    + tokens.json().get("id_token").asString());
            var browser = new Browser(server.http());
            browser.signIn(world, world.person, Browser.request());
            return browser.cookieHeader();
        }
    }

    private RunningServer start() {
        return RunningServer.start(data, world.arguments("--verifier.login.single-sign-on=1h"));
    }
}
