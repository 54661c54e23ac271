package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.server.page.ElsewhereView;
import dev.verifier.server.page.Pages;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** What pages load, as the whole server serves it. */
@VerifierTest
class PageFilesTests {

    private static final World WORLD = new World();

    @DynamicPropertySource
    static void world(DynamicPropertyRegistry registry) {
        WORLD.describe(registry);
    }

    @Autowired
    private Pages pages;

    @LocalServerPort
    private int port;

    private Http http;

    @BeforeEach
    void call() {
        http = new Http(port);
    }

    @Test
    void a_page_finds_what_it_loads_and_may_keep_it() throws IOException {
        var page = new MockHttpServletResponse();
        pages.write(new ElsewhereView(), new MockHttpServletRequest(), page);
        var html = Jsoup.parse(new String(page.getContentAsByteArray(), StandardCharsets.UTF_8));
        var stylesheet = html.select("link[rel=stylesheet]").attr("href");

        var answer = http.get(stylesheet);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers().allValues("content-type")).containsExactly("text/css;charset=utf-8");
        assertThat(answer.headers().allValues("cache-control")).containsExactly("public, max-age=31536000, immutable");
        assertThat(answer.headers().allValues("x-content-type-options")).containsExactly("nosniff");
        assertThat(answer.headers().map()).doesNotContainKeys("set-cookie", "pragma", "expires");
        assertThat(answer.body()).contains("--accent");
    }

    @Test
    void nothing_else_is_served_beside_it() {
        for (var path : List.of(
                "/login/assets/",
                "/login/assets/login.css",
                "/login/assets/login.html",
                "/login/assets/words_en.properties")) {
            assertThat(http.get(path).status()).as(path).isEqualTo(404);
        }
        var posted = http.send(http.request("/login/assets/login.css").method("POST", BodyPublishers.noBody()));
        assertThat(posted.status()).isEqualTo(405);
    }
}
