package dev.verifier.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jars as an operator starts them. */
class ProcessesIT {

    @TempDir
    private Path folder;

    @Test
    void the_demo_ends_with_a_token_that_the_api_accepts() throws Exception {
        try (var demo = Program.script("demo/run", folder.resolve("demo.out"), "--once")) {
            assertThat(demo.exitCode()).as(demo.printed()).isZero();
            assertThat(demo.printed())
                    .contains("machine: token accepted by http://localhost:9100", "LEARCredentialMachine")
                    .contains("wallet: http://localhost:9200", "Sign in as a person: open http://localhost:9300")
                    .contains("office: http://localhost:9400", "office: a wallet signed in, and its page says: Hello, ")
                    .as("claims, but never a whole token")
                    .doesNotContainPattern("eyJ[\\w-]{20,}\\.");
        }
    }

    @Test
    void an_assertion_works_once_also_with_a_crash_in_between() throws Exception {
        var ecosystem = new Ecosystem(folder, "http://api.example");
        var assertion = ecosystem.assertion();

        try (var server = ecosystem.server()) {
            assertThat(token(ecosystem.issuer(), assertion).statusCode()).isEqualTo(200);
            server.crash();
        }
        try (var _ = ecosystem.server()) {
            var again = token(ecosystem.issuer(), assertion);

            assertThat(again.statusCode()).isEqualTo(401);
            assertThat(again.body()).contains("client_assertion_replayed");
            assertThat(ecosystem.token()).contains("\"expires_in\" : 3600");
        }
    }

    @Test
    void not_even_a_log_that_says_everything_has_an_assertion_or_a_token_in_it() throws Exception {
        var ecosystem = new Ecosystem(folder, "http://api.example");
        var log = folder.resolve("server.log");
        try (var _ = ecosystem.server("--logging.level.root=TRACE", "--logging.file.name=" + log)) {
            var assertion = ecosystem.assertion();
            var accepted = token(ecosystem.issuer(), assertion);
            var refused = token(ecosystem.issuer(), assertion);

            assertThat(accepted.statusCode()).isEqualTo(200);
            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(Files.readString(log))
                    .contains(" TRACE ", "TokenIssued", "client_assertion_replayed")
                    .doesNotContain(tail(assertion))
                    .doesNotContainPattern("eyJ[\\w-]{20,}\\.eyJ");
        }
    }

    private static String tail(String token) {
        return token.substring(token.length() - 40);
    }

    @Test
    void an_older_java_is_told_which_one_is_needed() throws Exception {
        var java = anOlderJava();
        assumeThat(java).as("what Debian has of Java 17 or 21").isPresent();
        try (var server = Program.command(
                ".", folder.resolve("older.out"), java.orElseThrow().toString(), "-jar", Ecosystem.SERVER)) {
            assertThat(server.exitCode()).isOne();
            assertThat(server.printed())
                    .startsWith("Verifier needs Java 25; this is Java ")
                    .hasLineCount(1);
        }
    }

    private static Optional<Path> anOlderJava() throws IOException {
        try (var homes = Files.newDirectoryStream(Path.of("/usr/lib/jvm"), "java-{17,21}-*")) {
            return StreamSupport.stream(homes.spliterator(), false)
                    .map(home -> home.resolve("bin/java"))
                    .filter(Files::isExecutable)
                    .findFirst();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Test
    void the_doctor_looks_and_touches_nothing() throws Exception {
        var ecosystem = new Ecosystem(folder, "http://api.example");
        try (var healthy = ecosystem.doctor(List.of())) {
            assertThat(healthy.exitCode()).as(healthy.printed()).isZero();
            assertThat(healthy.printed())
                    .contains("1 clients in", "0 errors, 0 warnings")
                    .doesNotContain("Exception");
        }
        try (var sick = ecosystem.doctor(List.of("--verifier.trust.revoked-credentials=file:/nowhere.yaml"))) {
            assertThat(sick.exitCode()).isOne();
            assertThat(sick.printed()).contains("error    revoked", "1 error, 0 warnings");
        }
        assertThat(ecosystem.wasServed()).isFalse();
    }

    private static HttpResponse<String> token(URI issuer, String assertion) throws Exception {
        var form = Map.of(
                "grant_type", "client_credentials",
                "client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                "client_assertion", assertion);
        var body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(issuer + "/oidc/token"))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
