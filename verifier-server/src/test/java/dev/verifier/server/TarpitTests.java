package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.verifier.server.configuration.Surface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * RL-22: a host that takes a request and never answers costs those who need it a few seconds, and nobody else anything. Here the keys of a
 * client and a registry of issuers; {@link HostedRequestTests} has request objects, {@code HttpStatusListsTests} status lists.
 */
@Timeout(120)
class TarpitTests {

    private static final int CALLERS = 150;

    private final World world = new World();
    private final CountDownLatch forever = new CountDownLatch(1);

    @TempDir
    private Path data;

    private void hang(HttpExchange exchange) {
        try {
            forever.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void a_client_whose_keys_never_come_keeps_no_other_from_its_tokens() throws Exception {
        try (var tarpit = new StubServer()) {
            tarpit.behave(this::hang);
            var stuck = Portal.at("https://stuck.example/callback");
            Files.writeString(
                    world.folder.resolve("clients.yaml"),
                    """
                      - clientId: "stuck"
                        redirectUris: ["https://stuck.example/callback"]
                        scopes: ["openid_learcredential"]
                        clientAuthenticationMethods: ["private_key_jwt"]
                        authorizationGrantTypes: ["authorization_code"]
                        requireProofKey: false
                        jwkSetUrl: "%s"
                        tokenEndpointAuthenticationSigningAlgorithm: "ES256"
                    """.formatted(tarpit.url("/jwks")).indent(0),
                    StandardOpenOption.APPEND);
            try (var server = RunningServer.start(data, world.arguments());
                    var callers = Executors.newVirtualThreadPerTaskExecutor()) {
                var http = server.http();
                var waiting = new ArrayList<Future<Http.Answer>>();
                for (var i = 0; i < CALLERS; i++) {
                    waiting.add(callers.submit(() -> {
                        var now = Instant.now().getEpochSecond();
                        var assertion = stuck.key()
                                .sign(
                                        Map.of("kid", "1", "typ", "JWT"),
                                        Map.of(
                                                "iss",
                                                "stuck",
                                                "sub",
                                                "stuck",
                                                "aud",
                                                World.ISSUER.toString(),
                                                "iat",
                                                now,
                                                "exp",
                                                now + 60,
                                                "jti",
                                                UUID.randomUUID().toString()));
                        return http.token(Map.of(
                                "grant_type", "authorization_code",
                                "code", "none",
                                "client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                                "client_assertion", assertion));
                    }));
                }
                othersAreServed(() -> http.token(world.login().form()), 200);
                for (var answer : waiting) {
                    assertThat(answer.get(5, TimeUnit.SECONDS).status()).isIn(401, 503);
                }
            } finally {
                forever.countDown();
            }
        }
    }

    @Test
    void a_registry_that_never_answers_keeps_nobody_from_what_needs_none() throws Exception {
        try (var tarpit = new StubServer()) {
            tarpit.behave(this::hang);
            try (var server = RunningServer.start(
                            data,
                            "--verifier.clients.location=file:" + world.folder.resolve("clients.yaml"),
                            "--verifier.trust.anchors=" + world.folder.resolve("anchors.pem"),
                            "--verifier.trust.issuers.registry=" + tarpit.url("/v4/issuers/"),
                            "--verifier.outbound.allow-private-addresses=true");
                    var callers = Executors.newVirtualThreadPerTaskExecutor()) {
                var http = server.http();
                var waiting = new ArrayList<Future<Http.Answer>>();
                for (var i = 0; i < CALLERS; i++) {
                    waiting.add(callers.submit(() -> http.token(world.login().form())));
                }
                var browser = new Browser(http);
                othersAreServed(() -> browser.authorize(Browser.request()), 302);
                othersAreServed(() -> http.get(Surface.JWKS), 200);
                for (var answer : waiting) {
                    var told = answer.get(5, TimeUnit.SECONDS);
                    assertThat(told.status()).as(told.body()).isEqualTo(401);
                    assertThat(told.code()).isEqualTo("trust_unavailable");
                }
            } finally {
                forever.countDown();
            }
        }
    }

    /** All of them, and most of them at once. */
    private static void othersAreServed(Supplier<Http.Answer> call, int status) {
        var took = new ArrayList<Duration>();
        for (var i = 0; i < 20; i++) {
            var before = System.nanoTime();
            assertThat(call.get().status()).isEqualTo(status);
            took.add(Duration.ofNanos(System.nanoTime() - before));
        }
        took.sort(null);
        assertThat(took.get(10)).isLessThan(Duration.ofSeconds(1));
    }
}
