package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.verifier.server.configuration.Surface;
import dev.verifier.wallet.Holder;
import dev.verifier.wallet.LearVersion;
import dev.verifier.wallet.Seal;
import dev.verifier.wallet.SealKey;
import dev.verifier.wallet.StatusList;
import dev.verifier.wallet.StatusPublication;
import dev.verifier.wallet.TestIssuer;
import dev.verifier.wallet.WalletKey;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Who is revoked on the issuer's list gets in no more, and out where they are in. */
class StatusListTests extends SessionWorld {

    private static final StubServer ISSUER = new StubServer();
    private static final Seal SEAL = WORLD.authority.seal(World.ORGANIZATION, SealKey.P_256);
    private static final int PLACES = 131_072;
    private static final int MINE = 94_567;

    @DynamicPropertySource
    static void hosts(DynamicPropertyRegistry registry) {
        registry.add("verifier.outbound.allowed-hosts", () -> "127.0.0.1");
    }

    @AfterAll
    static void close() {
        ISSUER.close();
    }

    @BeforeEach
    void nobodyIsRevoked() {
        publish(0);
    }

    private static StatusPublication list(String path) {
        return new StatusPublication(SEAL, URI.create(ISSUER.url(path)), Instant.now(), Duration.ofSeconds(1));
    }

    /** A list of each kind, all of which say the same of me. */
    private void publish(int mine) {
        var bits = new StatusList(1, PLACES).with(MINE, mine);
        ISSUER.behave(exchange -> {
            var list = list(exchange.getRequestURI().getPath());
            var draft = switch (exchange.getRequestURI().getPath()) {
                case "/token" -> list.token(bits);
                case "/gzip" -> list.ecosystemToken(bits);
                default -> list.bitstring(bits, "revocation", "suspension");
            };
            StubServer.respond(exchange, 200, list.sign(draft));
        });
    }

    /** One for each kind of list. */
    private static Map<String, Map<String, Object>> entries() {
        var entries = new HashMap<String, Map<String, Object>>();
        entries.put("/token", list("/token").status(MINE));
        entries.put("/gzip", list("/gzip").status(MINE));
        entries.put("/bitstring", list("/bitstring").bitstringEntry("revocation", MINE));
        entries.put("/suspension", list("/suspension").bitstringEntry("suspension", MINE));
        return entries;
    }

    private static String credential(WalletKey person, Map<String, Object> entry) {
        return credential(new TestIssuer(SEAL), person, entry);
    }

    private static String credential(TestIssuer issuer, WalletKey person, Map<String, Object> entry) {
        var draft = issuer.draft(LearVersion.E3, Holder.employee(person), Instant.now());
        return issuer.sign(
                entry.containsKey("status_list")
                        ? draft.with("status", entry)
                        : draft.withBody("credentialStatus", entry));
    }

    private Http.Answer present(String page, WalletKey person, String credential) {
        var asked = Browser.asked(Browser.requestObject(http, browser.walletLink(page)));
        return browser.post(WORLD.answer(person, asked).credential(credential).build());
    }

    /** Whether a credential still stands may take a while to find out, and people do not wait for it to sign out. */
    @Test
    void whoever_signs_out_while_their_session_is_looked_at_is_not_signed_in_by_it() {
        var page = browser.begin(request());
        beforeEachAnswer(() -> {});
        present(page, WORLD.person, credential(WORLD.person, list("/of-its-own").status(MINE)));
        var hint = idToken(browser.arrive(browser.get(page + "/continue")), request());
        assertThat(isAnswered(askedAnew(browser, () -> {}))).isTrue();

        var elsewhere = new Browser(http);
        elsewhere.take(browser.cookieHeader());
        var answer = askedAnew(browser, () -> elsewhere.get(Surface.LOGOUT + "?id_token_hint=" + hint));

        assertThat(isAnswered(answer)).isFalse();
        assertThat(isAsked(browser.authorize(request()))).isTrue();
    }

    /** Authorizes until the list is asked for once more, and does something before that is answered. */
    private Http.Answer askedAnew(Browser browser, Runnable meanwhile) {
        var asked = new AtomicBoolean();
        beforeEachAnswer(() -> {
            if (asked.compareAndSet(false, true)) {
                meanwhile.run();
            }
        });
        var last = new AtomicReference<Http.Answer>();
        await().until(() -> {
            last.set(browser.authorize(request()));
            return asked.get();
        });
        return Objects.requireNonNull(last.get());
    }

    private static void beforeEachAnswer(Runnable meanwhile) {
        ISSUER.behave(exchange -> {
            meanwhile.run();
            var list = list(exchange.getRequestURI().getPath());
            StubServer.respond(exchange, 200, list.sign(list.token(new StatusList(1, PLACES))));
        });
    }

    @Test
    void sl_01_a_login_with_a_revoked_credential_is_refused_whatever_list_it_is_on() {
        for (var entry : entries().entrySet()) {
            browser = new Browser(http);
            var credential = credential(WORLD.person, entry.getValue());
            publish(0);
            var page = browser.begin(request());
            assertThat(present(page, WORLD.person, credential).status())
                    .as(entry.getKey())
                    .isEqualTo(200);
            assertThat(browser.arrive(browser.get(page + "/continue")))
                    .as(entry.getKey())
                    .containsKey("code");

            browser = new Browser(http);
            publish(1);
            var again = browser.begin(request());
            await().atMost(Duration.ofSeconds(15))
                    .untilAsserted(() -> assertThat(present(browser.begin(request()), WORLD.person, credential)
                                    .code())
                            .as(entry.getKey())
                            .isEqualTo("credential_revoked"));
            assertThat(present(again, WORLD.person, credential).code()).isEqualTo("credential_revoked");
        }
    }

    @Test
    void a_list_of_names_is_read_from_a_host_that_is_allowed() {
        ISSUER.serve(StatusPublication.plain(List.of("bb22")));
        var clear = credential(WORLD.person, list("/plain").plainEntry("aa11"));
        var revoked = credential(WORLD.person, list("/plain").plainEntry("bb22"));

        assertThat(present(browser.begin(request()), WORLD.person, revoked).code())
                .isEqualTo("credential_revoked");
        assertThat(present(browser.begin(request()), WORLD.person, clear).status())
                .isEqualTo(200);
        assertThat(new Http(managementPort).get("/prometheus").body())
                .contains("verifier_compatibility_total{quirk=\"plain-status-lists\"}");
    }

    @Test
    void sl_02_a_list_that_is_not_there_is_no_clear_list() {
        var credential = credential(WORLD.person, list("/nowhere").status(MINE));
        ISSUER.behave(exchange -> StubServer.respond(exchange, 500, ""));
        assertThat(present(browser.begin(request()), WORLD.person, credential).code())
                .isEqualTo("credential_status_unknown");
    }

    @Test
    void sl_10_nothing_is_fetched_for_a_credential_whose_issuer_is_not_believed() {
        var stranger = new TestIssuer(WORLD.authority.seal(TestIssuer.UNLISTED_ORGANIZATION, SealKey.P_256));
        try (var trap = new StubServer()) {
            var entry = new StatusPublication(
                            SEAL, URI.create(trap.url("/status/1")), Instant.now(), Duration.ofSeconds(1))
                    .status(MINE);
            assertThat(present(browser.begin(request()), WORLD.person, credential(stranger, WORLD.person, entry))
                            .code())
                    .isEqualTo("issuer_not_trusted");
            assertThat(trap.asked()).isEmpty();
        }
    }

    /** RL-21. */
    @Test
    void rf_06_access_ends_once_the_list_says_so_and_so_does_the_session() {
        var credential = credential(WORLD.otherPerson, entries().getOrDefault("/token", Map.of()));
        var page = browser.begin(otherApp());
        assertThat(present(page, WORLD.otherPerson, credential).status()).isEqualTo(200);
        var tokens = tokens(browser.arrive(browser.get(page + "/continue")), otherApp())
                .json();
        assertThat(browser.arrive(browser.authorize(request("prompt", "none")))).containsKey("code");

        publish(1);

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(browser.arrive(browser.authorize(request("prompt", "none"))))
                        .containsEntry("error", "login_required"));
        // The watch looks at every session each second, and ends what was granted in it.
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(
                                new Http(managementPort).get("/prometheus").body())
                        .contains("verifier_session_ended_total{reason=\"credential_over\"}"));
        var refresh = Map.of(
                "grant_type", "refresh_token",
                "client_id", "other-app",
                "refresh_token", tokens.path("refresh_token").asString());
        assertThat(http.token(refresh).code()).isIn("credential_revoked", "refresh_token_invalid");
        assertThat(new Http(managementPort).get("/prometheus").body())
                .contains(
                        "verifier_status_lists_total{result=\"loaded\"}", "verifier_list_age_seconds{list=\"status\"}");
    }
}
