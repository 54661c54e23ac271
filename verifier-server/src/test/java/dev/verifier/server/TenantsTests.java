package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.verifier.server.configuration.Surface;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Two issuers in one process, at one port, which have nothing of each other. Both know the same clients, people and issuers of credentials:
 * whatever is refused is refused because it is the other's.
 */
class TenantsTests {

    private static final World ACME = new World(URI.create("http://acme.localhost:9000"));
    private static final World GLOBEX = ACME.at(URI.create("http://globex.localhost:9000"));
    private static final String GRANTS = "\"authorization_code\", \"refresh_token\"";
    private static final LastingClient OFFICE = LastingClient.confidential(ACME, GRANTS);
    private static final LastingClient OFFICE_THERE = new LastingClient(GLOBEX, OFFICE.clientId(), OFFICE.key());

    @TempDir
    private static Path folder;

    private static RunningServer server;
    private static Http acme;
    private static Http globex;

    @BeforeAll
    static void start() throws IOException {
        var tenants = Files.createDirectory(folder.resolve("tenants"));
        Files.writeString(tenants.resolve("acme.yaml"), ACME.tenant() + """
                verifier.branding.name: Acme Industries
                verifier.branding.accent-color: "#7a1fa2"
                verifier.login.single-sign-on: 1h
                """);
        Files.writeString(tenants.resolve("globex.yaml"), GLOBEX.tenant() + """
                verifier.branding.name: Globex Corporation
                verifier.branding.accent-color: "#0b6e4f"
                verifier.login.single-sign-on: 1h
                """);
        server = RunningServer.installation(
                folder.resolve("data"),
                "--verifier.tenants.location=" + tenants,
                "--verifier.outbound.allow-private-addresses=true");
        acme = new Http("acme.localhost", server.port());
        globex = new Http("globex.localhost", server.port());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String token(Http.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().get("access_token").asString();
    }

    private static JsonNode claims(Http.Answer answer) {
        return Browser.payload(token(answer));
    }

    @Test
    void a_machine_gets_a_token_at_each() {
        assertThat(claims(acme.token(ACME.login().form())).get("iss").asString())
                .isEqualTo("http://acme.localhost:9000");
        assertThat(claims(globex.token(GLOBEX.login().form())).get("iss").asString())
                .isEqualTo("http://globex.localhost:9000");
    }

    @Test
    void a_person_signs_in_at_each() {
        for (var world : new World[] {ACME, GLOBEX}) {
            var http = world == ACME ? acme : globex;
            var arrived = new Browser(http).signIn(world, world.person, Browser.request());
            var tokens = http.token(Browser.redemption(arrived.getOrDefault("code", "")));

            assertThat(arrived).containsEntry("iss", world.issuer.toString());
            assertThat(claims(tokens).get("iss").asString()).isEqualTo(world.issuer.toString());
            assertThat(Browser.payload(tokens.json().get("id_token").asString())
                            .get("iss")
                            .asString())
                    .isEqualTo(world.issuer.toString());
        }
    }

    @Test
    void tokens_say_whose_they_are_unless_the_client_is_registered_for_another() {
        assertThat(claims(acme.token(ACME.login().form())).get("tenant").asString())
                .isEqualTo("acme");
        assertThat(claims(globex.token(GLOBEX.login().form())).get("tenant").asString())
                .isEqualTo("globex");
        var registered = GLOBEX.login(GLOBEX.tenantMachine).build();
        assertThat(claims(globex.token(registered.form())).get("tenant").asString())
                .isEqualTo("acme");
    }

    @Test
    void each_has_keys_of_its_own() {
        assertThat(keys(acme)).isNotEmpty().doesNotContainAnyElementsOf(keys(globex));
    }

    @Test
    void what_one_has_published_is_not_what_another_has() {
        for (var path : List.of(Surface.JWKS, Surface.OPENID_CONFIGURATION, Surface.AUTHORIZATION_SERVER)) {
            var known = acme.get(path).header("ETag");

            assertThat(acme.send(acme.request(path).header("If-None-Match", known))
                            .status())
                    .isEqualTo(304);
            assertThat(globex.send(globex.request(path).header("If-None-Match", known))
                            .status())
                    .isEqualTo(200);
            assertThat(globex.get(path).body()).isNotEqualTo(acme.get(path).body());
        }
    }

    private static Iterable<String> keys(Http http) {
        return http.get(Surface.JWKS)
                .json()
                .get("keys")
                .valueStream()
                .map(key -> key.get("kid").asString())
                .toList();
    }

    @Test
    void each_says_in_its_discovery_document_what_is_its_own() {
        assertThat(acme.get(Surface.OPENID_CONFIGURATION).body())
                .contains("acme")
                .doesNotContain("globex");
        assertThat(globex.get(Surface.OPENID_CONFIGURATION).body())
                .contains("globex")
                .doesNotContain("acme");
    }

    @Test
    void each_has_pages_of_its_own() {
        var here = new Browser(acme);
        var there = new Browser(globex);

        assertThat(here.get(here.begin(Browser.request())).body())
                .contains("Acme Industries")
                .doesNotContain("Globex");
        assertThat(there.get(there.begin(Browser.request())).body())
                .contains("Globex Corporation")
                .doesNotContain("Acme");
    }

    // -- what is one's is nothing at the other

    @Test
    void a_machine_assertion_for_one_is_refused_at_the_other() {
        var refused = globex.token(ACME.login().form());

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.code()).isEqualTo("client_assertion_wrong_audience");
    }

    @Test
    void an_access_token_of_one_is_refused_at_the_other() {
        var signedIn = OFFICE.form("grant_type", "authorization_code", "redirect_uri", "https://stay.example/callback");
        signedIn.put("code", OFFICE.code(acme, OFFICE.request()));
        var token = token(acme.token(signedIn));

        assertThat(userInfo(acme, token).status()).isEqualTo(200);
        assertThat(userInfo(globex, token).status()).isEqualTo(401);
        assertThat(acme.post(Surface.INTROSPECT, OFFICE.form("token", token))
                        .json()
                        .get("active")
                        .asBoolean())
                .isTrue();
        var there = globex.post(Surface.INTROSPECT, OFFICE_THERE.form("token", token));
        assertThat(there.status()).as(there.body()).isEqualTo(200);
        assertThat(there.json().get("active").asBoolean()).isFalse();
    }

    private static Http.Answer userInfo(Http http, String token) {
        return http.send(http.request(Surface.USERINFO)
                .header("Authorization", "Bearer " + token)
                .GET());
    }

    @Test
    void an_authorization_code_of_one_is_refused_at_the_other() {
        var code =
                new Browser(acme).signIn(ACME, ACME.person, Browser.request()).getOrDefault("code", "");

        assertThat(globex.token(Browser.redemption(code)).json().get("error").asString())
                .isEqualTo("invalid_grant");
        assertThat(acme.token(Browser.redemption(code)).status()).isEqualTo(200);
    }

    @Test
    void a_refresh_token_of_one_is_refused_at_the_other() {
        var redeemed = OFFICE.form("grant_type", "authorization_code", "redirect_uri", "https://stay.example/callback");
        redeemed.put("code", OFFICE.code(acme, OFFICE.request()));
        var refresh = acme.token(redeemed).json().get("refresh_token").asString();

        var there = globex.token(OFFICE_THERE.form("grant_type", "refresh_token", "refresh_token", refresh));
        assertThat(there.json().get("error").asString()).isEqualTo("invalid_grant");
        var here = acme.token(OFFICE.form("grant_type", "refresh_token", "refresh_token", refresh));
        assertThat(here.status()).as(here.body()).isEqualTo(200);
    }

    @Test
    void a_session_of_one_is_none_at_the_other() {
        var browser = new Browser(acme);
        browser.signIn(ACME, ACME.person, Browser.request());
        var elsewhere = new Browser(globex);
        elsewhere.take(browser.cookieHeader());
        var silently = Browser.request();
        silently.put("prompt", "none");

        assertThat(browser.arrive(browser.authorize(silently))).containsKey("code");
        assertThat(elsewhere.arrive(elsewhere.authorize(silently))).containsEntry("error", "login_required");
    }

    @Test
    void cookies_are_for_one_host() {
        var browser = new Browser(acme);

        assertThat(browser.authorize(Browser.request()).headers().allValues("Set-Cookie"))
                .isNotEmpty()
                .allSatisfy(cookie -> assertThat(cookie).doesNotContainIgnoringCase("domain="));
    }

    @Test
    void a_pushed_request_of_one_is_refused_at_the_other() {
        var pushed = OFFICE.form();
        pushed.putAll(OFFICE.request());
        var answer = acme.post(Surface.PAR, pushed);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        var asked = Map.of(
                "client_id",
                OFFICE.clientId(),
                "request_uri",
                answer.json().get("request_uri").asString());

        var there = new Browser(globex).authorize(asked);
        assertThat(there.status()).isEqualTo(400);
        assertThat(new Browser(acme).authorize(asked).status()).isEqualTo(302);
    }

    @Test
    void a_wallet_that_answers_one_is_refused_at_the_other() {
        var browser = new Browser(acme);
        var page = browser.begin(Browser.request());
        var answer = browser.answer(ACME, ACME.person, page);

        assertThat(globex.post(Browser.path(answer.responseUri().toString()), answer.form())
                        .status())
                .isEqualTo(400);
        assertThat(new Browser(globex).get(page).status()).isNotEqualTo(200);
        assertThat(browser.post(answer).status()).isEqualTo(200);
        assertThat(browser.arrive(browser.get(page + "/continue"))).containsKey("code");
    }

    @Test
    void rows_of_each_are_where_the_other_has_none() {
        assertThat(folder.resolve("data/tenants/acme")).isDirectory();
        assertThat(folder.resolve("data/tenants/globex")).isDirectory();
        assertThat(folder.resolve("data/verifier.mv.db")).doesNotExist();
        new Browser(acme).begin(Browser.request());

        if (Engine.ofThisRun() == Engine.POSTGRESQL) {
            var database = new DriverManagerDataSource(Engine.POSTGRESQL.url(folder.resolve("data")), "verifier", "");
            var rows = JdbcClient.create(database);
            assertThat(rows.sql("select schemaname from pg_tables where tablename = 'wallet_login'")
                            .query(String.class)
                            .list())
                    .containsExactlyInAnyOrder("tenant_acme", "tenant_globex");
            assertThat(rows.sql("select count(*) from tenant_acme.wallet_login")
                            .query(Long.class)
                            .single())
                    .isPositive();
        } else {
            assertThat(folder.resolve("data/tenants/acme/verifier.mv.db")).exists();
            assertThat(folder.resolve("data/tenants/globex/verifier.mv.db")).exists();
        }
    }

    // -- which host

    @ParameterizedTest
    @ValueSource(strings = {"acme.localhost:9000", "ACME.localhost", "acme.localhost:443"})
    void a_host_is_its_tenant_s_in_any_case_and_with_any_port(String host) throws IOException {
        assertThat(RawHttp.send(
                        server.port(),
                        "GET /.well-known/openid-configuration HTTP/1.1\r\nHost: " + host
                                + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ")
                .contains("http://acme.localhost:9000/oidc/token");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: localhost",
                "Host: 127.0.0.1",
                "Host: acme.localhost.",
                "Host: acme.localhost.evil.example",
                "Host: evil.acme.localhost",
                "Host: ",
                "Host: evil.example\r\nX-Forwarded-Host: acme.localhost",
                "Host: evil.example\r\nForwarded: host=acme.localhost",
                "Host: evil.example\r\nX-Tenant: acme"
            })
    void a_host_that_is_nobody_s_is_told_that_and_nothing_else(String head) throws IOException {
        for (var path : new String[] {
            "/.well-known/openid-configuration",
            "/oidc/jwks",
            "/health",
            "/login",
            "/",
            "/error",
            "/admin",
            "/prometheus"
        }) {
            var answer = RawHttp.send(
                    server.port(), "GET " + path + " HTTP/1.1\r\n" + head + "\r\nConnection: close\r\n\r\n");
            assertThat(answer)
                    .as(path)
                    .startsWith("HTTP/1.1 421 ")
                    .contains("\"unknown_host: ")
                    .contains("\"error_id\"")
                    .doesNotContainIgnoringCase("acme.localhost")
                    .doesNotContainIgnoringCase("globex")
                    .doesNotContainIgnoringCase("server:");
        }
    }

    @Test
    void a_request_of_before_there_were_hosts_is_nobody_s() throws IOException {
        assertThat(RawHttp.send(server.port(), "GET /oidc/jwks HTTP/1.0\r\n\r\n"))
                .startsWith("HTTP/1.1 421 ");
    }

    @Test
    void a_person_who_comes_to_nobody_s_host_is_told_in_words() throws IOException {
        var answer = RawHttp.send(
                server.port(),
                "GET /login HTTP/1.1\r\nHost: evil.example\r\nAccept: text/html\r\nConnection: close\r\n\r\n");

        assertThat(answer)
                .startsWith("HTTP/1.1 421 ")
                .contains("unknown_host")
                .doesNotContainIgnoringCase("acme")
                .doesNotContainIgnoringCase("globex");
        var style = Pattern.compile("/login/assets/[^\"]+\\.css").matcher(answer);
        assertThat(style.find()).isTrue();
        assertThat(RawHttp.send(
                        server.port(),
                        "GET " + style.group() + " HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ");
        assertThat(
                        RawHttp.send(
                                server.port(),
                                "GET /login/assets/../../oidc/jwks HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 421 ");
        assertThat(RawHttp.send(
                        server.port(),
                        "GET /login/assets/nothing HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 421 ");
    }

    @Test
    void each_says_at_its_host_whether_it_is_well() {
        assertThat(acme.get("/health").body()).isEqualTo("{\"status\":\"UP\"}");
        assertThat(acme.get("/health/readiness").status()).isEqualTo(404);
        assertThat(acme.get("/prometheus").status()).isEqualTo(404);
        assertThat(acme.get("/admin").status()).isEqualTo(404);
    }

    // -- who operates it

    @Test
    void the_management_port_tells_of_all() {
        var management = server.management();
        var ready = management.get("/health/readiness");

        assertThat(ready.status()).isEqualTo(200);
        var tenants = ready.json().get("components").get("tenants").get("components");
        assertThat(tenants.propertyNames()).containsExactlyInAnyOrder("acme", "globex");
        assertThat(tenants.get("acme").get("details").get("lists").asString()).isEqualTo("UP");
        assertThat(management.get("/health/liveness").status()).isEqualTo(200);
    }

    @Test
    void numbers_are_told_apart() {
        acme.token(ACME.login().form());
        globex.token(GLOBEX.login().form());
        acme.get("/oidc/jwks");
        globex.get("/oidc/jwks");

        var numbers = server.management().get("/prometheus").body();

        for (var tenant : new String[] {"acme", "globex"}) {
            assertThat(numbers)
                    .containsPattern(
                            "verifier_token_total\\{grant=\"client_credentials\",outcome=\"issued\",reason=\"none\",tenant=\""
                                    + tenant + "\"}")
                    .containsPattern("hikaricp_connections_active\\{pool=\"" + tenant + "\",tenant=\"" + tenant + "\"}")
                    .containsPattern("verifier_clients_loaded\\{tenant=\"" + tenant + "\"} [1-9]");
            assertThat(numbers.lines()
                            .filter(line -> line.startsWith("http_server_requests_seconds_count")
                                    && line.contains("status=\"200\"")
                                    && line.contains("tenant=\"" + tenant + "\"")
                                    && line.contains("uri=\"/oidc/jwks\"")))
                    .as("the key set of " + tenant)
                    .hasSize(1);
        }
        assertThat(numbers.lines().filter(line -> line.startsWith("jvm_threads_live_threads")))
                .hasSize(1)
                .noneMatch(line -> line.contains("acme") || line.contains("globex"));
        assertThat(numbers.lines().filter(line -> line.startsWith("# TYPE verifier_token_total")))
                .hasSize(1);
        assertThat(numbers).contains("verifier_carriers");
    }

    @Test
    void the_page_for_operators_tells_tenants_apart() {
        var management = server.management();
        var refused = globex.token(ACME.login().form()).json().get("error_id").asString();

        assertThat(management.get("/admin").json().isMissingNode()).isTrue();
        assertThat(management.get("/admin").body()).isEqualTo("""
                [{"tenant":"acme","issuer":"http://acme.localhost:9000"},\
                {"tenant":"globex","issuer":"http://globex.localhost:9000"}]""");
        var page = management.send(
                management.request("/admin").header("Accept", "text/html").GET());
        assertThat(page.body())
                .contains("href=\"admin/acme\"")
                .contains("http://globex.localhost:9000")
                .contains("style-src 'sha256-")
                .containsPattern("<td class=\"n\">[1-9]\\d*</td>\\s*</tr>");
        assertThat(management.get("/admin/globex").json().get("issuer").asString())
                .isEqualTo("http://globex.localhost:9000");
        assertThat(management.get("/admin/globex").body()).contains(refused);
        assertThat(management.get("/admin/acme").body()).doesNotContain(refused);
        assertThat(management
                        .send(management
                                .request("/admin/acme")
                                .header("Accept", "text/html")
                                .GET())
                        .body())
                .contains("http://acme.localhost:9000");
        assertThat(management.get("/admin/nobody").status()).isEqualTo(404);
    }

    @Test
    void lines_of_the_audit_say_whose_they_are() {
        var heard = new ListAppender<ILoggingEvent>();
        heard.start();
        var audit = (Logger) LoggerFactory.getLogger("dev.verifier.audit");
        audit.addAppender(heard);
        try {
            acme.token(ACME.login().form());
            globex.token(GLOBEX.login().form());
        } finally {
            audit.detachAppender(heard);
        }

        assertThat(heard.list.stream()
                        .map(line -> new JsonMapper().readTree(line.getFormattedMessage()))
                        .filter(line -> line.get("event").asString().equals("TokenIssued"))
                        .map(line -> line.get("tenant").asString()))
                .containsExactly("acme", "globex");
    }
}
