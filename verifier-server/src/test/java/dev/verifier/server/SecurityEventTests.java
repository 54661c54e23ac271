package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.server.configuration.Surface;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A client that hears when a credential ends (OpenID CAEP 1.0, RFC 8417, RFC 8935), and reads what it hears with code of its own. */
@Timeout(120)
class SecurityEventTests {

    private static final String EVENTS = "https://schemas.openid.net/secevent/caep/event-type/";

    private final World world = new World();
    private final LastingClient app = LastingClient.open(world, "app-that-stays", "authorization_code, refresh_token");
    private final LastingClient other =
            LastingClient.open(world, "app-that-does-not-listen", "authorization_code, refresh_token");
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> loggedOut = new LinkedBlockingQueue<>();

    @AutoClose
    private final StubServer receiver = new StubServer();

    @TempDir
    private Path folder;

    /** Takes notices of logouts at one place, and at another events, with this status. */
    private void listen(AtomicInteger status) {
        world.tellOfLogouts("app-that-stays", receiver.url("/logout"));
        world.register("app-that-stays", "securityEventUri: \"" + receiver.url("/events") + "\"");
        receiver.behave(exchange -> {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (exchange.getRequestURI().getPath().equals("/logout")) {
                loggedOut.add(body);
                StubServer.respond(exchange, 200, "");
                return;
            }
            assertThat(exchange.getRequestMethod()).isEqualTo("POST");
            assertThat(exchange.getRequestHeaders().getFirst("Content-Type")).isEqualTo("application/secevent+jwt");
            assertThat(exchange.getRequestHeaders().getFirst("Accept")).isEqualTo("application/json");
            heard.add(body);
            StubServer.respond(exchange, status.get(), "");
        });
    }

    private RunningServer start(String... more) {
        var usual = Stream.of("--verifier.clients.refresh-interval=1s");
        return RunningServer.start(
                folder.resolve("data"),
                world.arguments(Stream.concat(usual, Stream.of(more)).toArray(String[]::new)));
    }

    @Test
    void a_client_hears_that_the_session_is_over_and_that_the_credential_was_revoked() throws Exception {
        listen(new AtomicInteger(202));
        try (var server = start("--verifier.drafts.security-events=caep-1.0")) {
            var tokens = app.signIn(server.http());
            other.signIn(server.http());
            revoke(tokens.access());

            var sets = List.of(verified(server), verified(server));

            var idToken = Browser.payload(tokens.id());
            for (var set : sets) {
                assertThat(set.get("aud").asString()).isEqualTo("app-that-stays");
                var subject = set.get("sub_id");
                assertThat(subject.get("format").asString()).isEqualTo("complex");
                assertThat(subject.at("/user/format").asString()).isEqualTo("iss_sub");
                assertThat(subject.at("/user/iss")).isEqualTo(idToken.get("iss"));
                assertThat(subject.at("/user/sub")).isEqualTo(idToken.get("sub"));
                assertThat(subject.at("/session/format").asString()).isEqualTo("opaque");
                assertThat(subject.at("/session/id")).isEqualTo(idToken.get("sid"));
            }
            assertThat(sets.stream().map(SecurityEventTests::type))
                    .containsExactlyInAnyOrder("session-revoked", "credential-change");
            var change = sets.stream()
                    .filter(set -> type(set).equals("credential-change"))
                    .map(SecurityEventTests::event)
                    .findFirst()
                    .orElseThrow();
            assertThat(change.get("credential_type").asString()).isEqualTo("verifiable-credential");
            assertThat(change.get("change_type").asString()).isEqualTo("revoke");
            assertThat(change.at("/reason_admin/en").asString()).isEqualTo("credential_revoked");
            assertThat(sets.getFirst().get("jti")).isNotEqualTo(sets.getLast().get("jti"));
            assertThat(loggedOut.poll(10, TimeUnit.SECONDS))
                    .as("beside the logout")
                    .isNotNull();
            assertThat(heard.poll(3, TimeUnit.SECONDS)).as("each once").isNull();
            assertThat(server.management().get("/prometheus").body())
                    .contains("verifier_security_event_total{outcome=\"delivered\"} 2.0");
        }
    }

    @Test
    void a_receiver_that_does_not_take_an_event_is_told_the_same_again() throws Exception {
        var status = new AtomicInteger(500);
        listen(status);
        try (var server = start("--verifier.drafts.security-events=caep-1.0")) {
            revoke(app.signIn(server.http()).access());
            var first = List.of(verified(server), verified(server));
            status.set(200); // RFC 8935 §2.2: another success is none
            var second = List.of(verified(server), verified(server));
            assertThat(second).containsExactlyInAnyOrderElementsOf(first);
            assertThat(server.management().get("/prometheus").body())
                    .contains("verifier_security_event_total{outcome=\"failed\"} ")
                    .doesNotContain("verifier_security_event_total{outcome=\"delivered\"}");
        }
    }

    /** A person who signs out is no credential that ended, and a set is no token. */
    @Test
    void nothing_is_heard_of_a_logout_and_a_set_opens_nothing() throws Exception {
        listen(new AtomicInteger(202));
        try (var server = start("--verifier.drafts.security-events=caep-1.0")) {
            var http = server.http();
            var browser = new Browser(http);
            var code = browser.signIn(world, world.person, app.request()).getOrDefault("code", "");
            var tokens = LastingClient.Tokens.of(app.redeem(http, code));
            browser.get(Surface.LOGOUT + "?id_token_hint=" + tokens.id());
            assertThat(loggedOut.poll(10, TimeUnit.SECONDS)).isNotNull();
            assertThat(heard.poll(3, TimeUnit.SECONDS)).isNull();

            revoke(app.signIn(http).access());
            var set = token();
            assertThat(http.send(http.request(Surface.USERINFO)
                                    .header("Authorization", "Bearer " + set)
                                    .GET())
                            .status())
                    .isEqualTo(401);
            assertThat(browser.get(Surface.LOGOUT + "?id_token_hint=" + set).status())
                    .isEqualTo(400);
        }
    }

    @Test
    void without_the_draft_nobody_hears_of_it() throws Exception {
        listen(new AtomicInteger(202));
        try (var server = start()) {
            revoke(app.signIn(server.http()).access());

            assertThat(loggedOut.poll(30, TimeUnit.SECONDS)).isNotNull();
            assertThat(heard.poll(5, TimeUnit.SECONDS)).isNull();
        }
    }

    private static String type(JsonNode set) {
        return List.copyOf(set.get("events").propertyNames()).getFirst().replace(EVENTS, "");
    }

    private static JsonNode event(JsonNode set) {
        return set.get("events").get(EVENTS + type(set));
    }

    private String token() throws InterruptedException {
        var token = heard.poll(30, TimeUnit.SECONDS);
        if (token == null) {
            throw new AssertionError("nothing was heard");
        }
        return token;
    }

    /** RFC 8417 §4, as a client would do it that has never seen our code. */
    private JsonNode verified(RunningServer server) throws Exception {
        var token = token();
        var header = Browser.header(token);
        assertThat(header.get("typ").asString()).isEqualTo("secevent+jwt");
        assertThat(header.get("alg").asString()).isEqualTo("ES256");
        var signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initVerify(key(server.http(), header.get("kid").asString()));
        signature.update(token.substring(0, token.lastIndexOf('.')).getBytes(StandardCharsets.US_ASCII));
        assertThat(signature.verify(Base64.getUrlDecoder().decode(token.substring(token.lastIndexOf('.') + 1))))
                .isTrue();
        var claims = Browser.payload(token);
        assertThat(new ArrayList<>(claims.propertyNames()))
                .containsExactlyInAnyOrder("iss", "jti", "iat", "aud", "sub_id", "events");
        assertThat(claims.get("iss").asString()).isEqualTo(World.ISSUER.toString());
        assertThat(Instant.now().getEpochSecond() - claims.get("iat").asLong()).isBetween(0L, 60L);
        assertThat(claims.get("events")).hasSize(1);
        assertThat(event(claims).get("event_timestamp")).isEqualTo(claims.get("iat"));
        return claims;
    }

    private static PublicKey key(Http http, String kid) throws GeneralSecurityException {
        for (var key : http.get(Surface.JWKS).json().get("keys")) {
            if (key.get("kid").asString().equals(kid)) {
                var curve = AlgorithmParameters.getInstance("EC");
                curve.init(new ECGenParameterSpec("secp256r1"));
                var point = new ECPoint(coordinate(key, "x"), coordinate(key, "y"));
                return KeyFactory.getInstance("EC")
                        .generatePublic(new ECPublicKeySpec(point, curve.getParameterSpec(ECParameterSpec.class)));
            }
        }
        throw new AssertionError("no such key: " + kid);
    }

    private static BigInteger coordinate(JsonNode key, String name) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(key.get(name).asString()));
    }

    private void revoke(String accessToken) throws Exception {
        var credential = Browser.payload(accessToken).get("vc").get("id").asString();
        var list = world.folder.resolve("revoked.yaml");
        Files.writeString(list, Files.readString(list) + "  - \"" + credential + "\"\n");
    }
}
