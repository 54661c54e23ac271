package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import dev.verifier.server.key.KeyRing;
import dev.verifier.wallet.LearVersion;
import dev.verifier.wallet.MachineLogin;
import dev.verifier.wallet.SealKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The signing key wherever an operator may have it: whoever asks for a token and verifies it notices no difference. */
@ExtendWith(OutputCaptureExtension.class)
class KeySourcesTests {

    private static final Path SOFTHSM = Path.of("/usr/lib/softhsm/libsofthsm2.so");
    private static final Path SOFTHSM_TOKENS = Path.of("/var/lib/softhsm/tokens");
    private static final String PASSWORD = "correct horse";

    private final World world = new World();

    @TempDir
    private Path folder;

    @Test
    void a_key_in_a_pkcs12_file_signs() throws Exception {
        var store = keyStore("signing", "other");
        var password = Files.writeString(folder.resolve("password"), PASSWORD + "\n");

        try (var server = start(
                "--verifier.keys.signing=pkcs12:" + store + "?alias=signing",
                "--verifier.keys.password-file=" + password)) {
            issuesWhatVerifies(server);
        }
        try (var server =
                start("--verifier.keys.signing=pkcs12:" + keyStore("alone"), "--verifier.keys.password=" + PASSWORD)) {
            issuesWhatVerifies(server);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ?alias=signing | wrong         | opens with verifier.keys.password
            ?alias=nobody  | correct horse | there is [other, signing]
            ''             | correct horse | one of [other, signing]
            ?name=signing  | correct horse | after ? there may be alias=
            """)
    void a_key_store_that_does_not_open_stops_the_start_and_keeps_the_password_to_itself(
            String options, String password, String reason, CapturedOutput output) throws Exception {
        var store = keyStore("signing", "other");

        assertThatThrownBy(() -> start(
                        "--verifier.keys.signing=pkcs12:" + store + options, "--verifier.keys.password=" + password))
                .isInstanceOf(RuntimeException.class);
        assertThat(output)
                .contains("verifier.keys.signing = (not shown)", reason)
                .doesNotContain("horse", "wrong");
    }

    @Test
    void a_key_that_never_leaves_its_module_signs(CapturedOutput output) throws Exception {
        assumeTrue(
                Files.exists(SOFTHSM) && Files.isWritable(SOFTHSM_TOKENS),
                "no SoftHSM to write to here: install softhsm2 to test PKCS#11");
        var label = "verifier-" + System.nanoTime();
        var slot = token(label);
        var module = "pkcs11:" + SOFTHSM + "?alias=signing&slot=" + slot;

        try (var server = start("--verifier.keys.signing=" + module, "--verifier.keys.password=a-pin-of-letters")) {
            issuesWhatVerifies(server);
        }
        assertThatThrownBy(() -> start(
                        "--verifier.keys.signing=" + module.replace("=signing", "=nobody"),
                        "--verifier.keys.password=a-pin-of-letters"))
                .isInstanceOf(RuntimeException.class);
        assertThat(output).contains("there is [signing]").doesNotContain("a-pin-of-letters");
        run("softhsm2-util", "--delete-token", "--token", label);
    }

    @Test
    void a_key_in_vault_signs_and_is_asked_for_nothing_else() throws Exception {
        try (var vault = new VaultServer(Instant.now());
                var server = start(vault)) {
            issuesWhatVerifies(server);
            assertThat(vault.asked()).containsOnly("GET /v1/transit/keys/verifier", "POST /v1/transit/sign/verifier");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 429, 500, 503})
    void while_vault_is_away_callers_are_told_when_to_come_again(int status, CapturedOutput output) throws Exception {
        try (var vault = new VaultServer(Instant.now());
                var server = start(vault)) {
            vault.answers(status);
            var answer = server.http().token(world.login().form());

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.code()).isEqualTo("out_of_order");
            assertThat(answer.header("Retry-After")).isNotEmpty();
            assertThat(output)
                    .contains("\"event\":\"SignerAway\"", "status " + status)
                    .doesNotContain("\tat ", VaultServer.TOKEN);
            assertThat(server.http().get("/oidc/jwks").status())
                    .as("what was signed goes on to verify")
                    .isEqualTo(200);

            vault.isThere();
            issuesWhatVerifies(server);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"data\":{\"signature\":\"vault:v2:AAAA\"}}",
                "{\"data\":{\"signature\":\"vault:v1:not base64\"}}",
                "{\"data\":{\"signature\":\"vault:v1:AAAA\"}}"
            })
    void an_answer_unlike_vault_s_is_no_signature(String body) {
        try (var vault = new VaultServer(Instant.now());
                var server = start(vault)) {
            vault.says(body);

            assertThat(server.http().token(world.login().form()).code()).isEqualTo("out_of_order");
        }
    }

    @Test
    void a_token_for_vault_may_be_replaced_while_the_server_runs() throws Exception {
        var token = Files.writeString(folder.resolve("token"), VaultServer.TOKEN);
        try (var vault = new VaultServer(Instant.now());
                var server = start(
                        "--verifier.keys.signing=" + vault.reference(), "--verifier.keys.password-file=" + token)) {
            issuesWhatVerifies(server);
            Files.writeString(token, "expired");
            assertThat(server.http().token(world.login().form()).status()).isEqualTo(503);
            Files.writeString(token, VaultServer.TOKEN + "\n");
            issuesWhatVerifies(server);
        }
    }

    @Test
    void without_a_token_for_vault_there_is_no_start(CapturedOutput output) {
        try (var vault = new VaultServer(Instant.now())) {
            assertThatThrownBy(() -> start("--verifier.keys.signing=" + vault.reference()))
                    .isInstanceOf(RuntimeException.class);
            assertThat(output).contains("verifier.keys.signing = (not shown)", "status 403");
        }
    }

    @Test
    void keys_of_vault_are_named_as_documented(CapturedOutput output) {
        assertThatThrownBy(() -> start("--verifier.keys.signing=vault:https://vault.example/v1/transit"))
                .isInstanceOf(RuntimeException.class);
        assertThat(output).contains("it needs the address of the engine");
    }

    @Test
    void what_is_encrypted_to_us_can_be_read_though_the_signing_key_is_kept_from_us() {
        try (var vault = new VaultServer(Instant.now());
                var server = start(vault);
                var other = start(vault)) {
            var published = server.http().get("/oidc/jwks").json().get("keys");

            assertThat(published.valueStream().map(key -> key.get("use").asString()))
                    .containsExactly("sig", "enc");
            assertThat(other.http().get("/oidc/jwks").json().get("keys"))
                    .as("a node with the same data key has the same")
                    .isEqualTo(published);
        }
    }

    @Test
    void a_further_version_in_vault_is_published_first_and_signs_later_and_the_one_before_stays() throws Exception {
        var clock = new StoppedClock(Instant.now());
        try (var vault = new VaultServer(clock.instant());
                var server = RunningServer.start(clock, folder.resolve("data"), arguments(vault))) {
            var before = signedBy(server);
            vault.rotate(clock.instant());
            refresh(server);

            assertThat(published(server)).hasSize(2).startsWith(before);
            assertThat(signedBy(server)).isEqualTo(before);

            clock.pass(Duration.ofMinutes(61));
            assertThat(signedBy(server)).isNotEqualTo(before);
            assertThat(published(server)).hasSize(2).endsWith(before);

            clock.pass(Duration.ofHours(13));
            assertThat(published(server)).hasSize(1).doesNotContain(before);
        }
    }

    @Test
    void the_next_key_is_published_before_it_signs() throws Exception {
        var next = keyStore("next");
        try (var server =
                start("--verifier.keys.next=pkcs12:" + next + "?alias=next", "--verifier.keys.password=" + PASSWORD)) {
            var first = signedBy(server);

            assertThat(published(server)).hasSize(2).startsWith(first);
        }
    }

    private static void refresh(RunningServer server) {
        server.context().getBean(KeyRing.class).refresh(Instant.EPOCH);
    }

    private String signedBy(RunningServer server) throws Exception {
        return issuesWhatVerifies(server);
    }

    /** The key id of a token that was issued now, which verifies. */
    private String issuesWhatVerifies(RunningServer server) throws Exception {
        var clock = server.context().getBean("testClock", Clock.class);
        var login = MachineLogin.builder(world.machine, World.ISSUER, clock.instant(), new SecureRandom())
                .seal(world.authority.seal(World.ORGANIZATION, SealKey.P_256))
                .version(LearVersion.M2)
                .build();
        var answer = server.http().token(login.form());
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        var token = SignedJWT.parse(answer.json().get("access_token").asString());
        var keys = JWKSet.parse(server.http().get("/oidc/jwks").body());
        var key = keys.getKeyByKeyId(token.getHeader().getKeyID()).toECKey();
        assertThat(token.verify(new ECDSAVerifier(key))).isTrue();
        return key.getKeyID();
    }

    private static List<String> published(RunningServer server) {
        return server.http()
                .get("/oidc/jwks")
                .json()
                .get("keys")
                .valueStream()
                .filter(key -> key.get("use").asString().equals("sig"))
                .map(key -> key.get("kid").asString())
                .toList();
    }

    private RunningServer start(VaultServer vault) {
        return RunningServer.start(folder.resolve("data"), arguments(vault));
    }

    private RunningServer start(String... arguments) {
        return RunningServer.start(folder.resolve("data"), world.arguments(arguments));
    }

    private String[] arguments(VaultServer vault) {
        return world.arguments(
                "--verifier.keys.signing=" + vault.reference(), "--verifier.keys.password=" + VaultServer.TOKEN);
    }

    private Path keyStore(String... aliases) throws IOException, InterruptedException {
        var store = Files.createTempDirectory(folder, "keys").resolve("keys.p12");
        for (var alias : aliases) {
            keytool("-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD, "-alias", alias);
        }
        return store;
    }

    /** A module with one key in it; its slot. */
    private static String token(String label) throws IOException, InterruptedException {
        var said = run(
                "softhsm2-util",
                "--init-token",
                "--free",
                "--label",
                label,
                "--so-pin",
                "13579",
                "--pin",
                "a-pin-of-letters");
        var slot = said.replaceAll("(?s).*slot (\\d+).*", "$1");
        var configuration = "--name = made\nlibrary = " + SOFTHSM + "\nslot = " + slot;
        var file = Files.writeString(Files.createTempFile("pkcs11", ".cfg"), configuration.substring(2));
        keytool(
                "-keystore",
                "NONE",
                "-storetype",
                "PKCS11",
                "-addprovider",
                "SunPKCS11",
                "-providerArg",
                file.toString(),
                "-storepass",
                "a-pin-of-letters",
                "-alias",
                "signing");
        return slot;
    }

    private static void keytool(String... store) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=verifier"));
        command.addAll(Arrays.asList(store));
        run(command.toArray(String[]::new));
    }

    private static String run(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }
}
