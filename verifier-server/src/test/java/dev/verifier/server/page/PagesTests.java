package dev.verifier.server.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.verifier.server.configuration.Surface;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class PagesTests {

    private static final String PATH = SamplePages.PATH;

    static Stream<Page> pages() {
        return SamplePages.all().values().stream();
    }

    // -- what every page keeps

    @ParameterizedTest
    @MethodSource("pages")
    void nothing_is_inline_and_nothing_is_foreign(Page page) {
        var html = SamplePages.html(page);

        assertThat(html.select("style, [style], script:not([src]), iframe, object, embed, base"))
                .isEmpty();
        assertThat(html.getAllElements().stream().flatMap(element -> element.attributes().asList().stream()))
                .noneMatch(attribute -> attribute.getKey().startsWith("on"));
        assertThat(html.select("[src]").eachAttr("src")).allMatch(source -> source.startsWith(Asset.PATH));
        assertThat(html.select("link").eachAttr("href")).allMatch(link -> link.startsWith(Asset.PATH));
        assertThat(html.html()).doesNotContain("th:", "xmlns");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void every_link_leads_to_us_to_a_wallet_or_to_where_the_configuration_says(Page page) {
        var foreign = SamplePages.html(page).select("a").eachAttr("href").stream()
                .filter(link -> !link.startsWith("/login/"))
                .toList();

        assertThat(foreign)
                .allMatch(link -> link.equals(SamplePages.WALLET_LINK)
                        || link.equals(SamplePages.WALLET_HERE)
                        || link.startsWith("https://dataspace.example/")
                        || link.startsWith("https://wallet.example/")
                        || link.equals("https://market.example/"));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void a_page_has_what_those_need_who_do_not_see_it(Page page) {
        var html = SamplePages.html(page);

        assertThat(html.documentType()).isNotNull();
        assertThat(html.select("html").attr("lang")).isEqualTo("en");
        assertThat(html.title()).endsWith(" – Data Space");
        assertThat(html.select("main")).hasSize(1);
        assertThat(html.select("body > header")).hasSize(1);
        assertThat(html.select("body > footer")).hasSize(1);
        assertThat(html.select("h1")).hasSize(1);
        assertThat(html.select("img:not([alt]), svg:not([role=img]):not([aria-hidden])"))
                .isEmpty();
        assertThat(html.select("svg[role=img]"))
                .allMatch(image -> !image.attr("aria-label").isBlank());
        assertThat(html.select("meta[name=viewport]").attr("content")).doesNotContain("maximum", "user-scalable");
        var ids = html.select("[id]").eachAttr("id");
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(html.select("[aria-labelledby]").eachAttr("aria-labelledby")).isSubsetOf(ids);
        assertThat(html.select("a, button, h1, h2, dt, dd, summary")).allMatch(Element::hasText);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void a_page_lets_nobody_in_and_nothing_out(Page page) {
        var response = SamplePages.write(page, "en");

        assertThat(directives(String.valueOf(response.getHeader("Content-Security-Policy"))))
                .contains("default-src 'none'", "style-src 'self'", "frame-ancestors 'none'", "base-uri 'none'")
                .contains(
                        switch (page) {
                            case ConsentView _ -> "form-action 'self' https://market.example";
                            case FormPostView _ -> "form-action https://market.example";
                            case LogoutView logout
                            when logout.formTarget() != null -> "form-action 'self' https://market.example";
                            default -> "form-action 'self'";
                        })
                .noneMatch(directive -> directive.contains("unsafe") || directive.contains("*"));
        assertThat(response.getHeader("Cache-Control")).isEqualTo("no-store");
        assertThat(response.getHeader("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(response.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(response.getHeader("X-Frame-Options")).isEqualTo("DENY");
        assertThat(response.getHeader("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
        assertThat(response.getHeader("Permissions-Policy")).contains("camera=()");
        assertThat(response.getHeader("Strict-Transport-Security")).startsWith("max-age=");
        assertThat(response.getContentType()).isEqualTo("text/html;charset=UTF-8");
        assertThat(response.getStatus()).isEqualTo(page instanceof ErrorView error ? error.status() : 200);
    }

    private static Set<String> directives(String policy) {
        return Arrays.stream(policy.split(";")).map(String::strip).collect(Collectors.toSet());
    }

    @Test
    void only_pages_that_go_on_by_themselves_may_run_their_script() {
        assertThat(policy(SamplePages.all().get("form-post") instanceof FormPostView form ? form : new ElsewhereView()))
                .contains("script-src 'self'")
                .noneMatch(directive -> directive.startsWith("connect-src"));
        assertThat(policy(SamplePages.logout(null, null))).noneMatch(directive -> directive.startsWith("script-src"));
        assertThat(policy(SamplePages.login(LoginState.WAITING, null, 5)))
                .contains("script-src 'self'", "connect-src 'self'");
        assertThat(policy(new ElsewhereView())).noneMatch(directive -> directive.startsWith("script-src"));
    }

    private static Set<String> policy(Page page) {
        return directives(String.valueOf(SamplePages.write(page, "en").getHeader("Content-Security-Policy")));
    }

    // -- the login

    @ParameterizedTest
    @EnumSource(
            value = LoginState.class,
            names = {"WAITING", "SCANNED", "CHECKING", "REFUSED"})
    void an_open_login_has_the_wallet_link_the_code_the_events_and_a_refresh(LoginState state) {
        var html = SamplePages.html(SamplePages.login(state, "wrong_nonce", 3));

        assertThat(html.select("a[data-openid4vp]").attr("href")).isEqualTo(SamplePages.WALLET_LINK);
        assertThat(html.select(".wallets a[href^=openid4vp]").attr("href")).isEqualTo(SamplePages.WALLET_HERE);
        assertThat(html.select("meta[name=verifier-events]").attr("content")).isEqualTo(PATH + "/events");
        assertThat(html.select("head > noscript > meta[http-equiv=refresh]").attr("content"))
                .isEqualTo("3");
        assertThat(html.select("details.qr svg path[d]")).hasSize(1);
        assertThat(html.select("main").attr("data-state")).isEqualTo(state.word());
        assertThat(seen(html, ".leave a")).isEqualTo(PATH + "/cancel");
        assertThat(seen(html, "#retry")).isEmpty();
        assertThat(seen(html, "#continue")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"RETURNING, 5", "EXPIRED, 5", "DONE, 5", "REFUSED, 0"})
    void a_closed_login_has_none_of_them(LoginState state, int attemptsLeft) {
        var html = SamplePages.html(SamplePages.login(state, "too_many_attempts", attemptsLeft));

        assertThat(html.select("[data-openid4vp], meta[name=verifier-events], .qr, noscript > meta[content=3]"))
                .isEmpty();
        assertThat(html.html()).doesNotContain("openid4vp:");
        assertThat(seen(html, "#retry")).isEqualTo(state == LoginState.DONE ? "" : PATH + "/retry");
        assertThat(seen(html, "#continue")).isEqualTo(state == LoginState.DONE ? PATH + "/continue" : "");
    }

    @Test
    void a_refusal_says_why_what_next_and_how_many_tries_are_left() {
        var html = SamplePages.html(SamplePages.login(LoginState.REFUSED, "credential_expired", 1));

        assertThat(html.select("[role=alert]:not([hidden])")).hasSize(1);
        assertThat(html.select("#why").text())
                .isEqualTo(Words.in("en").say(Explanation.CREDENTIAL_EXPIRED.key()))
                .isNotEqualTo(Words.in("en").say(Explanation.NOT_ACCEPTED.key()));
        assertThat(html.select("#tries").text()).isEqualTo(Words.in("en").say("tries.one"));
    }

    @Test
    void without_another_device_there_is_no_code_but_the_links() {
        var html = SamplePages.html(Objects.requireNonNull(SamplePages.all().get("same-device")));

        assertThat(html.select(".qr")).isEmpty();
        assertThat(html.select("a.main[data-openid4vp]")).hasSize(1);
        assertThat(html.select(".wallets a[href^=https://wallet.example]")).hasSize(1);
    }

    /** ISO/IEC 18004, table 7: the largest code holds 2953 bytes. */
    @ParameterizedTest
    @CsvSource({"2953, 1", "2954, 0"})
    void a_link_that_no_code_holds_is_for_a_wallet_on_this_device(int length, int codes) {
        var link = "openid4vp://?" + "x".repeat(length - "openid4vp://?".length());
        var html = SamplePages.html(SamplePages.waitingFor(link));

        assertThat(html.select("details.qr svg path[d]")).hasSize(codes);
        assertThat(html.select("a[data-openid4vp]").attr("href")).isEqualTo(link);
    }

    @Test
    void links_begin_with_the_path_of_the_issuer() {
        var page = SamplePages.login(LoginState.WAITING, null, 5);
        var html = Jsoup.parse(new String(
                SamplePages.write(SamplePages.brand(), "https://verifier.example/base", page, "en")
                        .getContentAsByteArray(),
                StandardCharsets.UTF_8));

        assertThat(html.select("meta[name=verifier-events]").attr("content")).isEqualTo("/base" + PATH + "/events");
        assertThat(html.select("script").attr("src")).startsWith("/base" + Asset.PATH);
        assertThat(seen(html, ".leave a")).isEqualTo("/base" + PATH + "/cancel");
    }

    private static String seen(Document html, String selector) {
        return html.select(selector).stream()
                .filter(element -> !element.hasAttr("hidden") && element.closest("[hidden]") == null)
                .map(element -> element.attr("href"))
                .collect(Collectors.joining());
    }

    // -- languages

    @ParameterizedTest
    @CsvSource({
        "en, en",
        "es-MX, es",
        "ca-ES-valencia, ca",
        "'nl, ca;q=0.5, es;q=0.8', es",
        "'nl', en",
        "'de-AT', de",
        "'es;q=0, ca', ca",
        "'*', en",
        "'', en",
        "'!!, ;;q=x', en",
    })
    void the_browser_chooses_the_language(String accepted, String spoken) {
        var response = SamplePages.write(new ElsewhereView(), accepted);

        assertThat(response.getHeader("Content-Language")).isEqualTo(spoken);
        assertThat(response.getHeader("Vary")).isEqualTo("Accept-Language");
        var html = SamplePages.html(new ElsewhereView(), accepted);
        assertThat(html.select("html").attr("lang")).isEqualTo(spoken);
        assertThat(html.select("h1").text()).isEqualTo(Words.in(spoken).say("elsewhere.say"));
    }

    @Test
    void a_browser_that_says_nothing_gets_the_language_of_the_house() {
        var brand = Brand.of(SamplePages.branding(Map.of(
                "verifier.branding.languages", "es,ca",
                "verifier.branding.default-language", "ca")));

        assertThat(SamplePages.write(brand, "https://verifier.example", new ElsewhereView(), null)
                        .getHeader("Content-Language"))
                .isEqualTo("ca");
        assertThat(SamplePages.write(brand, "https://verifier.example", new ElsewhereView(), "en")
                        .getHeader("Content-Language"))
                .isEqualTo("ca");
    }

    @Test
    void what_the_page_may_have_to_say_later_is_in_the_language_of_whoever_asks() throws IOException {
        var pages = new Pages(SamplePages.brand(), new Surface(URI.create("https://verifier.example"), true));

        for (var spoken : List.of("en", "es", "en", "ca", "es")) {
            var request = new MockHttpServletRequest();
            request.addHeader("Accept-Language", spoken);
            var response = new MockHttpServletResponse();
            pages.write(SamplePages.login(LoginState.WAITING, null, 3), request, response);

            var html = Jsoup.parse(new String(response.getContentAsByteArray(), StandardCharsets.UTF_8));
            var words = Words.in(spoken);
            for (var state : LoginState.values()) {
                assertThat(html.select("#words > [data-say=" + state.word() + "]")
                                .text())
                        .isEqualTo(words.say("state." + state.word()));
            }
            assertThat(html.select("#words > div > p:first-child").eachText())
                    .isEqualTo(Arrays.stream(Explanation.values())
                            .map(why -> words.say(why.key()))
                            .toList());
            assertThat(html.select("#words > [data-tries]")).hasSize(3);
            assertThat(html.select("#words > [data-left=60]").text()).isEqualTo(words.say("left.60"));
        }
    }

    // -- hostile text

    private static final String HOSTILE =
            "<img src=x onerror=alert(1)>'\"`${7*7}__${7*7}__[[${7*7}]]&lt;\u202Egpj.exe\u0000\u2066";

    @Test
    void what_others_wrote_is_text_and_nothing_else() {
        for (var page : List.of(
                SamplePages.waiting(HOSTILE, HOSTILE),
                SamplePages.consent(HOSTILE),
                new ConsentView(
                        HOSTILE,
                        HOSTILE,
                        List.of(HOSTILE),
                        List.of(new ClaimView(HOSTILE, HOSTILE)),
                        "/consent/x",
                        HOSTILE,
                        "https://market.example"),
                SamplePages.login(LoginState.REFUSED, HOSTILE, 3),
                new ErrorView(400, HOSTILE, HOSTILE, HOSTILE, HOSTILE, null))) {
            var html = SamplePages.html(page);

            assertThat(html.select("[onerror], img[src=x]")).isEmpty();
            assertThat(html.text()).doesNotContain("49", "\u202E", "\u2066");
        }
        assertThat(SamplePages.html(SamplePages.waiting(HOSTILE, "market.example"))
                        .select("h1 bdi")
                        .text())
                .isEqualTo("<img src=x onerror=alert(1)>'\"`${7*7}__${7*7}__[[${7*7}]]&lt;gpj.exe");
    }

    @Test
    void whoever_wrote_the_application_reads_what_to_do_and_nobody_else_is_bothered() {
        assertThat(SamplePages.html(SamplePages.error(400, "redirect_uri_not_registered"))
                        .select(".facts dd[lang=en]")
                        .text())
                .contains("redirect_uri");
        for (var code : List.of("credential_expired", "login_elsewhere", "rate_limited")) {
            assertThat(SamplePages.html(SamplePages.error(400, code)).select(".facts dd[lang=en]"))
                    .isEmpty();
        }
    }

    @Test
    void names_are_short_and_hosts_keep_their_end() {
        var html = SamplePages.html(SamplePages.waiting("long ".repeat(100), "evil.".repeat(100) + "market.example"));

        assertThat(html.select("h1 bdi").text()).hasSizeLessThanOrEqualTo(80).endsWith("…");
        assertThat(html.select(".host bdi").text())
                .hasSizeLessThanOrEqualTo(80)
                .startsWith("…")
                .endsWith("market.example");
    }

    @Test
    void a_host_of_letters_that_only_look_alike_is_shown_as_it_is_asked_for() {
        var html = SamplePages.html(SamplePages.waiting("Market", "m\u0430rket.example"));

        assertThat(html.select(".host bdi").text()).isEqualTo("xn--mrket-4ve.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"javascript:alert(1)", "data:text/html,x", "market.example", "com.example.app:/back"})
    void the_way_back_is_to_a_web_page_or_not_shown(String link) {
        var html =
                SamplePages.html(new ErrorView(400, "client_unknown", "Register.", "7K2M", "Market", URI.create(link)));

        assertThat(html.select(".go")).isEmpty();
        assertThat(SamplePages.html(SamplePages.error(400, "client_unknown"))
                        .select(".go a")
                        .attr("href"))
                .isEqualTo("https://market.example/");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"https://x.example; script-src *", "https://x.example/path", "*", "https://x.example'"})
    void an_origin_does_not_end_the_policy_it_is_part_of(@Nullable String origin) {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new ConsentView("x", "x", List.of(), List.of(), "/x", "x", origin == null ? "" : origin));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://market.example.evil.example/callback",
                "https://market.example@evil.example/callback",
                "http://market.example/callback",
                "javascript:alert(1)",
                "com.example.app:/callback"
            })
    void a_form_is_posted_to_the_origin_that_the_policy_names(String action) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FormPostView(action, Map.of(), "https://market.example"));
        var html = SamplePages.html(new FormPostView(
                "https://market.example/callback?a=b", Map.of("state", HOSTILE), "https://market.example"));
        assertThat(html.select("form").attr("action")).isEqualTo("https://market.example/callback?a=b");
        assertThat(html.select("input[type=hidden][name=state]").attr("value")).startsWith("<img src=x onerror");
        assertThat(html.select("[onerror], img[src=x]")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"ca es, en, ca", "fr es-MX, en, es", "fr de, ca, ca", "'', es, es", "!! x, es, es"})
    void the_client_chooses_the_language_before_the_browser_does(String uiLocales, String accepted, String spoken) {
        assertThat(new Languages(List.of("en", "es", "ca"), "en")
                        .wanted(uiLocales, accepted)
                        .locale()
                        .toLanguageTag())
                .isEqualTo(spoken);
    }

    @ParameterizedTest
    @ValueSource(strings = {"//evil.example", "https://evil.example", "/\\evil.example", "/login/\"><b>", "login"})
    void a_path_is_one_of_ours(String path) {
        assertThatIllegalArgumentException().isThrownBy(() -> at(path, SamplePages.WALLET_LINK, null));
    }

    @Test
    void a_wallet_link_opens_a_wallet() {
        assertThatIllegalArgumentException().isThrownBy(() -> at(PATH, "javascript:alert(1)", null));
        // HAIP 1.0 §5.1 has it for wallets that want it; there is one link, and it is the one that all are registered
        // for.
        assertThatIllegalArgumentException()
                .isThrownBy(() -> at(PATH, SamplePages.WALLET_LINK.replace("openid4vp:", "haip-vp:"), null));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> at(PATH, SamplePages.WALLET_LINK, URI.create("javascript:alert(1)")));
        assertThat(at(PATH, SamplePages.WALLET_LINK, URI.create("https://wallet.example"))
                        .open())
                .isTrue();
    }

    private static LoginView at(String path, String walletLink, @Nullable URI webWallet) {
        return new LoginView(
                "x",
                "x",
                walletLink,
                SamplePages.WALLET_HERE,
                webWallet,
                true,
                LoginState.WAITING,
                null,
                5,
                Duration.ofMinutes(2),
                path,
                null);
    }

    /** Without a script, and where the browser cannot, nobody sees it. */
    @Test
    void a_credential_is_asked_for_through_the_browser_where_the_script_finds_that_it_can() {
        var page = SamplePages.html(through("openid4vp-v1-signed"));
        var button = page.select("button#digital");
        assertThat(button.hasAttr("hidden")).isTrue();
        assertThat(button.attr("type")).isEqualTo("button");
        assertThat(button.attr("data-protocol")).isEqualTo("openid4vp-v1-signed");
        assertThat(button.attr("data-path")).isEqualTo(PATH + "/digital-credential");
        assertThat(page.select("#told[role=status]").text()).isEmpty();
        assertThat(page.select("#words [data-digital]")).hasSize(3);
        assertThat(page.select("details.qr")).hasSize(1);

        assertThat(SamplePages.html(through(null)).select("#digital, #told, [data-digital]"))
                .isEmpty();
    }

    private static LoginView through(@Nullable String protocol) {
        return new LoginView(
                "x",
                "x",
                SamplePages.WALLET_LINK,
                SamplePages.WALLET_HERE,
                null,
                true,
                LoginState.WAITING,
                null,
                5,
                Duration.ofMinutes(2),
                PATH,
                protocol);
    }

    // -- consent and errors

    @Test
    void consent_is_asked_for_with_everything_that_would_be_shared() {
        var html = SamplePages.html(SamplePages.consent("Green Marketplace"), "ca");

        assertThat(html.select("form").attr("action")).isEqualTo("/consent/K7dQ2xV9mLr4TzWc8YbNfA");
        assertThat(html.select("form").attr("method")).isEqualTo("post");
        assertThat(html.select("input[name=token]").attr("value")).isEqualTo("Zm9yZ2VyeS1wcm9vZi10b2tlbg");
        assertThat(html.select("button[name=answer]").eachAttr("value")).containsExactly("allow", "deny");
        assertThat(html.select("dt").eachText()).contains(Words.in("ca").say("claim.organisation"));
        assertThat(html.select("dd").eachText()).contains("Marta Puig i Ferrer");
        assertThat(html.select(".scopes li")).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({
        "404, not_found, NOTHING_HERE",
        "500, broken, BROKEN",
        "500, never_heard_of, BROKEN",
        "429, rate_limited, BUSY",
        "400, parameter_invalid, APPLICATION_AT_FAULT",
        "400, login_expired, TOO_LATE",
        "403, login_elsewhere, ELSEWHERE",
    })
    void an_error_is_said_in_words_with_the_id_that_support_asks_for(int status, String code, Explanation why) {
        var html = SamplePages.html(SamplePages.error(status, code), "es");

        assertThat(html.select("h1").text()).isEqualTo(Words.in("es").say(why.key()));
        assertThat(html.select("code").eachText()).containsExactly("7K2M9QXV4TZ8B1CD", code);
    }
}
