package dev.verifier.wallet.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The wallet is a server on the machine of whoever browses the web with it. */
class WalletSafetyTests extends WalletAtHome {
    @Test
    void shows_nothing_of_a_request_it_does_not_believe() {
        verifier.with("aud", "https://elsewhere.example");
        var ask = ask();
        assertThat(ask.status()).isEqualTo(400);
        assertThat(ask.texts("//*[@role='alert']")).containsExactly("The request is not addressed to a wallet.");
        assertThat(ask.text()).doesNotContain("Acme Market");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/present",
                "/present?request=hello",
                "/present?client_id=a&request_uri=file:///etc/passwd",
                "/present?client_id=a&client_id=b",
                "/present?client_id=%25zz&request_uri=%zz"
            })
    void answers_no_link_that_is_none(String path) {
        // The last of them no URI of the JDK's can hold.
        var status = path.endsWith("%zz")
                ? raw("GET " + path + " HTTP/1.1", host())
                : "" + browser.open(path).status();
        assertThat(status).isEqualTo("400");
    }

    @Test
    void decides_each_question_once() {
        var ask = ask();
        browser.submit(ask, SHOW);
        assertThat(browser.submit(ask, SHOW).status()).isEqualTo(409);
        assertThat(verifier.answers()).hasSize(1);
    }

    @Test
    void takes_a_decision_from_its_own_page_only() {
        var ask = ask();
        var fields = new HashMap<>(ask.hiddenFields());
        fields.putAll(SHOW);
        for (var headers : List.of(
                Map.of("Origin", "https://evil.example"),
                Map.of("Origin", "null"),
                Map.of("Origin", browser.origin(), "Sec-Fetch-Site", "cross-site"))) {
            assertThat(browser.post("/answer", fields, headers).statusCode()).isEqualTo(403);
        }
        assertThat(browser.post("/answer", SHOW, Map.of("Origin", browser.origin()))
                        .statusCode())
                .isEqualTo(409);
        fields.put("question", "guessed");
        assertThat(browser.post("/answer", fields, Map.of("Origin", browser.origin()))
                        .statusCode())
                .isEqualTo(409);
        assertThat(verifier.answers()).isEmpty();
        assertThat(browser.submit(ask, SHOW).heading()).startsWith("Done");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "localhost", "localhost:1", "localhost.evil.example:%d", "%d"})
    void answers_to_no_other_name(String host) {
        int port = server.address().getPort();
        assertThat(raw("GET / HTTP/1.1", host.formatted(port))).isEqualTo("421");
        assertThat(raw("GET / HTTP/1.1", "127.0.0.1:" + port)).isEqualTo("200");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /nothing, 404",
        "POST, /present, 404",
        "GET, /answer, 404",
        "HEAD, /, 200",
        "GET, /wallet.css, 200"
    })
    void has_these_pages_and_no_others(String method, String path, String status) {
        assertThat(raw(method + " " + path + " HTTP/1.1", host())).isEqualTo(status);
    }

    @Test
    void takes_no_endless_form() {
        var fields = Map.of("decision", "show", "question", "x".repeat(1 << 15));
        assertThat(browser.post("/answer", fields, Map.of("Origin", browser.origin()))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void runs_no_script_and_sits_in_no_frame() {
        var headers = browser.get("/").headers();
        assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "frame-ancestors 'none'", "form-action 'self'")
                .doesNotContain("unsafe");
        assertThat(headers.firstValue("Cache-Control")).contains("no-store");
        assertThat(headers.firstValue("Referrer-Policy")).contains("same-origin");
        verifier.with("client_metadata", Map.of("client_name", "<script>alert(1)</script>\u0000\"'&"));
        var ask = ask();
        assertThat(ask.all("//script")).isEmpty();
        assertThat(ask.text()).contains("<script>alert(1)</script>");
    }
}
