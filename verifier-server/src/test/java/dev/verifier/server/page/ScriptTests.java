package dev.verifier.server.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The login page's script in a real browser: what it makes of what it is told. */
class ScriptTests {

    private static final String PAGE = SamplePages.PATH;
    private static final String EVENTS = PAGE + "/events";

    @TempDir
    private Path folder;

    private PageServer server;

    @BeforeEach
    void serve() throws IOException {
        assumeTrue(Chromium.here(), "no browser at /usr/bin/chromium");
        server = new PageServer(SamplePages.brand());
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"scanned, 2", "checking, 2", "expired, 1"})
    void what_happens_is_seen(String event, String step) throws Exception {
        var html = after(SamplePages.login(LoginState.WAITING, null, 5), event(event, "-"));

        assertThat(html.select("main").attr("data-state")).isEqualTo(event);
        assertThat(html.select("#status").text()).isEqualTo(Words.in("en").say("state." + event));
        assertThat(html.select("[aria-current=step]").attr("data-step")).isEqualTo(step);
        assertThat(html.select("#retry").hasAttr("hidden")).isEqualTo(!event.equals("expired"));
        assertThat(html.select("details.qr").hasAttr("hidden")).isEqualTo(!event.equals("scanned"));
    }

    @ParameterizedTest
    @CsvSource({
        "credential_revoked, CREDENTIAL_REVOKED",
        "presentation_replayed, ANSWER_TO_ANOTHER_REQUEST",
        "never_heard_of, NOT_ACCEPTED",
        "<img src=x onerror=alert(1)>, NOT_ACCEPTED",
    })
    void a_failure_is_said_in_words(String code, Explanation why) throws Exception {
        var html = after(SamplePages.login(LoginState.WAITING, null, 5), event("failed", code));

        assertThat(html.select("main").attr("data-state")).isEqualTo("refused");
        assertThat(html.select("#why").text()).isEqualTo(Words.in("en").say(why.key()));
        assertThat(html.select("#tries").text()).isEqualTo(Words.in("en").say("tries.many", 4));
        assertThat(html.select("[role=alert]").hasAttr("hidden")).isFalse();
        assertThat(html.select("details.qr").hasAttr("open")).isTrue();
        assertThat(html.select("img[src=x]")).isEmpty();
    }

    @Test
    void after_the_last_try_only_a_new_start_is_left() throws Exception {
        var html = after(SamplePages.login(LoginState.WAITING, null, 1), event("failed", "credential_revoked"));

        assertThat(html.select("#retry").hasAttr("hidden")).isFalse();
        assertThat(html.select("details.qr:not([hidden]), .wallets:not([hidden])"))
                .isEmpty();
    }

    @Test
    void a_redirect_on_this_origin_is_followed() throws Exception {
        server.show("/oidc/resume", new ElsewhereView());

        after(SamplePages.login(LoginState.CHECKING, null, 5), event("redirect", "/oidc/resume?x=y"));

        assertThat(server.visits("/oidc/resume")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example/x",
                "https://evil.example/x",
                "javascript:alert(1)",
                "/\\evil.example",
                "/\t/evil.example"
            })
    void a_redirect_to_anywhere_else_is_not(String target) throws Exception {
        var html = after(
                SamplePages.login(LoginState.WAITING, null, 5), event("redirect", target) + event("scanned", "-"));

        assertThat(html.select("main").attr("data-state")).isEqualTo("scanned");
    }

    @Test
    void a_page_whose_time_is_over_can_still_be_told_that_it_went_well() throws Exception {
        server.show("/oidc/resume", new ElsewhereView());
        var late = new LoginView(
                "x",
                "x",
                SamplePages.WALLET_LINK,
                SamplePages.WALLET_HERE,
                null,
                true,
                LoginState.WAITING,
                null,
                5,
                Duration.ZERO,
                PAGE,
                null);

        after(late, event("redirect", "/oidc/resume"));

        assertThat(server.visits("/oidc/resume")).isEqualTo(1);
        assertThat(after(late, "").select("main").attr("data-state")).isEqualTo("expired");
    }

    @Test
    void a_finished_login_goes_on_by_itself() throws Exception {
        server.show(PAGE + "/continue", new ElsewhereView());

        after(SamplePages.login(LoginState.DONE, null, 5), "");

        assertThat(server.visits(PAGE + "/continue")).isEqualTo(1);
    }

    private static String event(String name, String data) {
        return "event: heartbeat\ndata:\n\nevent: " + name + "\ndata: " + data + "\n\n";
    }

    private Document after(LoginView page, String stream) throws IOException, InterruptedException {
        var url = server.show(PAGE, page);
        server.tell(EVENTS, stream);
        return Jsoup.parse(Chromium.run(folder, List.of("--window-size=1280,900", "--dump-dom", url)));
    }
}
