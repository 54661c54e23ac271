package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.server.LastingClient.Tokens;
import dev.verifier.server.configuration.Surface;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whoever gets hold of the database, of a copy or of the disk, learns no secret and nobody's name. */
class RowsAtRestTests {

    private static final World WORLD = new World();
    private static final String GRANTS = "authorization_code, refresh_token";
    private static final LastingClient PORTAL = LastingClient.confidential(WORLD, GRANTS);
    private static final LastingClient APP = LastingClient.open(WORLD, "app-that-stays", GRANTS);

    /** What the credential says of the person, and what a private key has. */
    private static final List<String> KNOWN =
            List.of("ann@acme.example", "firstName", WORLD.person.did(), "\\\"d\\\":\\\"");

    private final Set<String> rows = new LinkedHashSet<>();
    private final Map<String, String> secrets = new LinkedHashMap<>();

    @BeforeAll
    static void listen() {
        WORLD.tellOfLogouts("app-that-stays", "http://127.0.0.1:1/logout");
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void no_table_has_a_secret_or_a_person_in_it_at_any_moment_of_the_three_flows(Engine engine) throws IOException {
        var folder = WORLD.folder.resolve("sealed-" + engine);
        try (var server = start(engine, folder)) {
            useAll(server);
        }

        assertThat(tables())
                .contains(
                        "wallet_login",
                        "authorization_grant",
                        "pushed_request",
                        "browser_session",
                        "session_client",
                        "logout_notice",
                        "shared_secret",
                        "used_once",
                        "revoked_token");
        secrets.forEach((name, secret) -> assertThat(rows.stream().filter(row -> row.contains(secret)))
                .as(name)
                .isEmpty());
        for (var known : KNOWN) {
            assertThat(rows.stream().filter(row -> row.contains(known)))
                    .as(known)
                    .isEmpty();
        }
        if (engine == Engine.H2) {
            var file = Files.readString(folder.resolve("verifier.mv.db"), StandardCharsets.ISO_8859_1);
            assertThat(Stream.concat(secrets.values().stream(), KNOWN.stream()).filter(file::contains))
                    .isEmpty();
        }
    }

    /** The control: the same eyes see what is written in clear. */
    @Test
    void what_is_not_sealed_is_seen() {
        try (var server = start(Engine.H2, WORLD.folder.resolve("in-clear"), "--verifier.keys.data-use=open-only")) {
            useAll(server);
        }

        for (var known : KNOWN) {
            assertThat(rows.stream().filter(row -> row.contains(known)))
                    .as(known)
                    .isNotEmpty();
        }
        assertThat(rows.stream().filter(row -> row.contains("state-canary"))).isNotEmpty();
    }

    @Test
    void what_is_sealed_is_enough_to_go_on_with() {
        var only = "--verifier.keys.data-use=sealed-only";
        try (var server = start(Engine.H2, WORLD.folder.resolve("sealed-only"), only)) {
            useAll(server);
        }
        try (var server = start(Engine.H2, WORLD.folder.resolve("sealed-only"), only)) {
            assertThat(server.http().token(WORLD.login().form()).status()).isEqualTo(200);
        }
    }

    private static RunningServer start(Engine engine, Path folder, String... more) {
        var database = engine.properties(folder).entrySet().stream()
                .map(property -> "--" + property.getKey() + "=" + property.getValue());
        return RunningServer.start(
                folder,
                Stream.of(Stream.of(WORLD.arguments("--verifier.login.single-sign-on=1h")), database, Stream.of(more))
                        .flatMap(all -> all)
                        .toArray(String[]::new));
    }

    /** A person at a confidential client that pushes, and at a public one; a machine; what follows, to the end. */
    private void useAll(RunningServer server) {
        var http = server.http();
        look(server);
        var portal = pushed(server);
        look(server);
        var tokens = Tokens.of(PORTAL.redeem(http, signIn(server, new Browser(http), portal)));
        var second = Tokens.of(PORTAL.refresh(http, tokens.refresh()));
        PORTAL.revoke(http, second.access());
        keep("portal", tokens);
        keep("portal again", second);
        look(server);

        var request = APP.request();
        request.put("state", "state-canary");
        request.put("nonce", "nonce-canary");
        var browser = new Browser(http);
        var app = Tokens.of(APP.redeem(http, signIn(server, browser, request)));
        keep("app", app);
        look(server);
        browser.get(Surface.LOGOUT + "?id_token_hint=" + app.id());
        look(server);

        var machine = http.token(WORLD.login().form());
        assertThat(machine.status()).isEqualTo(200);
        secrets.put("machine's token", machine.json().get("access_token").asString());
        look(server);
    }

    private Map<String, String> pushed(RunningServer server) {
        var form = PORTAL.form();
        form.putAll(PORTAL.request());
        form.put("state", "pushed-canary");
        var uri =
                server.http().post(Surface.PAR, form).json().get("request_uri").asString();
        secrets.put("pushed request", uri.substring(uri.lastIndexOf(':') + 1));
        return Map.of("client_id", PORTAL.clientId(), "request_uri", uri);
    }

    /** The code, after a look at every step. */
    private String signIn(RunningServer server, Browser browser, Map<String, String> request) {
        var page = browser.begin(request);
        look(server);
        var answer = browser.answer(WORLD, WORLD.person, page);
        look(server);
        var back = browser.post(answer).json().path("redirect_uri").asString("");
        look(server);
        var arrived = browser.arrive(browser.get(back.isEmpty() ? page + "/continue" : back));
        look(server);
        secrets.put("code " + page, arrived.getOrDefault("code", ""));
        secrets.put("credential " + page, answer.credential());
        secrets.put("presentation " + page, answer.presentation());
        for (var cookie : browser.cookieHeader().split("; ", -1)) {
            var value = cookie.substring(cookie.indexOf('=') + 1);
            if (value.length() > 20) {
                secrets.put("cookie " + page + cookie, value.substring(value.length() - 40));
            }
        }
        if (!back.isEmpty()) {
            secrets.put(
                    "response code " + page,
                    Browser.query(URI.create(back).getRawQuery()).getOrDefault("response_code", ""));
        }
        return arrived.getOrDefault("code", "");
    }

    private void keep(String whose, Tokens tokens) {
        secrets.put(whose + "'s access token", tokens.access());
        secrets.put(whose + "'s refresh token", tokens.refresh());
        secrets.put(whose + "'s family", tokens.refresh().substring(0, 24));
        secrets.put(whose + "'s ID token", tokens.id());
    }

    /** Remembers every row there is now. */
    private void look(RunningServer server) {
        var database = server.context().getBean(JdbcClient.class);
        database.sql("""
                        select table_name from information_schema.tables
                        where table_schema in ('PUBLIC', 'public') and table_type like 'BASE%'""")
                .query((row, _) -> row.getString(1))
                .list()
                .forEach(table -> database.sql("select * from \"" + table + "\"")
                        .query()
                        .listOfRows()
                        .forEach(row -> rows.add(table.toLowerCase(Locale.ROOT) + " " + row)));
    }

    private Set<String> tables() {
        var tables = new LinkedHashSet<String>();
        rows.forEach(row -> tables.add(row.substring(0, row.indexOf(' '))));
        return tables;
    }
}
