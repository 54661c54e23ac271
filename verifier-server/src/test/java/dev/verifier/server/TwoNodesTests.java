package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.server.configuration.Surface;
import dev.verifier.wallet.WalletKey;
import dev.verifier.wallet.WalletLogin;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Nodes that share a database and a key, and nothing else: what begins at one goes on at the other, and is done once. */
@Timeout(120)
class TwoNodesTests {

    private static final World WORLD = new World();
    private static final int ROUNDS = 50;

    @TempDir
    private static Path folder;

    private static RunningServer one;
    private static RunningServer other;

    @BeforeAll
    static void start() throws Exception {
        WORLD.register("other-app", "crossDevice: match-code");
        var key = Files.writeString(
                folder.resolve("key.pem"),
                WalletKey.generate(new SecureRandom()).toPem());
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        one = node("one");
        other = node("other");
    }

    private static RunningServer node(String name) {
        var database = Engine.POSTGRESQL.properties(folder).entrySet().stream()
                .map(property -> "--" + property.getKey() + "=" + property.getValue());
        var more = Stream.concat(
                database,
                Stream.of(
                        "--verifier.keys.signing=" + folder.resolve("key.pem"),
                        "--verifier.keys.data=" + "A".repeat(43)));
        return RunningServer.start(folder.resolve(name), WORLD.arguments(more.toArray(String[]::new)));
    }

    @AfterAll
    static void stop() {
        one.close();
        other.close();
    }

    @Test
    void a_browser_that_waits_at_one_node_hears_what_its_wallet_does_at_the_other() throws Exception {
        var browser = new Browser(one.http());
        var page = browser.begin(Browser.request());
        try (var waiting = new Waiting(one.port(), page, browser.cookieHeader())) {
            waiting.hears("heartbeat");

            var answer = fetchedAt(other, browser, page);
            waiting.hears("scanned");

            assertThat(new Browser(other.http()).post(answer).status()).isEqualTo(200);
            waiting.hears("redirect");
        }

        var elsewhere = new Browser(other.http());
        elsewhere.take(browser.cookieHeader());
        var code = elsewhere.arrive(elsewhere.get(page + "/continue")).getOrDefault("code", "");
        var tokens = one.http().token(Browser.redemption(code));
        assertThat(tokens.status()).as(tokens.body()).isEqualTo(200);
        var access = tokens.json().get("access_token").asString();
        var person = other.http().request(Surface.USERINFO).header("Authorization", "Bearer " + access);
        assertThat(other.http().send(person.GET()).status()).isEqualTo(200);
    }

    @Test
    void it_hears_so_too_where_the_database_does_not_say_so() throws Exception {
        var database = JdbcClient.create(Engine.POSTGRESQL.migrated(folder));
        database.sql("alter table wallet_login disable trigger tell_of_wallet_login")
                .update();
        try {
            var browser = new Browser(one.http());
            var page = browser.begin(Browser.request());
            try (var waiting = new Waiting(one.port(), page, browser.cookieHeader())) {
                waiting.hears("heartbeat");
                assertThat(new Browser(other.http())
                                .post(fetchedAt(other, browser, page))
                                .status())
                        .isEqualTo(200);
                waiting.hears("redirect");
            }
        } finally {
            database.sql("alter table wallet_login enable trigger tell_of_wallet_login")
                    .update();
        }
    }

    @Test
    void codes_that_are_typed_at_either_node_are_counted_together() throws Exception {
        var browser = new Browser(one.http());
        var elsewhere = new Browser(other.http());
        var page = browser.begin(Browser.requestOf("other-app", "https://other.example/callback"));
        elsewhere.take(browser.cookieHeader());
        try (var waiting = new Waiting(one.port(), page, browser.cookieHeader())) {
            waiting.hears("heartbeat");
            assertThat(elsewhere.post(fetchedAt(other, browser, page)).status()).isEqualTo(200);
            waiting.hears("match");
        }
        var token = browser.get(page).body().replaceAll("(?s).*name=\"token\" value=\"([^\"]+)\".*", "$1");
        for (var by : List.of(browser, elsewhere, browser, elsewhere, browser)) {
            assertThat(elsewhere
                            .get(page, "application/json")
                            .json()
                            .get("state")
                            .asString())
                    .isEqualTo("match");
            by.post(page + "/match", Map.of("token", token, "code", "no code"));
        }
        assertThat(elsewhere.get(page, "application/json").json().get("state").asString())
                .isEqualTo("refused");
    }

    @Test
    void a_code_that_both_are_asked_to_redeem_is_redeemed_once() throws Exception {
        for (var round = 0; round < ROUNDS; round++) {
            var code = new Browser(one.http())
                    .signIn(WORLD, WORLD.person, Browser.request())
                    .getOrDefault("code", "");
            assertThat(atOnce(http -> http.token(Browser.redemption(code)).status()))
                    .containsOnlyOnce(200)
                    .containsOnly(200, 400);
        }
    }

    @Test
    void an_assertion_that_both_are_shown_counts_once() throws Exception {
        for (var round = 0; round < ROUNDS; round++) {
            var login = WORLD.login(WORLD.machine).build().form();
            assertThat(atOnce(http -> http.token(login).status()))
                    .containsOnlyOnce(200)
                    .containsOnly(200, 401);
        }
    }

    /** What a few callers at each node are told in the same instant. */
    private static List<Integer> atOnce(Function<Http, Integer> call) throws Exception {
        var start = new CountDownLatch(1);
        var told = new ArrayList<Integer>();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = new ArrayList<Future<Integer>>();
            for (var node : Stream.of(one, other, one, other).toList()) {
                calls.add(callers.submit(() -> {
                    start.await();
                    return call.apply(node.http());
                }));
            }
            start.countDown();
            for (var one : calls) {
                told.add(one.get());
            }
        }
        return told;
    }

    /** The answer to the request on a page that is open elsewhere. */
    private static WalletLogin fetchedAt(RunningServer node, Browser browser, String page) {
        var request = Browser.requestObject(node.http(), browser.walletLink(page));
        return WORLD.answer(WORLD.person, Browser.asked(request)).build();
    }

    /** A browser with its login page open. */
    private static final class Waiting implements AutoCloseable {

        private final Socket socket;
        private final BufferedReader lines;

        Waiting(int port, String page, String cookies) throws Exception {
            socket = new Socket("localhost", port);
            socket.setSoTimeout(30_000);
            var head = "GET " + page + "/events HTTP/1.1\r\nHost: localhost\r\nCookie: " + cookies + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
            lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        }

        /** Waits for an event; fails where the channel ends or nothing comes for long. */
        void hears(String event) throws Exception {
            var line = lines.readLine();
            while (line != null && !line.equals("event:" + event)) {
                line = lines.readLine();
            }
            assertThat(line).isEqualTo("event:" + event);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
