package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Request objects at a URL of the client's (RFC 9101 §5.2): fetched once, from there, and from nowhere else. S-13, S-14. */
@VerifierTest
class HostedRequestTests {

    private static final World WORLD = new World();
    private static final StubServer HOST = new StubServer();
    private static final StubServer SLOW = new StubServer();
    private static final Trap TRAP = new Trap();
    private static final Portal PORTAL = Portal.at(HOST.url("/callback"));
    private static final Portal NARROW = Portal.at(HOST.url("/narrow"));
    private static final Portal TARPIT = Portal.at(SLOW.url("/callback"));
    private static final Portal REMOTE = Portal.at("https://rp1.example/callback");

    @DynamicPropertySource
    static void world(DynamicPropertyRegistry registry) {
        PORTAL.register(WORLD);
        NARROW.register(WORLD, "requestUris: [\"%s\"]".formatted(HOST.url("/ro/")));
        TARPIT.register(WORLD);
        REMOTE.register(WORLD, "requestUris: [\"https://rp1.example/ro/\"]");
        WORLD.describe(registry);
        registry.add("verifier.outbound.total-timeout", () -> "1s");
    }

    @AfterAll
    static void close() throws IOException {
        assertThat(TRAP.calls()).as("nobody went where a stranger said").isZero();
        TRAP.close();
        HOST.close();
        SLOW.close();
    }

    @LocalServerPort
    private int port;

    private Http http;
    private Browser browser;

    @BeforeEach
    void open() {
        http = new Http(port);
        browser = new Browser(http);
        HOST.asked().clear();
    }

    // -- positive controls

    /** RunbookConfidentialClient: the object at request_uri, redirect_uri in there only; fetched once, and not after the login. */
    @Test
    void a_person_signs_in_at_a_client_that_hosts_what_the_runbook_says() {
        HOST.serve(PORTAL.sign(PORTAL.threeClaims()));

        var back = browser.signIn(WORLD, WORLD.person, PORTAL.outside("request_uri", HOST.url("/request/123?x=y")));

        assertThat(back).containsEntry("state", "portal state");
        assertThat(PORTAL.redeem(http, back.getOrDefault("code", "")).status()).isEqualTo(200);
        assertThat(HOST.asked()).containsExactly("GET /request/123?x=y");
    }

    @Test
    void the_object_is_asked_for_by_its_media_type_and_a_line_break_behind_it_does_no_harm() {
        var accepted = new ArrayList<String>();
        HOST.behave(exchange -> {
            accepted.add(exchange.getRequestHeaders().getFirst("Accept"));
            StubServer.respond(exchange, 200, PORTAL.sign(PORTAL.threeClaims()) + "\r\n");
        });

        begins(PORTAL, HOST.url("/request"));

        assertThat(accepted).singleElement().asString().startsWith("application/oauth-authz-req+jwt");
    }

    @Test
    void a_form_is_fetched_for_once_too() {
        HOST.serve(PORTAL.sign(PORTAL.threeClaims()));

        var answer = browser.post("/oidc/authorize", PORTAL.outside("request_uri", HOST.url("/request")));

        assertThat(answer.status()).as(answer.body()).isEqualTo(303);
        assertThat(browser.get(answer.header("Location")).header("Location")).contains("/login/");
        assertThat(HOST.asked()).hasSize(1);
    }

    @Test
    void a_login_goes_on_after_a_restart_without_another_fetch(@TempDir Path data) {
        var arguments = WORLD.arguments();
        HOST.serve(PORTAL.sign(PORTAL.threeClaims()));
        String page;
        try (var before = RunningServer.start(data, arguments)) {
            var early = new Browser(before.http());
            page = early.begin(PORTAL.outside("request_uri", HOST.url("/request")));
            early.post(early.answer(WORLD, WORLD.person, page));
            browser.take(early.cookieHeader());
        }
        try (var after = RunningServer.start(data, arguments)) {
            var late = new Browser(after.http());
            late.take(browser.cookieHeader());
            assertThat(late.arrive(late.get(page + "/continue"))).containsKey("code");
        }
        assertThat(HOST.asked()).hasSize(1);
    }

    // -- JR-15, JR-17, JR-21: from where

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:{trap}/",
                "http://[::1]:{trap}/",
                "http://localhost:{trap}/",
                "http://0.0.0.0:{trap}/",
                "http://169.254.169.254/latest/",
                "http://10.0.0.1/",
                "http://100.64.0.1/",
                "http://[fd00::1]/",
                "http://[64:ff9b::7f00:1]/",
                "http://198.18.0.1/",
                "http://192.0.0.1/",
                "http://[ff02::1]/",
                "https://rp2.example/ro/1",
                "https://rp1.example/ro/../x",
                "https://rp1.example/ro/%2e%2e/x",
                "https://rp1.example/ro/..%2fx",
                "https://rp1.example/ro/..;/x",
                "https://rp1.example/ro/%252e%252e/x",
                "https://rp1.example/rot/1",
                "https://rp1.example/ro",
                "https://rp1.example.evil.example/ro/1",
                "https://evil.example@rp1.example/ro/1",
                "https://rp1.example@evil.example/ro/1",
                "https://rp1.example:8443/ro/1",
                "https://rp1.example/ro/1#fragment",
                "http://rp1.example/ro/1",
                "ftp://rp1.example/ro/1",
                "file:///etc/passwd",
                "//rp1.example/ro/1",
                "data:text/plain,a.b.c",
                "https:rp1.example/ro/1",
                "https://rp1.example\\@evil.example/ro/1",
                "https://rp1.\u0435xample/ro/1",
                " https://rp1.example/ro/1",
                ""
            })
    void nothing_is_fetched_that_the_client_has_not_registered(String uri) {
        var target = uri.replace("{trap}", String.valueOf(TRAP.url().getPort()));

        onOurPage(REMOTE, target, "request_uri_not_permitted");
    }

    @Test
    void a_prefix_ends_where_a_segment_ends_and_takes_the_place_of_the_origin() {
        HOST.serve(NARROW.sign(NARROW.threeClaims()));

        begins(NARROW, HOST.url("/ro/1"));
        onOurPage(NARROW, HOST.url("/other/1"), "request_uri_not_permitted");
        onOurPage(NARROW, HOST.url("/ro2/1"), "request_uri_not_permitted");
        assertThat(HOST.asked()).containsExactly("GET /ro/1");
    }

    // -- JR-19, JR-22: what comes back

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void no_redirect_is_followed(int status) {
        for (var target : List.of(TRAP.url().toString(), "file:///etc/passwd", HOST.url("/elsewhere"))) {
            HOST.behave(exchange -> {
                exchange.getResponseHeaders().set("Location", target);
                StubServer.respond(exchange, status, "");
            });

            onOurPage(PORTAL, HOST.url("/request"), "request_uri_unavailable");
        }
        assertThat(HOST.asked()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 400, 401, 404, 410, 500, 503})
    void no_other_status_is_an_answer(int status) {
        HOST.behave(exchange -> StubServer.respond(exchange, status, status == 204 ? "" : "a.b.c"));

        onOurPage(PORTAL, HOST.url("/request"), "request_uri_unavailable");
    }

    @Test
    void a_body_that_is_too_large_or_never_ends_is_let_go() {
        HOST.serve("x".repeat(64 * 1024 + 1));
        onOurPage(PORTAL, HOST.url("/giant"), "request_uri_unavailable");

        HOST.behave(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try {
                while (true) {
                    exchange.getResponseBody().write(new byte[64 * 1024]);
                }
            } catch (IOException e) {
                exchange.close();
            }
        });
        onOurPage(PORTAL, HOST.url("/endless"), "request_uri_unavailable");
    }

    /** RL-22. */
    @Test
    void a_body_that_drips_is_not_waited_for() {
        var done = new CountDownLatch(1);
        HOST.behave(exchange -> drip(exchange, done));
        var began = System.nanoTime();

        onOurPage(PORTAL, HOST.url("/drip"), "request_uri_unavailable");

        done.countDown();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
    }

    /** Byte by byte, each in time, and never all of them. */
    private static void drip(HttpExchange exchange, CountDownLatch done) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        try {
            while (!done.await(200, TimeUnit.MILLISECONDS)) {
                exchange.getResponseBody().write('x');
                exchange.getResponseBody().flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** RL-22. */
    @Test
    void a_host_that_never_answers_keeps_nobody_else_from_theirs() throws Exception {
        var done = new CountDownLatch(1);
        SLOW.behave(exchange -> {
            try {
                done.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        HOST.serve(PORTAL.sign(PORTAL.threeClaims()));
        try (var all = Executors.newVirtualThreadPerTaskExecutor()) {
            var stuck = new ArrayList<Future<Http.Answer>>();
            for (var i = 0; i < 60; i++) {
                stuck.add(all.submit(
                        () -> new Browser(http).authorize(TARPIT.outside("request_uri", SLOW.url("/request")))));
            }
            begins(PORTAL, HOST.url("/request"));
            for (var answer : stuck) {
                assertThat(answerOf(answer).status()).isEqualTo(400);
            }
        } finally {
            done.countDown();
        }
    }

    private static Http.Answer answerOf(Future<Http.Answer> answer) throws InterruptedException {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void what_was_fetched_is_read_as_if_it_had_been_sent_and_repeated_to_nobody() {
        HOST.serve("<html>the intranet's secret page</html>");
        var answer = browser.authorize(PORTAL.outside("request_uri", HOST.url("/request")));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("request_object_malformed").doesNotContain("intranet");

        var bytes = new String(new byte[] {(byte) 0xff, '.', '.'}, StandardCharsets.ISO_8859_1);
        HOST.serve(bytes);
        onOurPage(PORTAL, HOST.url("/request"), "request_object_malformed");
    }

    @Test
    void what_stands_at_the_url_may_contradict_what_stands_beside_it_no_more_than_what_is_sent() {
        HOST.serve(PORTAL.sign(PORTAL.allClaims()));

        var answer = browser.authorize(PORTAL.outside("request_uri", HOST.url("/request")));

        assertThat(answer.header("Location"))
                .startsWith(PORTAL.redirectUri() + "?error=invalid_request_object")
                .contains("request_object_contradicted", "state=state");
    }

    private void begins(Portal client, String uri) {
        var answer = browser.authorize(client.outside("request_uri", uri));
        assertThat(answer.header("Location")).as(answer.body()).startsWith(World.ISSUER + "/login/");
    }

    private void onOurPage(Portal client, String uri, String code) {
        var answer = browser.authorize(client.outside("request_uri", uri));
        assertThat(answer.status()).as(uri + " " + answer.header("Location")).isEqualTo(400);
        assertThat(answer.headers().map()).doesNotContainKey("location");
        assertThat(answer.body()).contains(code);
    }
}
