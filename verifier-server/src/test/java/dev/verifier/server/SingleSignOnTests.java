package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.server.configuration.Surface;
import dev.verifier.wallet.LearVersion;
import dev.verifier.wallet.WalletLoginBuilder;
import java.time.Instant;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom a browser's session answers for, and when it does not (OpenID Connect Core §3.1.2.1, §3.1.2.3). */
class SingleSignOnTests extends SessionWorld {

    private static final Pattern TOKEN = Pattern.compile("name=\"token\" value=\"([^\"]+)\"");

    /** oidcc-prompt-none-logged-in; two clients, one presentation. */
    @Test
    void one_presentation_signs_in_at_two_clients() {
        var first = claims(signedIn());

        var arrived = browser.arrive(browser.authorize(otherApp("prompt", "none")));
        var second = claims(idToken(arrived, otherApp()));

        assertThat(arrived).containsEntry("state", "client state & more").containsKey("iss");
        assertThat(second.get("sid")).isEqualTo(first.get("sid"));
        assertThat(second.get("auth_time")).isEqualTo(first.get("auth_time"));
        assertThat(second.get("sub")).isEqualTo(first.get("sub"));
        assertThat(second.get("aud").asString()).isEqualTo("other-app");
        assertThat(new Http(managementPort).get("/prometheus").body())
                .contains("verifier_login_total{outcome=\"reused\",reason=\"none\"}");
    }

    /** AZ-16, oidcc-prompt-none-not-logged-in. */
    @Test
    void without_a_session_nobody_is_signed_in_and_with_prompt_none_nobody_is_asked() {
        var answer = browser.authorize(request("prompt", "none"));

        assertThat(browser.arrive(answer)).containsEntry("error", "login_required");
        assertThat(answer.headers().map()).doesNotContainKey("set-cookie");
        assertThat(isAsked(browser.authorize(request()))).isTrue();
    }

    @Test
    void another_browser_has_another_session_or_none() {
        var mine = claims(signedIn());
        var other = new Browser(http);
        assertThat(isAsked(other.authorize(request()))).isTrue();

        var theirs = claims(idToken(other.signIn(WORLD, WORLD.otherPerson, request()), request()));

        assertThat(theirs.get("sid")).isNotEqualTo(mine.get("sid"));
        assertThat(claims(idToken(other.arrive(other.authorize(otherApp())), otherApp()))
                        .get("sub"))
                .isEqualTo(theirs.get("sub"));
        assertThat(claims(idToken(browser.arrive(browser.authorize(otherApp())), otherApp()))
                        .get("sub"))
                .isEqualTo(mine.get("sub"));
    }

    /** LG-09, CWE-384: what was in the browser before a login is worth nothing after it. */
    @Test
    void each_login_gives_the_browser_a_new_secret() {
        var planted = new Browser(http);
        planted.signIn(WORLD, WORLD.otherPerson, request());
        var secret = secret(planted);
        browser.take(secret);

        var mine = claims(idToken(browser.signIn(WORLD, WORLD.person, request("prompt", "login")), request()));
        var before = secret(browser);
        assertThat(before).isNotEqualTo(secret);
        assertThat(claims(idToken(planted.arrive(planted.authorize(otherApp())), otherApp()))
                        .get("sub")
                        .asString())
                .isEqualTo(WORLD.otherPerson.did());

        var again = claims(idToken(browser.signIn(WORLD, WORLD.person, request("prompt", "login")), request()));
        assertThat(again.get("sid")).as("one person, one browser").isEqualTo(mine.get("sid"));
        var thief = new Browser(http);
        thief.take(before);
        assertThat(isAsked(thief.authorize(request()))).isTrue();
        assertThat(isAnswered(browser.authorize(request()))).isTrue();
    }

    private static String secret(Browser of) {
        return of.cookieHeader().replaceFirst(".*(session=[^;]+).*", "$1");
    }

    @Test
    void the_cookie_of_a_session_is_out_of_reach_of_scripts_and_other_sites() {
        var page = browser.begin(request());
        browser.post(browser.answer(WORLD, WORLD.person, page));

        var answer = browser.get(browser.get(page + "/continue").header("Location"));

        assertThat(answer.headers().allValues("Set-Cookie"))
                .singleElement()
                .asString()
                .contains("session=", "HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=")
                .doesNotContain("Domain", WORLD.person.did());
    }

    /** oidcc-prompt-login, and select_account, which here is the same. */
    @ParameterizedTest
    @ValueSource(strings = {"login", "select_account", "login consent", "select_account login"})
    void a_client_may_want_a_new_presentation(String prompt) {
        var first = claims(signedIn());
        assertThat(isAsked(browser.authorize(request("prompt", prompt)))).isTrue();
        assertThat(isAnswered(browser.authorize(request()))).isTrue();

        var request = request("prompt", "login");
        var second = claims(idToken(browser.signIn(WORLD, WORLD.person, request), request));
        assertThat(second.get("sub")).isEqualTo(first.get("sub"));
        assertThat(second.get("auth_time").asLong())
                .isGreaterThanOrEqualTo(first.get("auth_time").asLong());
    }

    @ParameterizedTest
    @CsvSource({
        "prompt, none login, prompt_invalid",
        "prompt, none none consent, prompt_invalid",
        "prompt, create, prompt_invalid",
        "prompt, LOGIN, prompt_invalid",
        "max_age, -1, max_age_invalid",
        "max_age, soon, max_age_invalid",
        "max_age, '', max_age_invalid",
        "max_age, 99999999999, max_age_invalid",
        "id_token_hint, rubbish, id_token_hint_invalid",
        "id_token_hint, '', id_token_hint_invalid",
    })
    void what_cannot_be_understood_is_refused_and_nobody_is_asked(String name, String value, String code) {
        signIn();

        var arrived = browser.arrive(browser.authorize(request(name, value)));

        assertThat(arrived).containsEntry("error", "invalid_request").containsKey("state");
        assertThat(arrived.get("error_description")).startsWith(code + ":");
        assertThat(isAnswered(browser.authorize(request()))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"openid openid", "openid learcredential openid"})
    void a_scope_that_is_said_twice_is_said(String scope) {
        signIn();

        assertThat(isAnswered(browser.authorize(request("scope", scope)))).isTrue();
    }

    /** Of another mandate of the same holder nobody said yes to what it tells. */
    @Test
    void who_agreed_with_one_credential_has_to_agree_again_with_another() {
        var credential = present(answer -> answer.version(LearVersion.E1));
        var page = browser.begin(carefulApp());
        assertThat(answer(page, browser.get(page), "allow")).containsKey("code");

        present(answer -> answer.credential(credential));
        assertThat(isAnswered(browser.authorize(carefulApp("prompt", "none")))).isTrue();
        present(answer -> answer.version(LearVersion.E4));
        assertThat(browser.arrive(browser.authorize(carefulApp("prompt", "none"))))
                .containsEntry("error", "consent_required");
    }

    private String present(UnaryOperator<WalletLoginBuilder> which) {
        var page = browser.begin(request("prompt", "login"));
        var asked = Browser.asked(Browser.requestObject(http, browser.walletLink(page)));
        var login = which.apply(WORLD.answer(WORLD.person, asked)).build();
        browser.post(login);
        assertThat(browser.arrive(browser.get(page + "/continue"))).containsKey("code");
        return login.credential();
    }

    /** oidcc-max-age-1, oidcc-max-age-10000. */
    @Test
    void a_client_may_want_a_presentation_that_is_not_older_than_it_says() throws Exception {
        var first = claims(signedIn());

        assertThat(isAsked(browser.authorize(request("max_age", "0")))).isTrue();
        assertThat(browser.arrive(browser.authorize(request("max_age", "0", "prompt", "none"))))
                .containsEntry("error", "login_required");
        var later = claims(idToken(browser.arrive(browser.authorize(request("max_age", "10000"))), request()));
        assertThat(later.get("auth_time")).isEqualTo(first.get("auth_time"));
        var asked = request("max_age", "0");
        var anew = claims(idToken(browser.signIn(WORLD, WORLD.person, asked), asked));
        assertThat(anew.get("auth_time").asLong())
                .isBetween(first.get("auth_time").asLong(), Instant.now().getEpochSecond());
    }

    /** oidcc-id-token-hint; §3.1.2.1: the person the hint is about, or an error. */
    @Test
    void a_client_may_mean_somebody() {
        var hint = signedIn();
        var stranger = new Browser(http);
        var other = idToken(stranger.signIn(WORLD, WORLD.otherPerson, request()), request());

        assertThat(isAnswered(browser.authorize(request("id_token_hint", hint, "prompt", "none"))))
                .isTrue();
        assertThat(browser.arrive(browser.authorize(request("id_token_hint", other, "prompt", "none"))))
                .containsEntry("error", "login_required");
        assertThat(isAsked(browser.authorize(request("id_token_hint", other)))).isTrue();

        var arrived = browser.signIn(WORLD, WORLD.person, request("id_token_hint", other));
        assertThat(arrived).containsEntry("error", "login_required").doesNotContainKey("code");
        assertThat(arrived.get("error_description")).startsWith("login_other_person:");
        assertThat(browser.signIn(WORLD, WORLD.otherPerson, request("id_token_hint", other)))
                .containsKey("code");
    }

    /** Only an ID token of ours, issued to this client, says whom it means. */
    @Test
    void no_other_token_is_a_hint() {
        var tokens = tokens(signIn(), request());
        var hint = tokens.json().get("id_token").asString();
        var tampered = hint.substring(0, hint.length() - 6) + "AAAAAA";

        for (var bad : new String[] {
            tampered, tokens.json().get("access_token").asString(), hint.substring(0, hint.lastIndexOf('.') + 1)
        }) {
            assertThat(browser.arrive(browser.authorize(request("id_token_hint", bad))))
                    .containsEntry("error", "invalid_request");
        }
        assertThat(browser.arrive(browser.authorize(otherApp("id_token_hint", hint))))
                .containsEntry("error", "invalid_request");
        assertThat(isAnswered(browser.authorize(request("id_token_hint", hint))))
                .isTrue();
    }

    /** oidcc-login-hint, -claims-locales, -display-page, -ensure-request-with-acr-values-succeeds, -unknown-parameter. */
    @ParameterizedTest
    @CsvSource({
        "login_hint, somebody@example.com",
        "claims_locales, se en",
        "display, popup",
        "display, page",
        "acr_values, 1 2",
        "nobody_knows, this",
        "ui_locales, xx"
    })
    void what_is_voluntary_is_no_reason_to_refuse(String name, String value) {
        assertThat(isAsked(browser.authorize(request(name, value)))).isTrue();
        signIn();
        assertThat(isAnswered(browser.authorize(request(name, value)))).isTrue();
        assertThat(browser.get(browser.begin(request(name, value, "prompt", "login")))
                        .body())
                .doesNotContain("somebody@example.com");
    }

    /** oidcc-ui-locales. */
    @Test
    void the_client_chooses_the_language_of_the_login() {
        var page = browser.begin(request("ui_locales", "fi ca es"));

        assertThat(browser.get(page).header("Content-Language")).isEqualTo("ca");
        assertThat(browser.get(browser.begin(request())).header("Content-Language"))
                .isEqualTo("en");
    }

    @Test
    void a_signed_request_says_how_the_person_is_to_be_asked_as_well() {
        signIn();
        var silent = Portal.with(PORTAL.allClaims(), "prompt", "none");
        var recent = Portal.with(PORTAL.allClaims(), "max_age", 0);

        assertThat(browser.arrive(browser.authorize(PORTAL.only("request", PORTAL.sign(silent)))))
                .containsKey("code")
                .containsEntry("state", "state inside");
        assertThat(isAsked(browser.authorize(PORTAL.only("request", PORTAL.sign(recent)))))
                .isTrue();
        assertThat(browser.arrive(new Browser(http).authorize(PORTAL.only("request", PORTAL.sign(silent)))))
                .containsEntry("error", "login_required");
    }

    /** RFC 9126 §7.3: whoever answers a request that is kept takes it, a session too. */
    @Test
    void a_request_that_is_kept_is_answered_once() {
        signIn();
        var link = browser.post(Surface.AUTHORIZE, PORTAL.only("request", PORTAL.sign(PORTAL.allClaims())))
                .header("Location");
        assertThat(link).contains("request_uri=urn");

        assertThat(isAnswered(browser.get(link))).isTrue();

        var again = browser.get(link);
        assertThat(again.status()).isEqualTo(400);
        assertThat(again.headers().map()).doesNotContainKey("location");
        assertThat(again.body()).contains("request_uri_used");
    }

    @Test
    void who_is_known_still_has_to_agree_where_the_client_is_registered_so_and_once_in_a_session() {
        signIn();
        assertThat(browser.arrive(browser.authorize(carefulApp("prompt", "none"))))
                .containsEntry("error", "consent_required");

        var page = browser.begin(carefulApp());
        assertThat(page).endsWith("/continue");
        var question = browser.get(page);
        assertThat(question.body()).contains("careful.example").doesNotContain("openid4vp:");
        var arrived = answer(page, question, "allow");
        assertThat(arrived).containsKey("code");

        assertThat(isAnswered(browser.authorize(carefulApp("prompt", "none")))).isTrue();
        assertThat(isAnswered(browser.authorize(carefulApp("scope", "openid")))).isTrue();
        assertThat(browser.arrive(
                        browser.authorize(carefulApp("scope", "openid learcredential email", "prompt", "none"))))
                .as("more than was agreed to")
                .containsEntry("error", "consent_required");
    }

    @Test
    void who_is_known_may_say_no() {
        signIn();
        var page = browser.begin(carefulApp());

        assertThat(answer(page, browser.get(page), "deny")).containsEntry("error", "access_denied");
        assertThat(browser.arrive(browser.authorize(carefulApp("prompt", "none"))))
                .containsEntry("error", "consent_required");
    }

    @Test
    void any_client_may_want_the_person_to_agree() {
        signIn();
        var page = browser.begin(request("prompt", "consent"));

        assertThat(answer(page, browser.get(page), "allow")).containsKey("code");
        assertThat(isAnswered(browser.authorize(request()))).isTrue();
    }

    /** Who was known by the session that is over by now has nothing to agree to; their wallet has to say again who they are. */
    @Test
    void whoever_signs_out_while_they_are_asked_agrees_to_nothing_any_more() {
        var hint = signedIn();
        var page = browser.begin(carefulApp());
        var unseen = browser.begin(carefulApp());
        var question = browser.get(page);

        browser.get(Surface.LOGOUT + "?id_token_hint=" + hint);

        var token = TOKEN.matcher(question.body());
        assertThat(token.find()).isTrue();
        var answer =
                browser.post(page.replace("/continue", "/consent"), Map.of("token", token.group(1), "answer", "allow"));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("login_over");
        assertThat(browser.get(unseen).body()).contains("login_over");

        signIn();
        var again = browser.begin(carefulApp());
        assertThat(answer(again, browser.get(again), "allow")).containsKey("code");
    }

    /** What they presented the second time may be another credential, and is another agreement in any case. */
    @Test
    void whoever_signs_in_anew_while_they_are_asked_agrees_to_nothing_they_were_asked_before() {
        var hint = signedIn();
        var page = browser.begin(carefulApp());
        var question = browser.get(page);
        browser.get(Surface.LOGOUT + "?id_token_hint=" + hint);
        signIn();

        var token = TOKEN.matcher(question.body());
        assertThat(token.find()).isTrue();
        var answer =
                browser.post(page.replace("/continue", "/consent"), Map.of("token", token.group(1), "answer", "allow"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("login_over");
    }

    /** The form of another browser, or of another site, is nobody's yes. */
    @Test
    void nobody_else_agrees() {
        signIn();
        var page = browser.begin(carefulApp());
        var stranger = new Browser(http);

        assertThat(stranger.get(page).status()).isEqualTo(400);
        assertThat(browser.post(page.replace("/continue", "/consent"), Map.of("token", "guessed", "answer", "allow"))
                        .status())
                .isEqualTo(400);
    }

    private Map<String, String> answer(String page, Http.Answer question, String answer) {
        var token = TOKEN.matcher(question.body());
        assertThat(token.find()).as(question.body()).isTrue();
        return browser.arrive(
                browser.post(page.replace("/continue", "/consent"), Map.of("token", token.group(1), "answer", answer)));
    }
}
