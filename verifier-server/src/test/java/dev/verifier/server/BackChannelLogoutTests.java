package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.verifier.server.configuration.Surface;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Clients hear that somebody signed out (OpenID Connect Back-Channel Logout 1.0), and read what they hear with code of their own. */
class BackChannelLogoutTests extends SessionWorld {

    @Autowired
    private JdbcClient database;

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> heardByOther = new LinkedBlockingQueue<>();

    @BeforeEach
    void listen() {
        APP.behave(exchange -> hear(exchange, heard, 200));
        OTHER_APP.behave(exchange -> hear(exchange, heardByOther, 204));
    }

    private static void hear(HttpExchange exchange, BlockingQueue<String> heard, int status) throws IOException {
        heard.add(exchange.getRequestMethod() + " "
                + exchange.getRequestHeaders().getFirst("Content-Type") + " "
                + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        StubServer.respond(exchange, status, "");
    }

    private void logout(String hint) {
        assertThat(browser.get(Surface.LOGOUT + "?id_token_hint=" + hint).status())
                .isEqualTo(200);
    }

    /** What is heard of a session; notices of other tests may still be on their way. */
    private static String token(BlockingQueue<String> heard, JsonNode sid) throws InterruptedException {
        for (var request = heard.poll(10, TimeUnit.SECONDS);
                request != null;
                request = heard.poll(10, TimeUnit.SECONDS)) {
            assertThat(request).startsWith("POST application/x-www-form-urlencoded");
            var form = Browser.query(request.replaceFirst("^POST \\S+( charset=\\S+)? ", ""));
            assertThat(form).containsOnlyKeys("logout_token");
            var token = form.getOrDefault("logout_token", "");
            if (Browser.payload(token).get("sid").equals(sid)) {
                return token;
            }
        }
        throw new AssertionError("nothing was heard");
    }

    private static boolean isAbout(String request, JsonNode sid) {
        return Browser.payload(request.replaceFirst(".*logout_token=", ""))
                .get("sid")
                .equals(sid);
    }

    private JsonNode verified(BlockingQueue<String> heard, JsonNode sid) throws Exception {
        return verified(token(heard, sid));
    }

    /** §2.6, as a client would do it that has never seen our code. */
    private JsonNode verified(String token) throws GeneralSecurityException {
        var header = Browser.header(token);
        assertThat(header.get("alg").asString()).isEqualTo("ES256");
        assertThat(header.get("typ").asString()).isEqualTo("logout+jwt");
        var signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initVerify(key(header.get("kid").asString()));
        signature.update(token.substring(0, token.lastIndexOf('.')).getBytes(StandardCharsets.US_ASCII));
        assertThat(signature.verify(Base64.getUrlDecoder().decode(token.substring(token.lastIndexOf('.') + 1))))
                .isTrue();
        var claims = Browser.payload(token);
        assertThat(claims.get("iss").asString()).isEqualTo(World.ISSUER.toString());
        assertThat(claims.get("exp").asLong() - claims.get("iat").asLong()).isEqualTo(120);
        assertThat(Instant.now().getEpochSecond() - claims.get("iat").asLong()).isBetween(0L, 60L);
        assertThat(claims.get("jti").asString()).hasSizeGreaterThanOrEqualTo(16);
        assertThat(claims.has("nonce")).isFalse();
        assertThat(claims.get("events")
                        .get("http://schemas.openid.net/event/backchannel-logout")
                        .isObject())
                .isTrue();
        return claims;
    }

    private PublicKey key(String kid) throws GeneralSecurityException {
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

    /** oidcc-backchannel-rp-initiated-logout. */
    @Test
    void every_client_of_the_session_is_told_in_its_own_words() throws Exception {
        var hint = signedIn();
        var other = claims(idToken(browser.arrive(browser.authorize(otherApp())), otherApp()));

        logout(hint);

        var sid = claims(hint).get("sid");
        var told = verified(heard, sid);
        assertThat(told.get("aud").asString()).isEqualTo("browser-app");
        assertThat(other.get("sid")).isEqualTo(sid);
        assertThat(told.get("sub")).isEqualTo(claims(hint).get("sub"));
        var toldOther = verified(heardByOther, sid);
        assertThat(toldOther.get("aud").asString()).isEqualTo("other-app");
        assertThat(toldOther.get("sub")).isEqualTo(other.get("sub"));
        assertThat(toldOther.get("jti")).isNotEqualTo(told.get("jti"));
        for (var again = heard.poll(3, TimeUnit.SECONDS); again != null; again = heard.poll(3, TimeUnit.SECONDS)) {
            assertThat(isAbout(again, sid)).as("told once").isFalse();
        }
        assertThat(new Http(managementPort).get("/prometheus").body())
                .contains("verifier_logout_notice_total{outcome=\"delivered\"}")
                .contains("verifier_session_ended_total{reason=\"by_client\"}");
    }

    /** §2.4: the session says which it is. */
    @Test
    void a_client_whose_name_for_the_person_cannot_be_read_is_told_which_session_ended() throws Exception {
        var hint = signedIn();
        var sid = claims(hint).get("sid");
        database.sql("update session_client set subject = ? where session_id = ?")
                .params("~AAAAAAAA.altered", sid.asString())
                .update();

        logout(hint);

        var told = verified(heard, sid);
        assertThat(told.get("aud").asString()).isEqualTo("browser-app");
        assertThat(told.has("sub")).isFalse();
        assertThat(isAsked(browser.get(Surface.AUTHORIZE + "?" + Http.encoded(request()))))
                .as("signed out")
                .isTrue();
    }

    /** Two of a client at a time, and the next as soon as one is told. */
    @Test
    void a_client_of_many_who_left_at_once_hears_of_them_one_after_the_other_and_not_second_by_second()
            throws Exception {
        var many = 40;
        var before = System.nanoTime();
        for (var i = 0; i < many; i++) {
            database.sql("""
                            insert into logout_notice (id, client_id, session_id, subject, attempts, due_at)
                            values (?, 'browser-app', ?, 'Ann', 0, ?)""")
                    .params("of many " + i, "session of many " + i, OffsetDateTime.now(ZoneOffset.UTC))
                    .update();
        }

        for (var told = 0; told < many; ) {
            var request = heard.poll(10, TimeUnit.SECONDS);
            assertThat(request).isNotNull();
            told += Browser.payload(String.valueOf(request).replaceFirst(".*logout_token=", ""))
                            .get("sid")
                            .asString()
                            .startsWith("session of many ")
                    ? 1
                    : 0;
        }
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(many / 2));
    }

    /** §2.6: a logout token is no ID token, and an ID token is none. */
    @Test
    void a_logout_token_opens_nothing() throws Exception {
        var tokens = tokens(signIn(), request());
        var hint = tokens.json().get("id_token").asString();
        logout(hint);
        var token = token(heard, claims(hint).get("sid"));

        assertThat(http.send(http.request(Surface.USERINFO)
                                .header("Authorization", "Bearer " + token)
                                .GET())
                        .status())
                .isEqualTo(401);
        assertThat(browser.get(Surface.LOGOUT + "?id_token_hint=" + token).status())
                .isEqualTo(400);
        assertThat(browser.arrive(browser.authorize(request("id_token_hint", token))))
                .containsEntry("error", "invalid_request");
    }

    @Test
    void a_client_that_fails_is_told_again_later() throws Exception {
        var hint = signedIn();
        var sid = claims(hint).get("sid");
        var asked = new AtomicInteger();
        APP.behave(exchange -> {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var fails = isAbout(body, sid) && asked.incrementAndGet() == 1;
            heard.add("POST application/x-www-form-urlencoded " + body);
            StubServer.respond(exchange, fails ? 503 : 200, "");
        });

        logout(hint);

        var first = verified(heard, sid);
        var second = verified(heard, sid);
        assertThat(second.get("jti")).isNotEqualTo(first.get("jti"));
        assertThat(asked).hasValue(2);
    }

    @Test
    void nobody_is_followed_to_somewhere_else() throws Exception {
        try (var trap = new Trap()) {
            var asked = new CountDownLatch(1);
            APP.behave(exchange -> {
                exchange.getResponseHeaders().add("Location", trap.url().toString());
                StubServer.respond(exchange, 307, "");
                asked.countDown();
            });
            logout(signedIn());

            assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
            browser = new Browser(http);
            OTHER_APP.behave(exchange -> hear(exchange, heardByOther, 200));
            var request = otherApp();
            var hint = idToken(browser.signIn(WORLD, WORLD.person, request), request);
            logout(hint);
            verified(heardByOther, claims(hint).get("sid"));
            assertThat(trap.calls()).isZero();
        }
    }

    /** A tarpit keeps its own notices waiting and nobody else's. */
    @Test
    void a_client_that_never_answers_delays_only_itself() throws Exception {
        var forever = new CountDownLatch(1);
        APP.behave(_ -> {
            try {
                forever.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        try {
            for (var i = 0; i < 5; i++) {
                browser = new Browser(http);
                logout(signedIn());
            }
            browser = new Browser(http);
            var request = otherApp();
            var hint = idToken(browser.signIn(WORLD, WORLD.otherPerson, request), request);
            var before = System.nanoTime();

            logout(hint);

            verified(heardByOther, claims(hint).get("sid"));
            assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - before))
                    .isLessThan(5);
        } finally {
            forever.countDown();
        }
    }

    /** Access ends when the credential ends: nobody has to ask for it. */
    @Test
    void clients_hear_of_a_credential_that_was_revoked() throws Exception {
        hearOfARevokedCredential();
    }

    private void hearOfARevokedCredential() throws Exception {
        var tokens = tokens(signIn(), Browser.request()).json();
        var hint = tokens.get("id_token").asString();
        var credential = Browser.payload(tokens.get("access_token").asString())
                .get("vc")
                .get("id")
                .asString();
        var list = WORLD.folder.resolve("revoked.yaml");
        var before = Files.readString(list);
        try {
            Files.writeString(list, before + "  - \"" + credential + "\"\n");

            verified(heard, claims(hint).get("sid"));
            assertThat(browser.arrive(browser.authorize(request("prompt", "none"))))
                    .containsEntry("error", "login_required");
            assertThat(new Http(managementPort).get("/prometheus").body())
                    .contains("verifier_session_ended_total{reason=\"credential_over\"}");
        } finally {
            Files.writeString(list, before);
            awaitBelief();
        }
    }

    /** One that cannot be looked at, such as a row of another version, keeps no other from its end. */
    @Test
    void a_session_that_cannot_be_read_does_not_keep_others_from_ending() throws Exception {
        database.sql("insert into browser_session (id, secret_digest, content, ends_at) values ('0', '0', ?, ?)")
                .params(
                        "{\"subject\": \"Ann Example\"}",
                        OffsetDateTime.now(ZoneOffset.UTC).plusHours(1))
                .update();
        try {
            hearOfARevokedCredential();

            assertThat(new Http(managementPort).get("/prometheus").body())
                    .contains("verifier_session_unread_total{problem=\"")
                    .doesNotContain("Ann Example");
        } finally {
            database.sql("delete from browser_session where id = '0'").update();
        }
    }

    /** Until the list was read again: the credential is that of other tests too. */
    private void awaitBelief() {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        var anybody = new Browser(http);
        while (anybody.post(anybody.answer(WORLD, WORLD.person, anybody.begin(request())))
                        .status()
                != 200) {
            assertThat(System.nanoTime()).as("the list is read every second").isLessThan(deadline);
        }
    }

    @Test
    void who_is_not_registered_for_it_is_told_nothing() throws Exception {
        var request = carefulApp();
        var page = browser.begin(request);
        browser.post(browser.answer(WORLD, WORLD.person, page));
        var question = browser.get(page + "/continue");
        var token = question.body().replaceFirst("(?s).*name=\"token\" value=\"([^\"]+)\".*", "$1");
        var arrived = browser.arrive(browser.post(page + "/consent", Map.of("token", token, "answer", "allow")));

        var hint = idToken(arrived, request);
        logout(hint);

        browser = new Browser(http);
        var other = signedIn();
        logout(other);
        for (var told = heard.poll(10, TimeUnit.SECONDS);
                told != null && !isAbout(told, claims(other).get("sid"));
                told = heard.poll(10, TimeUnit.SECONDS)) {
            assertThat(isAbout(told, claims(hint).get("sid"))).isFalse();
        }
    }
}
