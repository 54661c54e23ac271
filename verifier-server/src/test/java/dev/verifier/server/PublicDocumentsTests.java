package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWKSet;
import dev.verifier.server.configuration.Surface;
import dev.verifier.server.configuration.VerifierProperties;
import dev.verifier.server.key.KeyRing;
import dev.verifier.server.key.KeyRotation;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What everybody may read of us: whoever has it already is told so, and what changes is seen at once. */
class PublicDocumentsTests {

    @TempDir
    static Path folder;

    private static RunningServer server;
    private static Http http;

    @BeforeAll
    static void start() {
        server = RunningServer.start(folder);
        http = server.http();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {Surface.JWKS, Surface.OPENID_CONFIGURATION, Surface.AUTHORIZATION_SERVER})
    void whoever_has_it_already_is_told_so(String path) {
        var first = http.get(path);
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.header("Content-Type")).startsWith("application/json");
        assertThat(first.header("ETag")).matches("\"[\\w-]{43}\"");

        for (var known : new String[] {first.header("ETag"), "\"another\", W/" + first.header("ETag")}) {
            var again = ifNoneMatch(http, path, known);
            assertThat(again.status()).as(known).isEqualTo(304);
            assertThat(again.body()).isEmpty();
            assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
            assertThat(again.header("Cache-Control")).isEqualTo(first.header("Cache-Control"));
            assertThat(again.header("X-Content-Type-Options")).isEqualTo("nosniff");
        }
        for (var other : new String[] {"\"another\"", "", first.header("ETag").replace("\"", ""), "\""}) {
            var again = ifNoneMatch(http, path, other);
            assertThat(again.status()).as(other).isEqualTo(200);
            assertThat(again.body()).isEqualTo(first.body());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {Surface.JWKS, Surface.OPENID_CONFIGURATION, Surface.AUTHORIZATION_SERVER})
    void whoever_asks_for_the_headers_only_has_them_all(String path) {
        var whole = http.get(path);

        var head = http.send(http.request(path).method("HEAD", BodyPublishers.noBody()));

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        for (var header : new String[] {
            "ETag", "Cache-Control", "Content-Type", "X-Frame-Options", "X-Content-Type-Options", "X-XSS-Protection"
        }) {
            assertThat(head.header(header)).as(header).isNotEmpty().isEqualTo(whole.header(header));
        }
        assertThat(head.header("Content-Length"))
                .isEqualTo(String.valueOf(whole.body().length()));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void each_is_counted_once_with_the_labels_of_all_requests_whether_traces_are_sent_or_not(
            boolean traced, @TempDir Path own) {
        try (var collector = new StubServer();
                var counting = RunningServer.start(
                        own,
                        "--management.tracing.export.enabled=" + traced,
                        "--management.opentelemetry.tracing.export.otlp.endpoint=" + collector.url("/"))) {
            var asking = counting.http();
            asking.get("/health");
            var tag = asking.get(Surface.JWKS).header("ETag");
            asking.get(Surface.JWKS);
            ifNoneMatch(asking, Surface.JWKS, tag);
            asking.send(asking.request(Surface.OPENID_CONFIGURATION).method("HEAD", BodyPublishers.noBody()));

            var counted = counting.management()
                    .get("/prometheus")
                    .body()
                    .lines()
                    .filter(line -> line.startsWith("http_server_requests_seconds_count{"))
                    .toList();
            assertThat(counted)
                    .anyMatch(line -> line.contains("uri=\"/health\""))
                    .contains(
                            series("GET", "SUCCESS", 200, Surface.JWKS) + " 2",
                            series("GET", "REDIRECTION", 304, Surface.JWKS) + " 1",
                            series("HEAD", "SUCCESS", 200, Surface.OPENID_CONFIGURATION) + " 1");
        }
    }

    private static String series(String method, String outcome, int status, String uri) {
        return "http_server_requests_seconds_count{error=\"none\",exception=\"none\",method=\"%s\",outcome=\"%s\",status=\"%d\",uri=\"%s\"}"
                .formatted(method, outcome, status, uri);
    }

    @ParameterizedTest
    @ValueSource(strings = {Surface.JWKS, Surface.OPENID_CONFIGURATION, Surface.AUTHORIZATION_SERVER})
    void nothing_can_be_written_there(String path) {
        for (var method : new String[] {"POST", "PUT", "DELETE", "PATCH"}) {
            var answer = http.send(http.request(path).method(method, BodyPublishers.ofString("x")));

            assertThat(answer.status()).as(method).isBetween(400, 499);
            assertThat(answer.header("ETag")).as(method).isEmpty();
            assertThat(answer.header("Cache-Control")).as(method).contains("no-store");
        }
        assertThat(http.get(path).status()).isEqualTo(200);
    }

    @Test
    void paths_that_are_not_quite_theirs_are_nobodys() {
        for (var path : new String[] {
            Surface.JWKS + "/", Surface.JWKS + ";a=b", Surface.JWKS + ".json", "/" + Surface.JWKS, "/OIDC/jwks"
        }) {
            assertThat(http.get(path).status()).as(path).isBetween(400, 499);
        }
        assertThat(http.get(Surface.JWKS + "?a=b").status())
                .as("a query says nothing")
                .isEqualTo(200);
        assertThat(http.get("/oidc/%6Awks").body())
                .isEqualTo(http.get(Surface.JWKS).body());
    }

    @Test
    void pages_of_others_may_read_them() {
        for (var path : new String[] {Surface.JWKS, Surface.OPENID_CONFIGURATION}) {
            var known = http.get(path).header("ETag");
            var answer = http.send(http.request(path)
                    .header("Origin", "https://shop.example")
                    .header("If-None-Match", known)
                    .GET());

            assertThat(answer.status()).isEqualTo(304);
            assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
        }
    }

    @Test
    void what_a_request_says_of_hosts_changes_nothing() {
        var plain = http.get(Surface.OPENID_CONFIGURATION);

        var forwarded = http.send(http.request(Surface.OPENID_CONFIGURATION)
                .header("X-Forwarded-Host", "evil.example")
                .header("Forwarded", "host=evil.example;proto=https")
                .GET());

        assertThat(forwarded.body()).isEqualTo(plain.body()).doesNotContain("evil.example");
        assertThat(forwarded.header("ETag")).isEqualTo(plain.header("ETag"));
    }

    @Test
    void metadata_may_be_kept_for_minutes_and_keys_are_asked_for_each_time() {
        assertThat(http.get(Surface.OPENID_CONFIGURATION).header("Cache-Control"))
                .isEqualTo("max-age=300, public");
        assertThat(http.get(Surface.JWKS).header("Cache-Control")).isEqualTo("no-cache");
    }

    @Test
    void keys_that_come_and_go_are_seen_at_once(@TempDir Path another) throws Exception {
        var clock = new StoppedClock(Instant.now());
        try (var rotating = RunningServer.start(
                clock, another, "--verifier.keys.rotation=by-command", "--verifier.keys.overlap=5m")) {
            var caller = rotating.http();
            var before = caller.get(Surface.JWKS);
            assertThat(ifNoneMatch(caller, Surface.JWKS, before.header("ETag")).status())
                    .isEqualTo(304);

            KeyRotation.rotate(
                    rotating.context().getBean(VerifierProperties.class),
                    rotating.context().getBean(JdbcClient.class),
                    new SecureRandom(),
                    clock.instant());
            rotating.context().getBean(KeyRing.class).refresh(clock.instant());

            var comes = ifNoneMatch(caller, Surface.JWKS, before.header("ETag"));
            assertThat(comes.status()).isEqualTo(200);
            assertThat(signing(comes)).hasSize(2).startsWith(signing(before)[0]);

            clock.pass(Duration.ofMinutes(6));
            var signs = ifNoneMatch(caller, Surface.JWKS, comes.header("ETag"));
            assertThat(signs.status()).as("which is the first has changed").isEqualTo(200);
            assertThat(signing(signs)).containsExactly(signing(comes)[1], signing(comes)[0]);

            clock.pass(Duration.ofDays(4000));
            var goes = ifNoneMatch(caller, Surface.JWKS, signs.header("ETag"));
            assertThat(goes.status()).isEqualTo(200);
            assertThat(signing(goes)).containsExactly(signing(comes)[1]);
        }
    }

    private static String[] signing(Http.Answer answer) throws Exception {
        return JWKSet.parse(answer.body()).getKeys().stream()
                .map(key -> key.getKeyID())
                .filter(id -> id.startsWith("did:key:"))
                .toArray(String[]::new);
    }

    private static Http.Answer ifNoneMatch(Http http, String path, String tags) {
        return http.send(http.request(path).header("If-None-Match", tags).GET());
    }
}
