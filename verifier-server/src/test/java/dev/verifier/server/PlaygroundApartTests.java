package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.wallet.Holder;
import dev.verifier.wallet.LearVersion;
import dev.verifier.wallet.Seal;
import dev.verifier.wallet.SealKey;
import dev.verifier.wallet.StatusList;
import dev.verifier.wallet.StatusPublication;
import dev.verifier.wallet.TestIssuer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Whoever pastes something into the playground changes nothing of what is known of those who sign in, and counts nowhere. */
class PlaygroundApartTests extends SessionWorld {

    private static final StubServer ISSUER = new StubServer();
    private static final Seal SEAL = WORLD.authority.seal(World.ORGANIZATION, SealKey.P_256);
    private static final int PLACES = 131_072;
    private static final int MINE = 94_567;

    @DynamicPropertySource
    static void playground(DynamicPropertyRegistry registry) {
        registry.add("verifier.playground", () -> "true");
    }

    @AfterAll
    static void close() {
        ISSUER.close();
    }

    private static StatusPublication list(String path) {
        return new StatusPublication(SEAL, URI.create(ISSUER.url(path)), Instant.now(), Duration.ofMinutes(5));
    }

    /** One of the ecosystem's, which is a form that is counted. */
    private static void publish(int mine) {
        ISSUER.behave(exchange -> {
            var list = list(exchange.getRequestURI().getPath());
            var bits = new StatusList(1, PLACES).with(MINE, mine);
            StubServer.respond(exchange, 200, list.sign(list.ecosystemToken(bits)));
        });
    }

    private static String credential(String path) {
        var issuer = new TestIssuer(SEAL);
        return issuer.sign(issuer.draft(LearVersion.E3, Holder.employee(WORLD.person), Instant.now())
                .with("status", list(path).status(MINE)));
    }

    private String paste(String credential) {
        return http.post("/playground", Map.of("text", credential)).body();
    }

    private Http.Answer signIn(String credential) {
        var page = browser.begin(request());
        var asked = Browser.asked(Browser.requestObject(http, browser.walletLink(page)));
        return browser.post(
                WORLD.answer(WORLD.person, asked).credential(credential).build());
    }

    private String metrics() {
        return new Http(managementPort).get("/prometheus").body();
    }

    @Test
    void a_list_that_was_read_for_a_paste_is_read_again_for_who_signs_in() {
        var credential = credential("/clear-when-pasted");
        publish(0);
        assertThat(paste(credential)).contains(", 0 failed, 0 not made");

        publish(1);
        assertThat(signIn(credential).code()).isEqualTo("credential_revoked");
    }

    @Test
    void a_list_that_could_not_be_read_for_a_paste_is_asked_for_by_who_signs_in() {
        var credential = credential("/away-when-pasted");
        ISSUER.behave(exchange -> StubServer.respond(exchange, 503, ""));
        assertThat(paste(credential)).contains("credential_status_unknown", "1 not made");

        publish(0);
        assertThat(signIn(credential).status()).isEqualTo(200);
    }

    @Test
    void what_is_read_for_a_paste_counts_nowhere() {
        var before = counted();
        publish(0);
        assertThat(paste(credential("/counted"))).contains(", 0 failed, 0 not made");
        assertThat(counted()).isEqualTo(before);

        assertThat(signIn(credential("/counted")).status()).isEqualTo(200);
        assertThat(counted()).as("a control").isNotEqualTo(before).contains("gzip-status-lists");
    }

    private String counted() {
        return String.join(
                "\n",
                metrics()
                        .lines()
                        .filter(line -> line.matches("verifier_(status_lists|compatibility|outbound_denied)_total.*"))
                        .toList());
    }
}
