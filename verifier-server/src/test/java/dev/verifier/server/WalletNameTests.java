package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verifier.server.configuration.Surface;
import dev.verifier.wallet.DidKey;
import dev.verifier.wallet.WalletKey;
import dev.verifier.wallet.openid4vp.Attesters;
import dev.verifier.wallet.openid4vp.AuthorizationRequest;
import dev.verifier.wallet.openid4vp.RequestLink;
import dev.verifier.wallet.openid4vp.UnsignedRequest;
import dev.verifier.wallet.openid4vp.VerifierLink;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Wallets know the server by an attestation of its key, or by where their answer goes (OpenID4VP 1.0 §5.9.3, §12). */
class WalletNameTests {

    private static final World WORLD = new World();
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final WalletKey KEY = WalletKey.generate(RANDOM);
    private static final WalletKey ATTESTER = WalletKey.generate(RANDOM);
    private static final String RESPONSE_URI = World.ISSUER + Surface.WALLET_RESPONSE;

    /** ISO/IEC 18004: bytes in the largest QR code with the least redundancy. */
    private static final int LARGEST_QR = 2953;

    @TempDir
    private Path folder;

    private static Map<String, Object> claims(Map<String, ?> otherwise) {
        var claims = new LinkedHashMap<String, Object>();
        claims.put("iss", "https://attester.example");
        claims.put("sub", "verifier.example");
        claims.put("exp", Instant.now().plus(Duration.ofDays(90)).getEpochSecond());
        claims.put("cnf", Map.of("jwk", KEY.publicJwk()));
        claims.put("redirect_uris", List.of("https://other.example", RESPONSE_URI));
        claims.putAll(otherwise);
        return claims;
    }

    private static String attestation(String type, Map<String, ?> otherwise) {
        return ATTESTER.sign(Map.of("typ", type), claims(otherwise));
    }

    private RunningServer start(String attestation, String... more) throws IOException {
        var key = Files.writeString(folder.resolve("key.pem"), KEY.toPem());
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        var file = Files.writeString(folder.resolve("attestation.jwt"), attestation + "\n");
        return RunningServer.start(
                folder.resolve("data"),
                WORLD.arguments(Stream.concat(
                                Stream.of(
                                        "--verifier.keys.signing=" + key,
                                        "--verifier.openid4vp.verifier-attestation=" + file),
                                Stream.of(more))
                        .toArray(String[]::new)));
    }

    @Test
    void a_person_signs_in_with_a_wallet_that_knows_us_by_an_attestation() throws Exception {
        var attestation = attestation("verifier-attestation+jwt", Map.of());
        try (var server = start(attestation, "--verifier.openid4vp.client-id-prefix=verifier_attestation")) {
            var browser = new Browser(server.http());
            var page = browser.begin(Browser.request());
            var parameters = parameters(browser.walletLink(page));
            var compact = server.http()
                    .get(Browser.path(parameters.getOrDefault("request_uri", "")))
                    .body();

            assertThat(parameters).containsEntry("client_id", "verifier_attestation:verifier.example");
            assertThat(Browser.header(compact).get("jwt").asString()).isEqualTo(attestation);
            assertThat(Browser.header(compact).propertyNames()).containsExactlyInAnyOrder("alg", "typ", "jwt");
            assertThat(isSignedBy(KEY, compact)).isTrue();
            assertThat(isSignedBy(ATTESTER, compact)).isFalse();
            var link = RequestLink.parse(browser.walletLink(page));
            var known = new Attesters(Map.of("https://attester.example", DidKey.parse(ATTESTER.did())));
            var request = AuthorizationRequest.read(link, compact, null, known, Instant.now());
            var answer = WORLD.answer(WORLD.person, request.asked()).build();
            assertThat(browser.post(answer).status()).isEqualTo(200);
            assertThat(browser.arrive(browser.get(page + "/continue"))).containsKey("code");
        }
    }

    /** The control is {@link #a_person_signs_in_with_a_wallet_that_knows_us_by_an_attestation()}. */
    @Test
    void an_attestation_that_wallets_would_refuse_fails_the_start_with_the_property_s_name() {
        var type = "verifier-attestation+jwt";
        for (var wrong : List.of(
                "no JWT",
                attestation("JWT", Map.of()),
                attestation(type, Map.of("cnf", Map.of("jwk", ATTESTER.publicJwk()))),
                attestation(type, Map.of("cnf", Map.of())),
                attestation(type, Map.of("redirect_uris", List.of("https://other.example"))),
                attestation(type, Map.of("redirect_uris", List.of())),
                attestation(type, Map.of("sub", "")),
                attestation(type, Map.of("iss", "")),
                attestation(type, Map.of("nbf", Instant.now().plusSeconds(600).getEpochSecond())),
                attestation(type, Map.of("exp", Instant.now().minusSeconds(1).getEpochSecond())))) {
            assertThatThrownBy(() -> start(wrong).close())
                    .rootCause()
                    .hasMessageContaining("verifier.openid4vp.verifier-attestation");
        }
        assertThatThrownBy(() -> RunningServer.start(
                                folder.resolve("without"),
                                WORLD.arguments("--verifier.openid4vp.client-id-prefix=verifier_attestation"))
                        .close())
                .rootCause()
                .hasMessageContaining("verifier.openid4vp.verifier-attestation");
    }

    /** Nobody signs such a request: it is all in the link, and small enough for a camera. */
    @Test
    void a_person_signs_in_with_a_wallet_that_knows_us_by_where_its_answer_goes() throws IOException {
        try (var server = RunningServer.start(
                folder.resolve("data"), WORLD.arguments("--verifier.openid4vp.client-id-prefix=redirect_uri"))) {
            var browser = new Browser(server.http());
            var page = browser.begin(Browser.request());
            var link = browser.walletLink(page);
            var parameters = parameters(link);

            assertThat(link.length()).as(link).isLessThanOrEqualTo(LARGEST_QR);
            assertThat(parameters.keySet())
                    .containsExactlyInAnyOrder(
                            "client_id",
                            "response_type",
                            "response_mode",
                            "response_uri",
                            "nonce",
                            "state",
                            "dcql_query",
                            "client_metadata");
            assertThat(parameters)
                    .containsEntry("client_id", "redirect_uri:" + RESPONSE_URI)
                    .containsEntry("response_uri", RESPONSE_URI);
            var wallet = AuthorizationRequest.read((UnsignedRequest) VerifierLink.parse(link));
            var answer = WORLD.answer(WORLD.person, wallet.asked()).build();
            assertThat(browser.post(answer).status()).isEqualTo(200);
            assertThat(browser.arrive(browser.get(page + "/continue"))).containsKey("code");
            // The name counts here too.
            var other = browser.begin(Browser.request());
            var forAnother = WORLD.answer(WORLD.person, Browser.asked(request(parameters(browser.walletLink(other)))))
                    .build()
                    .presentationAudience("redirect_uri:https://other.example");
            assertThat(browser.post(forAnother).code()).isEqualTo("presentation_wrong_audience");
        }
    }

    /** The control is {@code HaipVerifierConformanceTests}. */
    @ParameterizedTest
    @ValueSource(strings = {"redirect_uri", "verifier_attestation"})
    void nobody_goes_by_these_names_where_haip_is_promised(String prefix) {
        assertThatThrownBy(() -> RunningServer.start(
                                folder.resolve("data"),
                                WORLD.arguments(
                                        "--verifier.compatibility.profile=strict",
                                        "--verifier.openid4vp.client-id-prefix=" + prefix))
                        .close())
                .rootCause()
                .hasMessageContaining("verifier.openid4vp.client-id-prefix");
    }

    private static Map<String, String> parameters(String link) {
        return Browser.query(
                URI.create(link.replace("openid4vp://?", "openid4vp://x?")).getRawQuery());
    }

    /** As a request object would have it. */
    private static ObjectNode request(Map<String, String> parameters) {
        var json = new JsonMapper();
        var request = json.createObjectNode();
        parameters.forEach((name, value) -> {
            if (value.startsWith("{")) {
                request.set(name, json.readTree(value));
            } else {
                request.put(name, value);
            }
        });
        return request;
    }

    private static boolean isSignedBy(WalletKey key, String compact) throws GeneralSecurityException {
        var end = compact.lastIndexOf('.');
        var signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initVerify(key.publicKey());
        signature.update(compact.substring(0, end).getBytes(StandardCharsets.US_ASCII));
        return signature.verify(Base64.getUrlDecoder().decode(compact.substring(end + 1)));
    }
}
