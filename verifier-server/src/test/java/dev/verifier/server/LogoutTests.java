package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.server.configuration.Surface;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** OpenID Connect RP-Initiated Logout 1.0, by the modules of its certification, and UL-03. */
class LogoutTests extends SessionWorld {

    private static final String BYE = "https://app.example/bye";

    private Http.Answer logout(String... namesAndValues) {
        return browser.get(Surface.LOGOUT + "?" + Http.encoded(with(Map.of(), namesAndValues)));
    }

    private boolean isSignedIn() {
        return isAnswered(browser.authorize(request("prompt", "none")));
    }

    /** oidcc-rp-initiated-logout. */
    @Test
    void a_client_that_shows_the_session_s_id_token_signs_the_person_out_and_gets_them_back() {
        var hint = signedIn();
        assertThat(isSignedIn()).isTrue();

        var answer = logout("id_token_hint", hint, "post_logout_redirect_uri", BYE, "state", "a b&c");

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("Location")).isEqualTo(BYE + "?state=a%20b%26c");
        assertThat(answer.header("Set-Cookie")).contains("session=;", "Max-Age=0", "HttpOnly");
        assertThat(isSignedIn()).isFalse();
    }

    /** The session is over, and not only its cookie. */
    @Test
    void after_logout_the_session_opens_nothing_to_anybody_who_kept_its_cookie() {
        var tokens = tokens(signIn(), request());
        var kept = browser.cookieHeader();
        var unredeemed = browser.arrive(browser.authorize(otherApp()));
        assertThat(userInfo(tokens)).isEqualTo(200);

        logout("id_token_hint", tokens.json().get("id_token").asString());

        browser.take(kept);
        assertThat(isSignedIn()).isFalse();
        assertThat(userInfo(tokens)).as("access token").isEqualTo(401);
        assertThat(tokens(unredeemed, otherApp()).status()).as("code").isEqualTo(400);
    }

    private int userInfo(Http.Answer tokens) {
        return http.send(http.request(Surface.USERINFO)
                        .header(
                                "Authorization",
                                "Bearer " + tokens.json().get("access_token").asString())
                        .GET())
                .status();
    }

    /** oidcc-rp-initiated-logout-no-state. */
    @Test
    void without_a_state_there_is_none_on_the_way_back() {
        assertThat(logout("id_token_hint", signedIn(), "post_logout_redirect_uri", BYE)
                        .header("Location"))
                .isEqualTo(BYE);
        assertThat(logout("client_id", "browser-app", "post_logout_redirect_uri", BYE + "?now=1", "state", "s")
                        .header("Location"))
                .isEqualTo(BYE + "?now=1&state=s");
    }

    /** oidcc-rp-initiated-logout-no-post-logout-redirect-uri, -only-state. */
    @Test
    void without_a_uri_the_person_stays_on_our_page() {
        var answer = logout("id_token_hint", signedIn(), "state", "s");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers().map()).doesNotContainKey("location");
        assertThat(Jsoup.parse(answer.body()).select("main form")).isEmpty();
        assertThat(isSignedIn()).isFalse();
    }

    /** oidcc-rp-initiated-logout-no-params, -only-state: the person is asked, and their yes counts. */
    @ParameterizedTest
    @ValueSource(strings = {"", "?state=s", "?client_id=browser-app", "?logout_hint=somebody&ui_locales=es"})
    void whoever_shows_nothing_does_not_sign_anybody_out(String parameters) {
        signIn();

        var question = browser.get(Surface.LOGOUT + parameters);

        assertThat(question.status()).isEqualTo(200);
        assertThat(isSignedIn()).as("asked only").isTrue();
        var yes = confirm(question);
        assertThat(yes.status()).isEqualTo(200);
        assertThat(yes.headers().map()).doesNotContainKey("location");
        assertThat(isSignedIn()).isFalse();
        if (parameters.contains("es")) {
            assertThat(question.header("Content-Language")).isEqualTo("es");
        }
    }

    private Http.Answer confirm(Http.Answer question) {
        var form = Jsoup.parse(question.body()).select("main form");
        return browser.post(form.attr("action"), fields(question));
    }

    private static Map<String, String> fields(Http.Answer question) {
        return Jsoup.parse(question.body()).select("main form input").stream()
                .collect(Collectors.toMap(field -> field.attr("name"), field -> field.attr("value")));
    }

    /** oidcc-rp-initiated-logout-no-id-token-hint: no way back before the person has said yes. */
    @Test
    void a_client_without_an_id_token_has_the_person_asked() {
        signIn();

        var question = logout("client_id", "browser-app", "post_logout_redirect_uri", BYE, "state", "s");

        assertThat(question.status()).isEqualTo(200);
        assertThat(question.headers().map()).doesNotContainKey("location");
        assertThat(question.header("Content-Security-Policy")).contains("form-action 'self' https://app.example;");
        assertThat(confirm(question).header("Location")).isEqualTo(BYE + "?state=s");
        assertThat(isSignedIn()).isFalse();
        refused(logout("post_logout_redirect_uri", BYE), "post_logout_redirect_uri_not_registered");
    }

    /** UL-03, oidcc-rp-initiated-logout-bad-post-logout-redirect-uri, -query-added-to-post-logout-redirect-uri. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/bye",
                "javascript:alert(1)",
                BYE + "/more",
                BYE + "?a=b",
                BYE + "#f",
                "https://app.example:443/bye",
                "http://app.example/bye",
                "https://app.example@evil.example/bye",
                "//evil.example",
                ""
            })
    void nobody_is_led_to_a_uri_that_is_not_registered(String uri) {
        var hint = signedIn();

        refused(
                logout("id_token_hint", hint, "post_logout_redirect_uri", uri),
                "post_logout_redirect_uri_not_registered");
        refused(
                logout("client_id", "browser-app", "post_logout_redirect_uri", uri),
                "post_logout_redirect_uri_not_registered");
        assertThat(isSignedIn()).as("nothing happened").isTrue();
        assertThat(logout("id_token_hint", hint, "post_logout_redirect_uri", BYE)
                        .header("Location"))
                .isEqualTo(BYE);
    }

    private static void refused(Http.Answer answer, String code) {
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.headers().map()).doesNotContainKey("location");
        assertThat(answer.header("Content-Type")).startsWith("text/html");
        assertThat(answer.body()).contains(code).doesNotContain("evil.example", "alert(1)");
    }

    /** oidcc-rp-initiated-logout-modified-id-token-hint, -bad-id-token-hint. */
    @Test
    void a_hint_that_is_not_ours_is_refused() {
        var tokens = tokens(signIn(), request());
        var hint = tokens.json().get("id_token").asString();
        var parts = hint.split("\\.", -1);
        var unsigned = Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.US_ASCII))
                + "." + parts[1] + ".";
        var modified = parts[0] + "." + parts[1] + "." + (parts[2].startsWith("A") ? "B" : "A") + parts[2].substring(1);

        for (var bad : new String[] {
            modified, unsigned, "rubbish", "", tokens.json().get("access_token").asString(), "x".repeat(8000)
        }) {
            refused(logout("id_token_hint", bad, "post_logout_redirect_uri", BYE), "id_token_hint_invalid");
        }
        refused(logout("id_token_hint", hint, "client_id", "other-app"), "id_token_hint_invalid");
        refused(logout("client_id", "nobody"), "authorization_client_unknown");
        refused(browser.get(Surface.LOGOUT + "?state=a&state=b"), "parameter_repeated");
        assertThat(isSignedIn()).isTrue();
        assertThat(logout("id_token_hint", hint, "client_id", "browser-app").status())
                .isEqualTo(200);
        assertThat(isSignedIn()).isFalse();
    }

    /** UL-03: somebody else's ID token signs nobody out, here or there, before the person here has said yes. */
    @Test
    void a_stolen_hint_ends_nothing() {
        signIn();
        var victim = new Browser(http);
        var stolen = idToken(victim.signIn(WORLD, WORLD.otherPerson, request()), request());

        var question = logout("id_token_hint", stolen, "post_logout_redirect_uri", BYE);

        assertThat(question.status()).isEqualTo(200);
        assertThat(question.headers().map()).doesNotContainKey("location");
        assertThat(isSignedIn()).isTrue();
        assertThat(new Browser(http)
                        .get(Surface.LOGOUT + "?id_token_hint=" + stolen)
                        .status())
                .as("in a browser in which nobody is signed in")
                .isEqualTo(200);
        assertThat(confirm(question).header("Location")).isEqualTo(BYE);
        assertThat(isSignedIn()).isFalse();
        assertThat(isAnswered(victim.authorize(request("prompt", "none")))).isTrue();
    }

    /** CWE-352: another site can ask, and cannot answer. */
    @Test
    void nobody_but_the_person_says_yes() {
        signIn();
        var stranger = new Browser(http);
        stranger.signIn(WORLD, WORLD.otherPerson, request());
        var strangers = fields(stranger.get(Surface.LOGOUT));

        for (var token : new String[] {"guessed", "", strangers.getOrDefault("token", "")}) {
            var answer = browser.post(Surface.LOGOUT + "/confirm", Map.of("token", token));
            assertThat(answer.status()).isEqualTo(200);
            assertThat(isSignedIn()).as(token).isTrue();
        }
        assertThat(browser.post(Surface.LOGOUT, Map.of()).status()).isEqualTo(200);
        assertThat(isSignedIn()).isTrue();
        confirm(browser.get(Surface.LOGOUT));
        assertThat(isSignedIn()).isFalse();
    }

    /** §2: also by POST, whose cookies SameSite keeps back: the browser asks once more by a link, where they are. */
    @Test
    void a_form_of_another_site_is_asked_again_as_a_link() {
        var hint = signedIn();
        var form = Map.of("id_token_hint", hint, "post_logout_redirect_uri", BYE, "state", "s");

        var fromElsewhere = new Browser(http).post(Surface.LOGOUT, form);

        assertThat(fromElsewhere.status()).isEqualTo(303);
        assertThat(fromElsewhere.header("Location")).startsWith(World.ISSUER + Surface.LOGOUT + "?");
        var answer = browser.get(fromElsewhere.header("Location"));
        assertThat(answer.header("Location")).isEqualTo(BYE + "?state=s");
        assertThat(isSignedIn()).isFalse();
        assertThat(browser.post(Surface.LOGOUT + "?" + Http.encoded(form), form).status())
                .isEqualTo(400);
    }

    @Test
    void a_form_that_no_link_can_hold_is_answered_by_a_question_of_ours() {
        var hint = signedIn();
        var form = Map.of("id_token_hint", hint, "post_logout_redirect_uri", BYE, "state", "ñ".repeat(1000));

        var question = new Browser(http).post(Surface.LOGOUT, form);

        assertThat(question.status()).isEqualTo(200);
        assertThat(browser.post(Surface.LOGOUT + "/confirm", fields(question)).header("Location"))
                .startsWith(BYE + "?state=");
        assertThat(isSignedIn()).isFalse();
    }

    @Test
    void a_look_is_no_step() {
        var hint = signedIn();

        var head = http.send(http.request(Surface.LOGOUT + "?id_token_hint=" + hint)
                .header("Cookie", browser.cookieHeader())
                .method("HEAD", HttpRequest.BodyPublishers.noBody()));

        assertThat(head.status()).isEqualTo(405);
        assertThat(isSignedIn()).isTrue();
    }

    /** Whoever signs in as somebody else leaves the other's session behind. */
    @Test
    void a_client_of_the_person_before_has_the_person_asked() {
        var before = signedIn();
        browser.signIn(WORLD, WORLD.otherPerson, otherApp("prompt", "login"));

        assertThat(logout("id_token_hint", before, "post_logout_redirect_uri", BYE)
                        .status())
                .isEqualTo(200);
        assertThat(isSignedIn()).isTrue();
    }
}
