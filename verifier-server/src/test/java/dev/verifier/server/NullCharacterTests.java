package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.server.configuration.Surface;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * PostgreSQL keeps no NUL in a text. Whoever sends one is served where it is theirs to choose, and refused elsewhere, on either engine:
 * nobody breaks anything with it.
 */
@ParameterizedClass
@EnumSource(Engine.class)
class NullCharacterTests {

    private static final World WORLD = new World();
    private static final String GRANTS = "authorization_code, refresh_token";
    private static final LastingClient PORTAL = LastingClient.confidential(WORLD, GRANTS);
    private static final LastingClient APP = LastingClient.open(WORLD, "app-that-stays", GRANTS);
    private static final List<String> MORE = List.of(
            "prompt",
            "max_age",
            "ui_locales",
            "login_hint",
            "id_token_hint",
            "acr_values",
            "claims",
            "display",
            "resource",
            "response_mode",
            "request",
            "request_uri",
            "dpop_jkt",
            "transaction_data",
            "unheard_of");

    private static final Map<Engine, RunningServer> SERVERS = new EnumMap<>(Engine.class);

    private final Http http;

    NullCharacterTests(Engine engine) {
        this.http = SERVERS.computeIfAbsent(engine, NullCharacterTests::start).http();
    }

    private static RunningServer start(Engine engine) {
        var folder = WORLD.folder.resolve(engine.name());
        var database = engine.properties(folder).entrySet().stream()
                .map(property -> "--" + property.getKey() + "=" + property.getValue());
        return RunningServer.start(
                folder,
                Stream.concat(Stream.of(WORLD.arguments("--verifier.limits.authorize-per-address=unlimited")), database)
                        .toArray(String[]::new));
    }

    @AfterAll
    static void stop() {
        SERVERS.values().forEach(RunningServer::close);
        SERVERS.clear();
    }

    @Test
    void what_a_client_chooses_comes_back_to_it() {
        var request = APP.request();
        request.put("state", "state \u0000 of the client");
        request.put("nonce", "nonce \u0000 of the client");

        var arrived = new Browser(http).signIn(WORLD, WORLD.person, request);

        assertThat(arrived).containsEntry("state", request.get("state"));
        var tokens = LastingClient.Tokens.of(APP.redeem(http, arrived.getOrDefault("code", "")));
        assertThat(Browser.payload(tokens.id()).get("nonce").asString()).isEqualTo(request.get("nonce"));
        assertThat(APP.refresh(http, tokens.refresh()).status()).isEqualTo(200);
    }

    @Test
    void it_breaks_no_authorization_request_wherever_it_is() {
        for (var name : names(PORTAL.request())) {
            var request = PORTAL.request();
            request.merge(name, "\u0000", String::concat);

            assertThat(new Browser(http).authorize(request).status()).as(name).isLessThan(500);
            var pushed = http.post(Surface.PAR, with(PORTAL.form(), request));
            assertThat(pushed.status()).as(name + pushed.body()).isLessThan(500);
            if (pushed.status() == 201) {
                var uri = pushed.json().get("request_uri").asString();
                var asked = Map.of("client_id", PORTAL.clientId(), "request_uri", uri);
                assertThat(new Browser(http).authorize(asked).status()).as(name).isLessThan(500);
            }
        }
    }

    @Test
    void it_breaks_no_token_request_wherever_it_is() {
        var redemption =
                APP.form("grant_type", "authorization_code", "code", "code", "code_verifier", Browser.VERIFIER);
        var refresh = APP.form("grant_type", "refresh_token", "refresh_token", "0".repeat(67), "scope", "openid");
        var machine = WORLD.login().form();
        for (var form : List.of(redemption, refresh, machine)) {
            for (var name : names(form)) {
                var sent = new LinkedHashMap<>(form);
                sent.merge(name, "\u0000", String::concat);

                assertThat(http.token(sent).status()).as(name).isLessThan(500);
            }
        }
    }

    @Test
    void an_assertion_s_id_may_have_it_and_is_good_once() {
        var form = WORLD.login()
                .editAssertion(draft -> draft.with("jti", "\u0000" + System.nanoTime()))
                .form();

        assertThat(http.token(form).status()).isEqualTo(200);
        assertThat(http.token(form).status()).isEqualTo(401);
    }

    @Test
    void it_names_no_login_no_session_and_no_token() {
        for (var path : List.of(
                "/login/%00",
                "/login/%00/events",
                "/login/%00/continue",
                "/login/" + "A".repeat(42) + "%00",
                "/oid4vp/auth-request/%00",
                "/oid4vp/auth-request/" + "A".repeat(42) + "%00",
                "/oidc/did/%00",
                "/oidc/logout?id_token_hint=%00&state=%00&client_id=%00&logout_hint=%00&post_logout_redirect_uri=%00")) {
            assertThat(http.get(path).status()).as(path).isLessThan(500);
        }
        for (var state : List.of("\u0000", "A".repeat(42) + "\u0000")) {
            var answer = Map.of("state", state, "vp_token", "\u0000", "response", "\u0000", "error", "\u0000");
            assertThat(http.post(Surface.WALLET_RESPONSE, answer).status()).isLessThan(500);
        }
        assertThat(PORTAL.revoke(http, "\u0000").status()).isEqualTo(200);
        assertThat(PORTAL.introspect(http, "\u0000").body()).isEqualTo("{\"active\":false}");
    }

    private static List<String> names(Map<String, String> form) {
        return Stream.concat(form.keySet().stream(), MORE.stream()).distinct().toList();
    }

    private static Map<String, String> with(Map<String, String> form, Map<String, String> more) {
        var all = new LinkedHashMap<>(form);
        all.putAll(more);
        return all;
    }
}
