package dev.verifier.wallet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.verifier.wallet.openid4vp.Questioner;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // JUnit fills the fields in
class SignInCommandTests {
    @TempDir
    private Path directory;

    private Questioner verifier;
    private HttpServer app;
    private Path world;

    @BeforeEach
    void make_a_world() throws IOException {
        verifier = new Questioner();
        world = Console.world(directory);
        app = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        app.createContext("/start", exchange -> redirect(exchange, "/login?secret=1"));
        app.createContext(
                "/login",
                exchange ->
                        show(exchange, "<h1>Sign in</h1> <a class=\"main\" data-openid4vp href=\"" + link() + "\">"));
        app.createContext("/login/back", exchange -> {
            var cookies = exchange.getRequestHeaders().getFirst("Cookie");
            redirect(exchange, "browser=7".equals(cookies) ? "/home" : "/stranger");
        });
        app.createContext("/home", exchange -> show(exchange, "<h1>Hello, <bdi>Ann\u001b[2J</bdi></h1>"));
        app.createContext("/stranger", exchange -> show(exchange, "<h1>Who are you?</h1>"));
        app.createContext("/circle", exchange -> redirect(exchange, "/circle"));
        app.createContext("/file", exchange -> redirect(exchange, "file:///etc/passwd"));
        app.start();
    }

    @AfterEach
    void close() {
        verifier.close();
        app.stop(0);
    }

    @Test
    void ends_at_the_page_that_knows_the_person() {
        verifier.redirectingTo(url("/login/back"));

        var console = signIn("/start");

        assertThat(console.err()).isEmpty();
        assertThat(console.out().strip()).isEqualTo("Signed in at " + url("/home") + ", which says: Hello, Ann [2J");
        assertThat(verifier.answers()).hasSize(1);
    }

    @Test
    void says_what_a_page_says_that_is_only_text() {
        app.removeContext("/home");
        app.createContext("/home", exchange -> show(exchange, "Hello, Ann\nYou have mail"));
        verifier.redirectingTo(url("/login/back"));

        assertThat(signIn("/start").out()).endsWith(", which says: Hello, Ann\n");
    }

    @Test
    void goes_on_by_itself_where_the_wallet_is_told_nothing() {
        app.createContext("/login/continue", exchange -> redirect(exchange, "/login/back"));
        app.createContext("/plain", exchange -> redirect(exchange, "/login"));

        assertThat(signIn("/plain").out()).contains(url("/home"));
    }

    @Test
    void says_what_it_found_where_nobody_can_sign_in() {
        var console = signIn("/stranger");

        assertThat(console.exitCode()).isEqualTo(1);
        assertThat(console.err()).contains(url("/stranger"), "Who are you?");
    }

    @Test
    void is_refused_like_any_wallet() {
        var console = signIn("/start", "--tamper", "WRONG_NONCE");

        assertThat(console.exitCode()).isEqualTo(1);
        assertThat(console.err()).contains("error_description: nonce");
    }

    @Test
    void follows_no_circles_and_nowhere_else() {
        assertThat(signIn("/circle").exitCode()).isEqualTo(3);
        assertThat(signIn("/file").exitCode()).isEqualTo(3);
    }

    private String link() {
        return verifier.link().toString().replace("&", "&amp;");
    }

    private String url(String path) {
        return "http://127.0.0.1:" + app.getAddress().getPort() + path;
    }

    private Console signIn(String path, Object... more) {
        var words = new ArrayList<Object>(List.of("sign-in", "--app", url(path)));
        words.addAll(List.of("--key", world.resolve("employee/key.pem")));
        words.addAll(List.of("--credential", world.resolve("employee/credential.jwt")));
        words.addAll(List.of(more));
        return Console.run(words.toArray());
    }

    private static void redirect(HttpExchange exchange, String location) throws IOException {
        exchange.getResponseHeaders().add("Location", location);
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    private static void show(HttpExchange exchange, String html) throws IOException {
        var body = html.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Set-Cookie", "browser=7; Path=/; HttpOnly; SameSite=Lax");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
