package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.server.configuration.Surface;
import dev.verifier.wallet.Tampering;
import dev.verifier.wallet.VpTokenForm;
import dev.verifier.wallet.WalletLogin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/**
 * Each crime of a wallet, posted as its answer: refused at once for its own reason, shown on the page that waits, without a trace of
 * what was sent in the log, and without a single connection to where it pointed. The login stays open, and the honest answer that
 * comes next is accepted.
 */
@VerifierTest
// Everything that a stranger could make the server write is looked through below.
@TestPropertySource(properties = "logging.level.root=DEBUG")
@ExtendWith(OutputCaptureExtension.class)
class WalletTamperingTests {

    private static final World WORLD = new World();
    private static final Properties REASONS = reasons();
    private static final Trap TRAP = new Trap();

    @DynamicPropertySource
    static void world(DynamicPropertyRegistry registry) {
        WORLD.describe(registry);
        registry.add("verifier.limits.authorize-per-address", () -> "unlimited");
    }

    @LocalServerPort
    private int port;

    private Http http;
    private Browser browser;

    @AfterAll
    static void closeTrap() throws IOException {
        TRAP.close();
    }

    @BeforeEach
    void open() {
        http = new Http(port);
        browser = new Browser(http);
    }

    static Stream<Tampering> crimes() {
        return Stream.of(Tampering.ofWallets(), Tampering.ofEncryption()).flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("crimes")
    void each_crime_is_refused_for_its_own_reason_and_honesty_still_leads_on(Tampering crime, CapturedOutput output) {
        var page = browser.begin(Browser.request());
        var asked = Browser.asked(Browser.requestObject(http, browser.walletLink(page)));
        var honest = answer(page);
        var criminal = honest.tampered(crime);

        var told = http.post(Surface.WALLET_RESPONSE, criminal.form());

        assertThat(told.code()).isIn(expected(crime));
        assertThat(told.status()).isIn(400, 413);
        assertThat(told.json().propertyNames()).containsExactlyInAnyOrder("error", "error_description", "error_id");
        assertThat(told.json().get("error").asString()).isIn("invalid_request", "access_denied");
        // VP-27: who guesses is not told what would have been right.
        assertThat(told.body()).doesNotContain(asked.nonce(), asked.clientId(), World.ORGANIZATION);
        assertThat(TRAP.calls()).isZero();
        assertThat(output).contains(" DEBUG ", told.json().get("error_id").asString());
        for (var secret : List.of(criminal.presentation(), criminal.credential(), honest.credential())) {
            assertThat(output).doesNotContain(secret.substring(Math.max(0, secret.length() - 40)));
        }
        assertThat(output).doesNotContain("@acme.example", "\"Ann\"", "Ann Lee");

        assertThat(browser.get(page + "/continue").header("Location")).endsWith(page);
        assertThat(http.post(Surface.WALLET_RESPONSE, honest.form()).status()).isEqualTo(200);
        assertThat(browser.arrive(browser.get(page + "/continue"))).containsKey("code");
    }

    @ParameterizedTest
    @EnumSource
    void an_answer_is_read_in_every_form_that_wallets_write_it_in(VpTokenForm form) {
        var page = browser.begin(Browser.request());

        assertThat(browser.post(answer(page).as(form)).status()).isEqualTo(200);
        assertThat(browser.arrive(browser.get(page + "/continue"))).containsKey("code");
    }

    private WalletLogin answer(String page) {
        return WORLD.answer(WORLD.person, Browser.asked(Browser.requestObject(http, browser.walletLink(page))))
                .trap(TRAP.url())
                .build();
    }

    private static List<String> expected(Tampering crime) {
        var reasons = REASONS.getProperty(crime.id(), "no reason is known for " + crime.id());
        // What is too large is too large for the first one who looks.
        return List.of(reasons.replace("presentation_too_large", "presentation_too_large|request_too_large")
                .split("\\|", -1));
    }

    private static Properties reasons() {
        var reasons = new Properties();
        try (var ours = Files.newBufferedReader(Path.of("src/test/resources/wallet-crimes.properties"));
                var librarys = Files.newBufferedReader(
                        Path.of("../verifier-presentation/src/test/resources/crimes.properties"))) {
            reasons.load(librarys);
            reasons.load(ours);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return reasons;
    }
}
