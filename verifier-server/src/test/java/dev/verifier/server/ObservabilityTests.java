package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.verifier.wallet.PresentationTampering;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What operators and auditors see of a decision: one line, one number, and a trace where they want one. */
@ExtendWith(OutputCaptureExtension.class)
class ObservabilityTests {

    @Nested
    @VerifierTest
    class AuditAndMetrics {

        private static final World WORLD = new World();

        @DynamicPropertySource
        static void world(DynamicPropertyRegistry registry) {
            WORLD.describe(registry);
        }

        @LocalServerPort
        private int port;

        @LocalManagementPort
        private int managementPort;

        @Test
        void a_token_is_one_line_that_says_why_and_not_who(CapturedOutput output) {
            var login = WORLD.login();
            var answer = new Http(port).token(login.form());

            var lines = audit(output);
            assertThat(lines).singleElement().satisfies(line -> {
                assertThat(line.get("event").asString()).isEqualTo("TokenIssued");
                assertThat(Instant.parse(line.get("at").asString())).isBefore(Instant.now());
                assertThat(line.get("outcome").asString()).isEqualTo("issued");
                assertThat(line.get("client").asString()).isEqualTo(WORLD.machine.did());
                assertThat(line.get("grant").asString()).isEqualTo("client_credentials");
                assertThat(line.get("issuer").asString()).contains(World.ORGANIZATION);
                assertThat(line.get("types").toString()).contains("LEARCredentialMachine");
                assertThat(line.get("anchor").asString()).isNotEmpty();
                assertThat(line.get("certificate").asString()).isNotEmpty();
                assertThat(line.get("format").asString()).isEqualTo("jwt_vc_json");
                assertThat(line.get("seal_key").asString()).hasSize(43);
                assertThat(line.get("anchor_x5t").asString()).hasSize(43);
                assertThat(line.at("/anchor_from/list").asString()).isEqualTo("anchors");
                assertThat(line.at("/accredited_by/0/list").asString()).isEqualTo("issuers");
                assertThat(line.at("/accredited_by/0/entry").asString()).isEqualTo(World.ORGANIZATION);
                assertThat(Instant.parse(line.at("/accredited_by/0/as_of").asString()))
                        .isBefore(Instant.now());
                assertThat(line.get("status").asString()).isEqualTo("NotRevoked");
            });
            assertThat(output)
                    .doesNotContain(answer.json().get("access_token").asString())
                    .doesNotContain(login.form().get("client_assertion"));
        }

        @Test
        void a_refusal_is_one_line_that_the_caller_s_support_id_finds(CapturedOutput output) {
            var answer = new Http(port)
                    .token(WORLD.login().tampered(PresentationTampering.EXPIRED).form());

            assertThat(answer.status()).isEqualTo(401);
            assertThat(audit(output)).singleElement().satisfies(line -> {
                assertThat(line.get("event").asString()).isEqualTo("Refused");
                assertThat(line.get("id").asString())
                        .isEqualTo(answer.json().get("error_id").asString());
                assertThat(line.get("endpoint").asString()).isEqualTo("/oidc/token");
                assertThat(line.get("client").asString()).isEqualTo(WORLD.machine.did());
                assertThat(line.get("error").asString()).isEqualTo("invalid_client");
                assertThat(line.get("reason").asString()).isEqualTo("presentation_expired");
                assertThat(line.get("clause").asString()).contains("RFC 7519");
                assertThat(line.get("facts").asString()).isNotEmpty();
            });
        }

        @Test
        void every_name_that_tools_rely_on_is_there_and_counts_each_decision_once() {
            var http = new Http(port);
            var management = new Http(managementPort);
            var issued = "verifier_token_total{grant=\"client_credentials\",outcome=\"issued\",reason=\"none\"} ";
            var refused =
                    "verifier_token_total{grant=\"client_credentials\",outcome=\"refused\",reason=\"presentation_expired\"} ";
            var before = management.get("/prometheus").body();

            http.token(WORLD.login().form());
            http.token(WORLD.login().tampered(PresentationTampering.EXPIRED).form());
            http.token(WORLD.login().tampered(PresentationTampering.EXPIRED).form());
            var after = management.get("/prometheus").body();

            assertThat(value(after, issued) - value(before, issued)).isEqualTo(1);
            assertThat(value(after, refused) - value(before, refused)).isEqualTo(2);
            assertThat(after)
                    .contains("verifier_clients_loaded 7.0")
                    .contains("verifier_reload_total{list=\"clients\",result=\"loaded\"} ")
                    .contains("verifier_list_age_seconds{list=\"clients\"} ")
                    .contains("verifier_list_age_seconds{list=\"anchors\"} ")
                    .contains("verifier_crypto_accelerated ")
                    .contains("verifier_carriers ");
        }

        @Test
        void requests_are_told_apart_by_the_endpoint_that_they_were_for() {
            var http = new Http(port);
            http.token(WORLD.login().form());
            http.post("/oauth2/token", WORLD.login().form());
            new Browser(http).signIn(WORLD, WORLD.person, Browser.request());
            http.get("/oidc/jwks");
            http.get("/oidc/canary");
            http.get("/canary-path");

            var uris = new TreeSet<String>();
            Pattern.compile("http_server_requests_seconds_count\\{[^}]*uri=\"([^\"]*)\"")
                    .matcher(new Http(managementPort).get("/prometheus").body())
                    .results()
                    .forEach(found -> uris.add(found.group(1)));
            assertThat(uris)
                    .contains("/oidc/token", "/oidc/authorize", "/oidc/jwks", "/oid4vp/auth-response")
                    .doesNotContain("UNKNOWN", "/oauth2/token")
                    .noneMatch(uri -> uri.contains("canary"));
        }

        @Test
        void no_caller_can_make_up_a_label() {
            var http = new Http(port);
            for (var grant : List.of("canary-1", "canary-2", "authorization_code")) {
                var form = new HashMap<>(WORLD.login().form());
                form.put("grant_type", grant);
                http.token(form);
            }
            http.get("/canary-3");

            assertThat(new Http(managementPort).get("/prometheus").body())
                    .contains("grant=\"unknown\",outcome=\"refused\",reason=\"grant_type_unsupported\"")
                    .doesNotContain("canary");
        }

        private static double value(String metrics, String series) {
            return metrics.lines()
                    .filter(line -> line.startsWith(series))
                    .mapToDouble(line -> Double.parseDouble(line.substring(series.length())))
                    .sum();
        }
    }

    @Nested
    @VerifierTest
    class Tracing {

        private static final World WORLD = new World();
        private static final StubServer COLLECTOR = new StubServer();
        private static final List<String> SPANS = new CopyOnWriteArrayList<>();

        @DynamicPropertySource
        static void world(DynamicPropertyRegistry registry) {
            WORLD.describe(registry);
            COLLECTOR.behave(exchange -> {
                SPANS.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
                StubServer.respond(exchange, 200, "");
            });
            registry.add("management.tracing.export.enabled", () -> "true");
            registry.add("management.tracing.sampling.probability", () -> "1.0");
            registry.add("management.opentelemetry.tracing.export.otlp.endpoint", () -> COLLECTOR.url("/v1/traces"));
        }

        @AfterAll
        static void close() {
            COLLECTOR.close();
        }

        @LocalServerPort
        private int port;

        @Test
        void a_trace_goes_to_the_collector_with_nothing_in_it_that_is_secret_and_the_audit_names_it(
                CapturedOutput output) {
            var login = WORLD.login();
            var caller = "0af7651916cd43dd8448eb211c80319c";
            var http = new Http(port);
            var answer = http.send(http.request("/oidc/token")
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .header("traceparent", "00-" + caller + "-b7ad6b7169203331-01")
                    .POST(java.net.http.HttpRequest.BodyPublishers.ofString(Http.encoded(login.form()))));

            assertThat(answer.status()).isEqualTo(200);
            assertThat(audit(output)).singleElement().satisfies(line -> {
                assertThat(line.get("trace").asString()).isEqualTo(caller);
                assertThat(line.has("login")).isFalse();
            });
            await().atMost(Duration.ofSeconds(30)).until(() -> !SPANS.isEmpty());
            assertThat(COLLECTOR.asked()).contains("POST /v1/traces");
            assertThat(String.join("", SPANS))
                    .contains("http post")
                    .doesNotContain(login.form().get("client_assertion"))
                    .doesNotContain(answer.json().get("access_token").asString());
        }

        /** Browser, wallet and client do not know of each other's traces. The login's name is in the spans and lines of all three. */
        @Test
        void a_login_has_one_name_from_the_browser_to_the_token(CapturedOutput output) {
            var http = new Http(port);
            var arrived = new Browser(http).signIn(WORLD, WORLD.person, Browser.request());
            var tokens = http.token(Browser.redemption(arrived.getOrDefault("code", "")));

            assertThat(tokens.status()).isEqualTo(200);
            var lines = audit(output);
            assertThat(lines.stream().map(line -> line.get("event").asString()))
                    .containsExactly("LoginStarted", "LoginAccepted", "LoginEnded", "TokenIssued");
            assertThat(lines.stream().map(line -> line.path("login").asString("")))
                    .containsOnly(lines.getFirst().get("login").asString());
            assertThat(lines.stream().map(line -> line.path("trace").asString("")))
                    .doesNotHaveDuplicates();
            var name = lines.getFirst().get("login").asString();
            // Authorization request, page, request object, answer, two on the way back, and the code.
            await().atMost(Duration.ofSeconds(30)).until(() -> occurrences(name) >= 6);
            assertThat(String.join("", SPANS))
                    .contains("verifier.login")
                    .doesNotContain(arrived.getOrDefault("code", ""))
                    .doesNotContain(tokens.json().get("access_token").asString());
        }

        private static int occurrences(String name) {
            return String.join("", SPANS).split(Pattern.quote(name), -1).length - 1;
        }
    }

    @Test
    void nothing_is_sent_anywhere_unless_it_is_switched_on(@TempDir Path folder) {
        try (var collector = new StubServer()) {
            for (var exporting : List.of(false, true)) {
                try (var server = RunningServer.start(
                        folder,
                        "--management.tracing.export.enabled=" + exporting,
                        "--management.tracing.sampling.probability=1.0",
                        "--management.opentelemetry.tracing.export.otlp.endpoint=" + collector.url("/"))) {
                    server.http().get("/oidc/jwks");
                }
                // Closing sends what is left.
                assertThat(collector.asked().isEmpty()).isEqualTo(!exporting);
            }
        }
    }

    private static List<JsonNode> audit(CapturedOutput output) {
        var json = new JsonMapper();
        return output.toString()
                .lines()
                .filter(line -> line.contains(" audit: {"))
                .map(line -> json.readTree(line.substring(line.indexOf('{'))))
                .filter(line -> !line.get("event").asString().matches("Key.*|List.*|Ready|Crypto.*"))
                .toList();
    }
}
