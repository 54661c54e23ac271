package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verifier.server.configuration.Surface;
import dev.verifier.wallet.Seal;
import dev.verifier.wallet.WalletKey;
import dev.verifier.wallet.openid4vp.AuthorizationRequest;
import dev.verifier.wallet.openid4vp.DigitalRequest;
import dev.verifier.wallet.openid4vp.RequestLink;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Wallets know one server under several names, each with a key of its own, as the client that asks has chosen. */
class WalletIdentityTests {

    private static final World WORLD = new World();
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Seal TAXES = WORLD.authority.access("localhost", Duration.ofDays(365));
    private static final Seal POLICE = WORLD.authority.access("localhost", Duration.ofDays(200));
    private static final WalletKey LIBRARY = WalletKey.generate(RANDOM);
    private static final String IDENTITIES = "--verifier.openid4vp.identities.";

    @TempDir
    private Path folder;

    @BeforeAll
    static void register() throws IOException {
        for (var identity : List.of("taxes", "police", "library", "address", "nobody")) {
            Files.writeString(
                    WORLD.folder.resolve("clients.yaml"),
                    """
                      - clientId: "%s-app"
                        redirectUris: ["https://%s.example/callback"]
                        scopes: ["openid_learcredential"]
                        clientAuthenticationMethods: ["none"]
                        authorizationGrantTypes: ["authorization_code"]
                        requireProofKey: true
                        identity: "%s"
                    """.formatted(identity, identity, identity),
                    StandardOpenOption.APPEND);
        }
    }

    private String file(String name, String text) throws IOException {
        var file = Files.writeString(folder.resolve(name), text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file.toString();
    }

    private Stream<String> certified(String name, Seal access) throws IOException {
        return Stream.of(
                IDENTITIES + name + ".signing=" + file(name + ".pem", access.keyPem()),
                IDENTITIES + name + ".certificate-chain=" + file(name + "-chain.pem", access.chainPem()));
    }

    /** @param others in the place of those of the same name, or more */
    private RunningServer start(String... others) throws IOException {
        var usual = Stream.of(
                        certified("taxes", TAXES),
                        certified("police", POLICE),
                        Stream.of(
                                IDENTITIES + "library.signing=" + file("library.pem", LIBRARY.toPem()),
                                IDENTITIES + "address.client-id-prefix=redirect_uri"))
                .flatMap(arguments -> arguments)
                .filter(argument ->
                        Stream.of(others).noneMatch(other -> property(other).equals(property(argument))));
        var all = Stream.concat(usual, Stream.of(others)).toArray(String[]::new);
        return RunningServer.start(folder.resolve("data"), WORLD.arguments(all));
    }

    private static String property(String argument) {
        return argument.substring(0, argument.indexOf('='));
    }

    private static Map<String, String> request(String identity) {
        var request = Browser.request();
        request.put("client_id", identity + "-app");
        request.put("redirect_uri", "https://" + identity + ".example/callback");
        return request;
    }

    /** Signs somebody in. @return the request that the wallet was handed out, as it was */
    private static String signIn(Http http, Map<String, String> request) {
        var browser = new Browser(http);
        var page = browser.begin(request);
        var link = RequestLink.parse(browser.walletLink(page));
        var compact = http.get(Browser.path(link.requestUri().toString())).body();
        var asked = AuthorizationRequest.read(link, compact, Instant.now());
        assertThat(browser.post(WORLD.answer(WORLD.person, asked.asked()).build())
                        .status())
                .isEqualTo(200);
        assertThat(browser.arrive(browser.get(page + "/continue"))).containsKey("code");
        return compact;
    }

    private static String name(String compact) {
        return Browser.payload(compact).get("client_id").asString();
    }

    private static byte[] certificate(Seal access) throws GeneralSecurityException {
        return CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(access.chainPem().getBytes(StandardCharsets.US_ASCII)))
                .iterator()
                .next()
                .getEncoded();
    }

    private static String hash(Seal access) throws GeneralSecurityException {
        var digest = MessageDigest.getInstance("SHA-256").digest(certificate(access));
        return "x509_hash:" + Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    }

    @Test
    void each_client_s_people_are_asked_under_the_name_it_chose() throws Exception {
        try (var server = start()) {
            var http = server.http();
            for (var one : Map.of("taxes", TAXES, "police", POLICE).entrySet()) {
                var compact = signIn(http, request(one.getKey()));

                assertThat(name(compact)).isEqualTo(hash(one.getValue()));
                assertThat(Browser.header(compact).get("x5c").get(0).asString())
                        .isEqualTo(Base64.getEncoder().encodeToString(certificate(one.getValue())));
                assertThat(Browser.header(compact).has("kid")).isFalse();
            }
            var byDid = signIn(http, request("library"));
            assertThat(name(byDid)).isEqualTo("decentralized_identifier:" + LIBRARY.did());
            assertThat(Browser.header(byDid).get("kid").asString()).isEqualTo(LIBRARY.keyId());
            var usual = signIn(http, Browser.request());
            assertThat(name(usual))
                    .startsWith("decentralized_identifier:did:key:")
                    .isNotEqualTo(name(byDid));
            var browser = new Browser(http);
            assertThat(browser.walletLink(browser.begin(request("address")))).contains("client_id=redirect_uri%3A");
            // What signs requests signs no tokens.
            assertThat(http.get(Surface.JWKS).body()).doesNotContain(LIBRARY.did());
        }
    }

    /** The others' keys are vouched for by nobody, and one has none: a signature would say nothing (ADR 23). */
    @Test
    void a_page_asks_through_the_browser_under_the_same_name() throws Exception {
        try (var server = start()) {
            var asked = asked(server.http(), request("taxes"));
            assertThat(asked.protocol()).isEqualTo("openid4vp-v1-signed");
            assertThat(asked.asker()).isEqualTo(hash(TAXES));
            for (var request : List.of(Browser.request(), request("library"), request("address"))) {
                assertThat(asked(server.http(), request).protocol()).isEqualTo("openid4vp-v1-unsigned");
            }
        }
        try (var server = start("--verifier.openid4vp.digital-credentials-api=signed")) {
            assertThat(asked(server.http(), request("library")).asker())
                    .isEqualTo("decentralized_identifier:" + LIBRARY.did());
            assertThat(asked(server.http(), request("address")).protocol()).isEqualTo("openid4vp-v1-unsigned");
        }
    }

    private static DigitalRequest asked(Http http, Map<String, String> request) {
        var browser = new Browser(http);
        var path = browser.begin(request) + "/digital-credential";
        var answer = http.send(
                http.request(path).header("Cookie", browser.cookieHeader()).GET());
        return DigitalRequest.read(answer.body(), World.ISSUER.toString(), Instant.now());
    }

    @Test
    void an_answer_to_one_name_is_none_to_another() throws Exception {
        try (var server = start()) {
            var browser = new Browser(server.http());
            var page = browser.begin(request("taxes"));

            assertThat(browser.post(browser.answer(WORLD, WORLD.person, page).presentationAudience(hash(POLICE)))
                            .code())
                    .isEqualTo("presentation_wrong_audience");
            assertThat(browser.post(browser.answer(WORLD, WORLD.person, page)).status())
                    .isEqualTo(200);
        }
    }

    @Test
    void a_request_begun_under_a_name_that_is_ours_no_longer_is_not_handed_out() throws Exception {
        String path;
        String kept;
        try (var server = start()) {
            var browser = new Browser(server.http());
            path = path(browser, "taxes");
            kept = path(browser, "library");
            assertThat(server.http().get(path).status()).isEqualTo(200);
        }
        var other = file("other.pem", POLICE.keyPem());
        var chain = file("other-chain.pem", POLICE.chainPem());
        try (var server =
                start(IDENTITIES + "taxes.signing=" + other, IDENTITIES + "taxes.certificate-chain=" + chain)) {
            assertThat(server.http().get(path).status()).isEqualTo(404);
            assertThat(server.http().get(kept).status()).isEqualTo(200);
        }
    }

    private static String path(Browser browser, String identity) {
        var link = browser.walletLink(browser.begin(request(identity)));
        return Browser.path(RequestLink.parse(link).requestUri().toString());
    }

    @Test
    void a_client_that_chose_a_name_we_do_not_have_is_left_out() throws IOException {
        try (var server = start()) {
            var browser = new Browser(server.http());
            assertThat(browser.authorize(request("nobody")).status()).isEqualTo(400);
            assertThat(browser.authorize(request("taxes")).status()).isEqualTo(302);
        }
    }

    @Test
    void what_wallets_would_refuse_fails_the_start_with_the_property_s_name() throws IOException {
        var ended = WORLD.authority.access("localhost", Duration.ofDays(-1));
        var before = "verifier.openid4vp.identities.taxes.";
        var wrong = Map.of(
                IDENTITIES + "taxes.certificate-chain=" + file("wrong-chain.pem", POLICE.chainPem()),
                before + "certificate-chain",
                IDENTITIES + "taxes.signing=" + file("wrong.pem", POLICE.keyPem()),
                before + "certificate-chain",
                IDENTITIES + "taxes.signing=" + folder.resolve("nowhere.pem"),
                before + "signing",
                IDENTITIES + "taxes.client-id-prefix=verifier_attestation",
                before + "client-id-prefix",
                IDENTITIES + "library.client-id-prefix=x509_hash",
                "verifier.openid4vp.identities.library.client-id-prefix",
                IDENTITIES + "library.certificate-chain=" + file("ended.pem", ended.chainPem()),
                "verifier.openid4vp.identities.library.certificate-chain",
                IDENTITIES + "Taxes_Office.client-id-prefix=did",
                "a-z, 0-9",
                IDENTITIES + "taxes.chain=x",
                before + "chain");
        for (var one : wrong.entrySet()) {
            assertThatThrownBy(() -> start(one.getKey()).close())
                    .as(one.getKey())
                    .rootCause()
                    .hasMessageContaining(one.getValue());
        }
    }
}
