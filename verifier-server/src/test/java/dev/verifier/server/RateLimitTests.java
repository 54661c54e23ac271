package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.server.configuration.Surface;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** So often and no more: by address for everybody, by client for those who proved who they are. */
class RateLimitTests {

    @Nested
    @VerifierTest
    class ByAddress {

        private static final World WORLD = new World();

        @DynamicPropertySource
        static void world(DynamicPropertyRegistry registry) {
            WORLD.describe(registry);
            registry.add("verifier.limits.token-per-address", () -> "5/1h");
        }

        @LocalServerPort
        private int port;

        @Test
        void the_sixth_request_of_an_address_waits_whatever_it_says_of_where_it_comes_from() {
            var http = new Http(port);
            for (var i = 0; i < 5; i++) {
                assertThat(http.token(Map.of("grant_type", "client_credentials"))
                                .status())
                        .isEqualTo(401);
            }
            for (var i = 0; i < 5; i++) {
                var answer = http.send(http.request(Surface.TOKEN)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("X-Forwarded-For", "203.0.113." + i)
                        .POST(BodyPublishers.ofString("grant_type=client_credentials")));
                assertThat(answer.status()).isEqualTo(429);
                assertThat(answer.code()).isEqualTo("rate_limited");
                assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(1, 3600);
            }
            assertThat(http.post("/oidc/%74oken", Map.of("grant_type", "client_credentials"))
                            .status())
                    .isEqualTo(429);
            assertThat(http.get(Surface.JWKS).status()).isEqualTo(200);
        }
    }

    @Nested
    @VerifierTest
    class OfLogins {

        private static final World WORLD = new World();

        @DynamicPropertySource
        static void world(DynamicPropertyRegistry registry) {
            WORLD.describe(registry);
            registry.add("verifier.limits.authorize-per-address", () -> "2/1h");
            registry.add("verifier.limits.login-per-address", () -> "5/1h");
        }

        @LocalServerPort
        private int port;

        @Test
        void who_asks_for_logins_or_guesses_at_them_too_often_waits() {
            var browser = new Browser(new Http(port));
            for (var i = 0; i < 2; i++) {
                assertThat(browser.authorize(Browser.request()).status()).isEqualTo(302);
            }
            assertThat(browser.authorize(Browser.request()).status()).isEqualTo(429);
            assertThat(new Http(port).get(Surface.USERINFO).status()).isEqualTo(401);
            for (var i = 0; i < 4; i++) {
                assertThat(browser.get("/login/guessed/return?response_code=" + i)
                                .status())
                        .isEqualTo(200);
            }
            assertThat(browser.get("/login/guessed/return?response_code=4").status())
                    .isEqualTo(429);
            assertThat(browser.get(Surface.WALLET_REQUEST + "/guessed").status())
                    .isEqualTo(429);
            assertThat(new Http(port)
                            .post(Surface.PLAYGROUND, Map.of("text", "x"))
                            .status())
                    .isEqualTo(429);
            var userinfo = new Http(port).get(Surface.USERINFO);
            assertThat(userinfo.status()).isEqualTo(429);
            assertThat(userinfo.code()).isEqualTo("rate_limited");
        }
    }

    @Nested
    @VerifierTest
    class BehindAProxy {

        private static final World WORLD = new World();

        @DynamicPropertySource
        static void world(DynamicPropertyRegistry registry) {
            WORLD.describe(registry);
            registry.add("verifier.limits.token-per-address", () -> "2/1h");
            registry.add("verifier.proxy.trusted", () -> "127.0.0.0/8,::1,10.0.0.0/8");
        }

        @LocalServerPort
        private int port;

        @Test
        void each_caller_behind_a_trusted_proxy_has_a_share_of_its_own() {
            assertThat(statusFrom("203.0.113.1")).isEqualTo(401);
            assertThat(statusFrom("198.51.100.7, 203.0.113.1, 10.0.0.1")).isEqualTo(401);
            assertThat(statusFrom("203.0.113.1")).isEqualTo(429);
            assertThat(statusFrom("192.0.2.99, 203.0.113.1")).isEqualTo(429);
            assertThat(statusFrom("203.0.113.2")).isEqualTo(401);
            assertThat(statusFrom("nonsense, 203.0.113.3")).isEqualTo(401);
        }

        private int statusFrom(String forwardedFor) {
            var http = new Http(port);
            return http.send(http.request(Surface.TOKEN)
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .header("X-Forwarded-For", forwardedFor)
                            .POST(BodyPublishers.ofString("grant_type=client_credentials")))
                    .status();
        }
    }

    @Nested
    @VerifierTest
    class ByClient {

        private static final World WORLD = new World();

        @DynamicPropertySource
        static void world(DynamicPropertyRegistry registry) {
            WORLD.describe(registry);
            registry.add("verifier.limits.token-per-client", () -> "3/1h");
        }

        @LocalServerPort
        private int port;

        @Test
        void a_client_has_its_share_and_nobody_else_can_use_it_up() {
            var http = new Http(port);
            for (var i = 0; i < 10; i++) {
                var forged = WORLD.login().tampered(dev.verifier.wallet.AssertionTampering.SIGNED_BY_ANOTHER_KEY);
                assertThat(http.token(forged.form()).status()).isEqualTo(401);
            }
            for (var i = 0; i < 3; i++) {
                assertThat(http.token(WORLD.login().form()).status()).isEqualTo(200);
            }
            assertThat(http.token(WORLD.login().form()).status()).isEqualTo(429);
            assertThat(http.token(WORLD.login(WORLD.otherMachine).build().form())
                            .status())
                    .isEqualTo(200);
        }
    }

    /** Two nodes on one database; {@code limit.ThrottlesTests} says how exact it is. */
    @Nested
    class AtTwoNodes {

        private static final World WORLD = new World();

        @TempDir
        private Path folder;

        @Test
        void what_one_node_allowed_the_other_does_not_allow_again() {
            try (var a = start();
                    var b = start()) {
                assertThat(status(b)).as("it knows the address from now on").isEqualTo(401);
                var deadline = System.nanoTime() + Duration.ofSeconds(15).toNanos();
                while (rows(b) == 0) {
                    assertThat(System.nanoTime()).isLessThan(deadline);
                }
                var allowed = 0;
                while (status(a) == 401) {
                    allowed++;
                }
                assertThat(allowed).isBetween(19, 20);
                var more = 0;
                for (var status = status(b); status == 401; status = status(b)) {
                    more++;
                    LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
                    assertThat(System.nanoTime()).isLessThan(deadline);
                }
                assertThat(more).as("within the seconds until it heard").isLessThan(8);
            }
        }

        private RunningServer start() {
            var database = Engine.POSTGRESQL.properties(folder).entrySet().stream()
                    .map(property -> "--" + property.getKey() + "=" + property.getValue());
            return RunningServer.start(
                    folder,
                    WORLD.arguments(Stream.concat(database, Stream.of("--verifier.limits.token-per-address=20/1h"))
                            .toArray(String[]::new)));
        }

        private long rows(RunningServer server) {
            return server.context()
                    .getBean(JdbcClient.class)
                    .sql("select count(*) from rate_use")
                    .query(Long.class)
                    .single();
        }

        private int status(RunningServer server) {
            return server.http()
                    .token(Map.of("grant_type", "client_credentials"))
                    .status();
        }
    }
}
