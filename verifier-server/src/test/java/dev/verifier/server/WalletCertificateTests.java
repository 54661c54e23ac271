package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verifier.wallet.Seal;
import dev.verifier.wallet.openid4vp.AuthorizationRequest;
import dev.verifier.wallet.openid4vp.RequestFlaw;
import dev.verifier.wallet.openid4vp.RequestLink;
import dev.verifier.wallet.openid4vp.UnacceptableRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Wallets know the server by certificates of its key (OpenID4VP 1.0 §5.9.3, HAIP 1.0 §5). */
class WalletCertificateTests {

    private static final World WORLD = new World();
    private static final Seal ACCESS = WORLD.authority.access("localhost", Duration.ofDays(365));

    @TempDir
    private Path folder;

    private String[] with(String keyPem, String chainPem, String... more) throws IOException {
        var key = Files.writeString(folder.resolve("key.pem"), keyPem);
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        var chain = Files.writeString(folder.resolve("chain.pem"), chainPem);
        return WORLD.arguments(Stream.concat(
                        Stream.of("--verifier.keys.signing=" + key, "--verifier.keys.certificate-chain=" + chain),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    private RunningServer start(String keyPem, String chainPem, String... more) throws IOException {
        return RunningServer.start(folder.resolve("data"), with(keyPem, chainPem, more));
    }

    private static RequestLink link(Browser browser, String page) {
        return RequestLink.parse(browser.walletLink(page));
    }

    private static String requestObject(Http http, RequestLink link) {
        return http.get(Browser.path(link.requestUri().toString())).body();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x509_hash", "x509-san-dns"})
    void a_person_signs_in_with_a_wallet_that_knows_us_by_our_certificate(String prefix) throws IOException {
        var arguments =
                prefix.isEmpty() ? new String[0] : new String[] {"--verifier.openid4vp.client-id-prefix=" + prefix};
        try (var server = start(ACCESS.keyPem(), ACCESS.chainPem() + WORLD.authority.anchorPem(), arguments)) {
            var http = server.http();
            var browser = new Browser(http);
            var page = browser.begin(Browser.request());
            var link = link(browser, page);
            var compact = requestObject(http, link);

            assertThat(link.clientId())
                    .startsWith(prefix.equals("x509-san-dns") ? "x509_san_dns:localhost" : "x509_hash:");
            assertThat(Browser.header(compact).has("kid")).isFalse();
            assertThat(Browser.header(compact).get("x5c"))
                    .as("without the anchor")
                    .hasSize(2);
            var request = AuthorizationRequest.read(link, compact, Instant.now());
            assertThat(request.clientId()).isEqualTo(link.clientId());
            var answer = WORLD.answer(WORLD.person, Browser.asked(Browser.payload(compact)))
                    .build();
            assertThat(browser.post(answer).status()).isEqualTo(200);
            assertThat(browser.arrive(browser.get(page + "/continue"))).containsKey("code");
            // VP-16's sibling: an answer to somebody else's name is none to ours.
            var other = browser.begin(Browser.request());
            assertThat(browser.post(browser.answer(WORLD, WORLD.person, other)
                                    .presentationAudience("x509_hash:Uvo3HtuIxuhC92rShpgqcT3YXwrqRxWEviRiA0OZszk"))
                            .code())
                    .isEqualTo("presentation_wrong_audience");
        }
    }

    @Test
    void a_wallet_takes_no_request_whose_certificate_is_another_s() throws IOException {
        try (var server = start(ACCESS.keyPem(), ACCESS.chainPem())) {
            var browser = new Browser(server.http());
            var link = link(browser, browser.begin(Browser.request()));
            var compact = requestObject(server.http(), link);

            var asSomebodyElse =
                    new RequestLink("x509_hash:Uvo3HtuIxuhC92rShpgqcT3YXwrqRxWEviRiA0OZszk", link.requestUri(), false);
            assertThat(flaw(asSomebodyElse, compact, Instant.now())).isEqualTo(RequestFlaw.WRONG_KEY);
            assertThat(flaw(link, compact, Instant.now().plus(Duration.ofDays(400))))
                    .isEqualTo(RequestFlaw.WRONG_CERTIFICATE);
        }
    }

    private static RequestFlaw flaw(RequestLink link, String compact, Instant at) {
        try {
            AuthorizationRequest.read(link, compact, at);
        } catch (UnacceptableRequest e) {
            return e.flaw();
        }
        throw new AssertionError("it was taken");
    }

    @Test
    void what_wallets_would_refuse_fails_the_start_with_the_property_s_name() {
        var other = WORLD.authority.access("localhost", Duration.ofDays(365));
        var ended = WORLD.authority.access("localhost", Duration.ofDays(-1));
        var blocks = ACCESS.chainPem().split("(?<=-----END CERTIFICATE-----\n)", -1);
        var backwards = blocks[1] + blocks[0];
        var key = ACCESS.keyPem();
        for (var wrong : List.of(
                List.of(key, other.chainPem()), // another key's
                List.of(key, ended.chainPem()),
                List.of(ended.keyPem(), ended.chainPem()),
                List.of(key, backwards),
                List.of(key, ACCESS.chainPem() + other.chainPem()),
                List.of(WORLD.authority.toPem(), WORLD.authority.anchorPem()), // self-signed
                List.of(key, key),
                List.of(key, ""))) {
            assertThatThrownBy(() -> start(wrong.getFirst(), wrong.getLast()).close())
                    .rootCause()
                    .hasMessageContaining("verifier.keys.certificate-chain");
        }
    }

    @Test
    void a_name_that_the_certificate_does_not_carry_fails_the_start() {
        var elsewhere = WORLD.authority.access("elsewhere.example", Duration.ofDays(365));
        assertThatThrownBy(() -> start(
                                elsewhere.keyPem(),
                                elsewhere.chainPem(),
                                "--verifier.openid4vp.client-id-prefix=x509_san_dns")
                        .close())
                .rootCause()
                .hasMessageContaining("verifier.keys.certificate-chain");
        for (var prefix : List.of("x509_hash", "x509_san_dns")) {
            assertThatThrownBy(() -> RunningServer.start(
                                    folder.resolve("without"),
                                    WORLD.arguments("--verifier.openid4vp.client-id-prefix=" + prefix))
                            .close())
                    .rootCause()
                    .hasMessageContaining("verifier.openid4vp.client-id-prefix");
        }
    }
}
