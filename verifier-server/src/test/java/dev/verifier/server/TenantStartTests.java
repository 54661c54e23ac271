package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.verifier.server.doctor.DoctorApplication;
import dev.verifier.wallet.WalletKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** How an installation of several tenants starts, why it does not, and how it ends. */
class TenantStartTests {

    private static final World ACME = new World(URI.create("http://acme.localhost:9000"));
    private static final World GLOBEX = ACME.at(URI.create("http://globex.localhost:9000"));

    @TempDir
    private Path folder;

    private Path tenants;

    @BeforeEach
    void describe() throws IOException {
        tenants = Files.createDirectory(folder.resolve("tenants"));
        Files.writeString(tenants.resolve("acme.yaml"), ACME.tenant());
        Files.writeString(tenants.resolve("globex.yaml"), GLOBEX.tenant());
    }

    private RunningServer start(String... more) {
        var arguments = new String[more.length + 2];
        arguments[0] = "--verifier.tenants.location=" + tenants;
        arguments[1] = "--verifier.outbound.allow-private-addresses=true";
        System.arraycopy(more, 0, arguments, 2, more.length);
        return RunningServer.installation(folder.resolve("data"), arguments);
    }

    private void refuses(String why, String... more) {
        refuses(List.of(why), more);
    }

    private void refuses(List<String> why, String... more) {
        assertThatThrownBy(() -> start(more).close())
                .satisfies(thrown -> assertThat(Stream.iterate(thrown, cause -> cause != null, Throwable::getCause))
                        .filteredOn(InvalidConfigurationPropertyValueException.class::isInstance)
                        .singleElement()
                        .asString()
                        .contains("verifier.tenants.location")
                        .contains(why.toArray(String[]::new)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://acme.localhost:9000", "http://ACME.localhost:9001", "http://acme.localhost:9000/other"})
    void two_tenants_with_one_host_do_not_start(String issuer) throws IOException {
        Files.writeString(
                tenants.resolve("globex.yaml"), GLOBEX.tenant().replace("http://globex.localhost:9000", issuer));

        refuses(List.of("globex.yaml", "where tenant acme is already"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "verifier.isuer: x|did you mean verifier.issuer",
                "verifier.login.timeout: soon|verifier.login.timeout",
                "verifier.keys.signing: /nowhere/key.pem|verifier.keys.signing",
                "verifier.branding.accent-color: blue|must look like #2457c5"
            })
    void a_tenant_that_is_told_what_cannot_be_ends_the_start_with_its_name(String wrong, String why)
            throws IOException {
        Files.writeString(tenants.resolve("globex.yaml"), GLOBEX.tenant() + wrong + "\n");

        refuses(List.of("tenant globex does not start", why));
    }

    @Test
    void a_tenant_without_an_issuer_does_not_start() throws IOException {
        Files.writeString(tenants.resolve("third.yaml"), "verifier.branding.name: Third\n");

        refuses(List.of("third.yaml", "has no verifier.issuer"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "server.port: 9005",
                "management.server.port: 9006",
                "verifier.data-directory: /tmp",
                "verifier.dataDirectory: /tmp",
                "verifier.tenant: other",
                "verifier.tenants.location: /tmp",
                "verifier.limits.body: 2MB",
                "verifier.shutdown.drain: 1s",
                "spring.datasource.hikari.pool-name: all",
                "spring.flyway.enabled: false",
                "logging.level.root: DEBUG"
            })
    void a_tenant_is_not_told_what_is_the_installation_s(String key) throws IOException {
        Files.writeString(tenants.resolve("globex.yaml"), GLOBEX.tenant() + key + "\n");

        refuses("which is the installation's and not one tenant's");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "verifier.issuer=https://one.example",
                "verifier.tenant=acme",
                "verifier.keys.signing=key.pem",
                "verifier.keys.data=key",
                "verifier.clients.location=file:clients.yaml",
                "verifier.trust.anchors=anchors.pem",
                "verifier.trust.issuers.list=file:issuers.yaml",
                "verifier.branding.name=All",
                "verifier.openid4vp.verifier-info=info.json"
            })
    void an_installation_is_not_told_what_is_one_tenant_s(String setting) {
        refuses(
                "several tenants cannot share "
                        + setting.replaceFirst("(\\.(data|anchors|signing|issuers.list|name))?=.*", ""),
                "--" + setting);
    }

    @Test
    void tenants_do_not_share_a_database_that_has_no_schemas_for_them() throws IOException {
        Files.writeString(tenants.resolve("globex.yaml"), GLOBEX.tenant() + "spring.datasource.url: jdbc:h2:mem:all\n");

        refuses(List.of("globex.yaml", "no PostgreSQL"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Acme.yaml", "acme.yml", "README.md", "a_b.yaml", "-a.yaml"})
    void a_file_that_is_no_tenant_s_does_not_go_unnoticed(String name) throws IOException {
        Files.writeString(tenants.resolve(name), ACME.tenant());

        refuses("is no tenant's");
    }

    @Test
    void what_is_hidden_and_folders_are_nobody_s() throws IOException {
        Files.writeString(tenants.resolve(".acme.yaml.swp"), "");
        Files.createDirectory(tenants.resolve("lists"));

        try (var server = start()) {
            assertThat(server.management().get("/health/readiness").status()).isEqualTo(200);
        }
    }

    @Test
    void a_folder_without_tenants_and_none_at_all_do_not_start() throws IOException {
        Files.delete(tenants.resolve("acme.yaml"));
        Files.delete(tenants.resolve("globex.yaml"));
        refuses("has no tenant in it");

        Files.delete(tenants);
        refuses("is no folder that can be read");
    }

    /** RL-05, at each of them. */
    @Test
    @Timeout(60)
    void all_drain_together_and_answer_what_was_begun() throws Exception {
        var server = start("--verifier.shutdown.drain=3s");
        var body = "grant_type=client_credentials";
        try (server;
                var socket = new Socket("localhost", server.port())) {
            socket.setSoTimeout(20_000);
            var acme = new Http("acme.localhost", server.port());
            var globex = new Http("globex.localhost", server.port());
            var management = server.management();
            assertThat(management.get("/health/readiness").status()).isEqualTo(200);
            var before = System.nanoTime();
            var stopping = Thread.ofVirtual().start(server::close);
            while (management.get("/health/readiness").status() == 200) {
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
            assertThat(acme.token(ACME.login().form()).status()).isEqualTo(200);
            assertThat(globex.token(GLOBEX.login().form()).status()).isEqualTo(200);
            assertThat(RawHttp.send(server.port(), "GET /oidc/jwks HTTP/1.1\r\nHost: acme.localhost\r\n\r\n"))
                    .startsWith("HTTP/1.1 200 ")
                    .containsIgnoringCase("connection: close");
            var out = socket.getOutputStream();
            out.write(("POST /oidc/token HTTP/1.1\r\nHost: globex.localhost\r\n"
                            + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + body.length()
                            + "\r\n\r\n" + body.substring(0, 5))
                    .getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            while (isOpen(server.port())) {
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
            out.write(body.substring(5).getBytes(StandardCharsets.ISO_8859_1));

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 401 ")
                    .contains("client_authentication_missing");
            stopping.join();
            assertThat(Duration.ofNanos(System.nanoTime() - before))
                    .as("both at once")
                    .isBetween(Duration.ofSeconds(3), Duration.ofSeconds(30));
        }
    }

    private static boolean isOpen(int port) {
        try (var _ = new Socket("localhost", port)) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** OpenTelemetry: what says whose spans they are is an attribute of their resource, and no other tenant's spans are beneath it. */
    @Test
    void spans_say_whose_they_are() {
        var sent = new CopyOnWriteArrayList<String>();
        try (var collector = new StubServer()) {
            collector.behave(exchange -> {
                sent.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
                StubServer.respond(exchange, 200, "");
            });
            try (var server = start(
                    "--management.tracing.export.enabled=true",
                    "--management.tracing.sampling.probability=1.0",
                    "--management.opentelemetry.tracing.export.otlp.endpoint=" + collector.url("/v1/traces"))) {
                assertThat(new Http("acme.localhost", server.port())
                                .token(ACME.login().form())
                                .status())
                        .isEqualTo(200);
                assertThat(new Http("globex.localhost", server.port())
                                .get("/oidc/jwks")
                                .status())
                        .isEqualTo(200);
            }
        }
        // Closing sends what is left. Protocol Buffers: a key, and the value that it has, each after its length.
        var acme = sent.stream()
                .filter(spans -> spans.contains("tenant\22\06\n\04acme"))
                .toList();
        var globex = sent.stream()
                .filter(spans -> spans.contains("tenant\22\10\n\06globex"))
                .toList();
        assertThat(acme).isNotEmpty().doesNotContainAnyElementsOf(globex);
        assertThat(String.join("", acme)).contains("/oidc/token").doesNotContain("/oidc/jwks");
        assertThat(String.join("", globex)).contains("/oidc/jwks").doesNotContain("/oidc/token");
        assertThat(sent).hasSize(acme.size() + globex.size());
    }

    /** What each keeps is there again. */
    @Test
    void tenants_that_are_started_again_are_who_they_were() {
        String key;
        try (var server = start()) {
            key = signingKey(new Http("acme.localhost", server.port()));
        }
        try (var server = start()) {
            assertThat(signingKey(new Http("acme.localhost", server.port()))).isEqualTo(key);
            assertThat(signingKey(new Http("globex.localhost", server.port()))).isNotEqualTo(key);
        }
    }

    @Test
    void a_server_that_was_alone_becomes_a_tenant_and_stays_who_it_is() throws IOException {
        assumeTrue(Engine.ofThisRun() == Engine.H2, "a database server has no folder to move");
        var before = folder.resolve("before");
        var client = LastingClient.open(ACME, "moving-app", "\"authorization_code\", \"refresh_token\"");
        String key;
        LastingClient.Tokens tokens;
        try (var server = RunningServer.start(before, ACME.arguments("--verifier.issuer=http://acme.localhost:9000"))) {
            key = signingKey(server.http());
            tokens = client.signIn(server.http());
        }
        Files.createDirectories(folder.resolve("data/tenants"));
        Files.move(before, folder.resolve("data/tenants/acme"));

        try (var server = start()) {
            var acme = new Http("acme.localhost", server.port());
            assertThat(signingKey(acme)).isEqualTo(key);
            assertThat(tokens.userInfo(acme)).isEqualTo(200);
            assertThat(client.refresh(acme, tokens.refresh()).status()).isEqualTo(200);
        }
    }

    /** Its nodes may go on while those of the installation start: it is one issuer, with rows of its own where they always were. */
    @Test
    void a_server_that_was_alone_on_postgresql_leaves_its_rows_where_they_are_and_gets_a_tenant_beside_it()
            throws Exception {
        var database = Engine.POSTGRESQL.properties(folder).entrySet().stream()
                .map(property -> "--" + property.getKey() + "=" + property.getValue())
                .toList();
        var keys = keys();
        var alone = Stream.of(
                        Stream.of(ACME.arguments("--verifier.issuer=http://acme.localhost:9000")),
                        keys.entrySet().stream().map(key -> "--" + key.getKey() + "=" + key.getValue()),
                        database.stream())
                .flatMap(all -> all)
                .toArray(String[]::new);
        Files.writeString(
                tenants.resolve("acme.yaml"),
                ACME.tenant()
                        + keys.entrySet().stream()
                                .map(key -> key.getKey() + ": " + key.getValue() + "\n")
                                .collect(Collectors.joining())
                        + "spring.datasource.hikari.schema: public\n");
        var client = LastingClient.open(ACME, "staying-app", "\"authorization_code\", \"refresh_token\"");

        try (var before = RunningServer.start(folder.resolve("before"), alone)) {
            var tokens = client.signIn(before.http());
            try (var server = start(database.toArray(String[]::new))) {
                var acme = new Http("acme.localhost", server.port());
                var globex = new Http("globex.localhost", server.port());
                assertThat(signingKey(acme)).isEqualTo(signingKey(before.http()));
                assertThat(signingKey(globex)).isNotEqualTo(signingKey(acme));
                assertThat(tokens.userInfo(acme)).isEqualTo(200);
                assertThat(tokens.userInfo(globex)).isEqualTo(401);

                var refreshed = client.refresh(acme, tokens.refresh());
                assertThat(refreshed.status()).as(refreshed.body()).isEqualTo(200);
                var next = refreshed.json().get("refresh_token").asString();
                assertThat(client.refresh(globex, next).status()).isNotEqualTo(200);
                assertThat(client.refresh(before.http(), next).status())
                        .as("a node of before")
                        .isEqualTo(200);
                assertThat(globex.token(GLOBEX.login().form()).status()).isEqualTo(200);
            }
        }
        var rows = JdbcClient.create(new DriverManagerDataSource(Engine.POSTGRESQL.url(folder), "verifier", ""));
        assertThat(rows.sql("select schemaname from pg_tables where tablename = 'wallet_login'")
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder("public", "tenant_globex");
    }

    /** What nodes must have alike. */
    private Map<String, String> keys() throws IOException {
        var signing = Files.writeString(
                folder.resolve("signing.pem"),
                WalletKey.generate(new SecureRandom()).toPem());
        Files.setPosixFilePermissions(signing, PosixFilePermissions.fromString("rw-------"));
        var data = Base64.getUrlEncoder().encodeToString(new SecureRandom().generateSeed(32));
        return Map.of("verifier.keys.signing", signing.toString(), "verifier.keys.data", data);
    }

    @Test
    void one_tenant_at_most_has_its_rows_where_a_server_alone_has_them() throws IOException {
        var where = "spring.datasource.hikari.schema: public\n";
        Files.writeString(tenants.resolve("acme.yaml"), ACME.tenant() + where);
        Files.writeString(tenants.resolve("globex.yaml"), GLOBEX.tenant() + where);

        refuses(List.of("globex.yaml", "where those of tenant acme are"));
    }

    @Test
    void a_schema_of_another_name_is_nobody_s() throws IOException {
        Files.writeString(
                tenants.resolve("globex.yaml"), GLOBEX.tenant() + "spring.datasource.hikari.schema: tenant_acme\n");

        refuses(List.of("globex.yaml", "only public"));
    }

    @Test
    void without_postgresql_there_is_no_schema_to_stay_in() throws IOException {
        assumeTrue(Engine.ofThisRun() == Engine.H2, "this run has PostgreSQL");
        Files.writeString(
                tenants.resolve("globex.yaml"), GLOBEX.tenant() + "spring.datasource.hikari.schema: public\n");

        refuses(List.of("globex.yaml", "no PostgreSQL"));
    }

    private static String signingKey(Http http) {
        return http.get("/oidc/jwks").json().get("keys").get(0).get("kid").asString();
    }

    // -- commands

    private static String doctor(int expected, String... arguments) throws IOException {
        var out = new ByteArrayOutputStream();
        var code =
                DoctorApplication.run(arguments, Clock.systemUTC(), new PrintStream(out, true, StandardCharsets.UTF_8));
        var said = out.toString(StandardCharsets.UTF_8);
        assertThat(code).as(said).isEqualTo(expected);
        return said;
    }

    @Test
    void the_doctor_looks_at_each_and_at_the_one_that_is_named() throws IOException {
        Files.writeString(tenants.resolve("globex.yaml"), GLOBEX.tenant().replace("clients.yaml", "nothing.yaml"));
        var where = "--verifier.tenants.location=" + tenants;
        var data = "--verifier.data-directory=" + folder.resolve("data");

        assertThat(doctor(1, where, data))
                .containsSubsequence(
                        "ok       tenant        acme",
                        "ok       issuer        http://acme.localhost:9000",
                        "0 errors",
                        "ok       tenant        globex",
                        "error    clients");
        assertThat(doctor(0, where, data, "--verifier.tenant=acme")).doesNotContain("globex");
        assertThat(doctor(2, where, data, "--verifier.tenant=nobody")).contains("only acme, globex");
    }

    /** Each has keys of its own: whose a token is, its own checks say. */
    @Test
    void what_is_wrong_with_something_is_explained_by_the_tenant_that_is_named() throws Exception {
        var assertion =
                Files.writeString(folder.resolve("assertion.jwt"), ACME.login().assertion());
        var arguments = List.of(
                "explain",
                assertion.toString(),
                "--verifier.tenants.location=" + tenants,
                "--verifier.data-directory=" + folder.resolve("data"));

        assertThat(doctor(2, arguments.toArray(String[]::new))).contains("verifier.tenant", "one of acme, globex");
        assertThat(doctor(0, with(arguments, "acme"))).contains("0 failed", "the presentation in it");
        assertThat(doctor(1, with(arguments, "globex"))).contains("client_assertion_wrong_audience: ");
        assertThat(doctor(2, with(arguments, "nobody"))).contains("only acme, globex");
    }

    @Test
    void a_token_of_one_is_explained_by_the_keys_of_the_one_that_is_named() throws Exception {
        assumeTrue(Engine.ofThisRun() == Engine.H2, "keys are in the folder of each");
        String token;
        try (var server = start()) {
            token = new Http("acme.localhost", server.port())
                    .token(ACME.login().form())
                    .json()
                    .get("access_token")
                    .asString();
        }
        var arguments = List.of(
                "explain",
                Files.writeString(folder.resolve("token.jwt"), token).toString(),
                "--verifier.tenants.location=" + tenants,
                "--verifier.data-directory=" + folder.resolve("data"));

        assertThat(doctor(0, with(arguments, "acme"))).contains("0 failed");
        assertThat(doctor(1, with(arguments, "globex"))).contains("FAILED");
    }

    private static String[] with(List<String> arguments, String tenant) {
        return Stream.concat(arguments.stream(), Stream.of("--verifier.tenant=" + tenant))
                .toArray(String[]::new);
    }

    @Test
    void keys_of_one_are_rotated_and_of_no_other() throws IOException {
        Files.writeString(tenants.resolve("acme.yaml"), ACME.tenant() + "verifier.keys.rotation: by-command\n");
        try (var server = start()) {
            assertThat(server.management().get("/health/readiness").status()).isEqualTo(200);
        }
        var arguments = new ArrayList<>(List.of(
                "--verifier.tenants.location=" + tenants, "--verifier.data-directory=" + folder.resolve("data")));
        Engine.ofThisRun()
                .properties(folder.resolve("data"))
                .forEach((name, value) -> arguments.add("--" + name + "=" + value));

        assertThat(rotated(1, arguments)).contains("one of acme, globex");
        arguments.add("--verifier.tenant=acme");
        rotated(0, arguments);

        try (var server = start()) {
            assertThat(signing(new Http("acme.localhost", server.port()))).isEqualTo(2);
            assertThat(signing(new Http("globex.localhost", server.port()))).isEqualTo(1);
        }
    }

    private static String rotated(int expected, List<String> arguments) {
        var out = new ByteArrayOutputStream();
        var code = RotateKeys.run(
                arguments.toArray(String[]::new),
                new SecureRandom(),
                Clock.systemUTC(),
                new PrintStream(out, true, StandardCharsets.UTF_8));
        assertThat(code).as(out.toString(StandardCharsets.UTF_8)).isEqualTo(expected);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static long signing(Http http) {
        return http.get("/oidc/jwks")
                .json()
                .get("keys")
                .valueStream()
                .filter(key -> key.get("use").asString().equals("sig"))
                .count();
    }
}
