package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verifier.server.key.DataKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What an operator reads when the server starts, and when it does not. */
@ExtendWith(OutputCaptureExtension.class)
class StartTests {

    @TempDir
    private Path folder;

    @Test
    void a_generated_key_is_announced_kept_for_the_owner_only_and_used_again(CapturedOutput output) throws Exception {
        var first = keyId(start());
        var file = folder.resolve("data/signing-key.jwk");

        assertThat(output).contains("\"event\":\"KeyGenerated\"", first, file.toString());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");

        var before = output.length();
        assertThat(keyId(start())).isEqualTo(first);
        assertThat(output.toString().substring(before)).contains("KeyLoaded").doesNotContain("KeyGenerated");
    }

    @Test
    void a_generated_data_key_is_announced_kept_for_the_owner_only_and_used_again(CapturedOutput output)
            throws Exception {
        var first = dataKeyId(start());
        var file = folder.resolve("data/data-key");

        assertThat(output).contains("data:" + first, file.toString());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(dataKeyId(start())).isEqualTo(first);
        assertThat(output).doesNotContain(Files.readString(file));
    }

    @Test
    void one_s_own_data_key_is_read_from_a_variable_or_a_file_in_base64_or_as_it_is() throws Exception {
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        bytes[0] = (byte) 0xff; // in base64 it begins like a path
        var base64 = Base64.getEncoder().encodeToString(bytes);
        var file = write("data.key", base64 + "\n");
        var raw = Files.write(folder.resolve("raw.key"), bytes);
        var id = dataKeyId(start("--verifier.keys.data=" + base64));
        var forPaths = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);

        assertThat(dataKeyId(start("--verifier.keys.data=" + forPaths))).isEqualTo(id);
        assertThat(dataKeyId(start("--verifier.keys.data=" + file))).isEqualTo(id);
        assertThat(dataKeyId(start("--verifier.keys.data=file:" + raw))).isEqualTo(id);
        assertThat(folder.resolve("data/data-key")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"c2hvcnQ=", "/etc/keys/000000000000000000000000000000000", "nowhere.key"})
    void a_data_key_that_is_none_stops_the_start_and_is_not_repeated(String key, CapturedOutput output) {
        assertThatThrownBy(() -> start("--verifier.keys.data=" + key)).isInstanceOf(RuntimeException.class);

        assertThat(output)
                .contains("verifier.keys.data = (not shown)", "no file of that name can be read")
                .doesNotContain(key);
    }

    private static String dataKeyId(RunningServer server) {
        try (server) {
            return server.context().getBean(DataKey.class).id();
        }
    }

    @Test
    void starting_says_where_the_server_is_and_what_signs(CapturedOutput output) {
        try (var _ = start()) {
            assertThat(output).contains("\"event\":\"Ready\"", "\"issuer\":\"http://localhost:9000\"", "CryptoChosen");
            assertThat(output.toString().lines()).as("a start is short to read").hasSizeLessThan(12);
        }
    }

    @Test
    void one_s_own_key_signs_whether_it_is_pem_or_jwk_in_a_file_or_in_a_variable() throws Exception {
        var pem = pem("secp256r1");
        var file = write("own.pem", pem);
        var inFile = start("--verifier.keys.signing=" + file);
        var id = keyId(inFile);

        assertThat(keyId(start("--verifier.keys.signing=file:" + file))).isEqualTo(id);
        assertThat(keyId(start("--verifier.keys.signing=" + pem))).isEqualTo(id);
        assertThat(folder.resolve("data/signing-key.jwk")).doesNotExist();
    }

    @Test
    void tokens_of_the_key_before_stay_verifiable() throws Exception {
        var before = keyId(start());
        var old = folder.resolve("data/signing-key.jwk");
        try (var server = start(
                "--verifier.keys.signing=" + write("own.pem", pem("secp256r1")), "--verifier.keys.previous=" + old)) {
            var keys = server.http().get("/oidc/jwks").json().get("keys");

            assertThat(keys.valueStream().map(key -> key.get("use").asString()))
                    .as("readers who take the first key take one that signs")
                    .containsExactly("sig", "sig", "enc");
            assertThat(keys.valueStream().map(key -> key.get("kid").asString()))
                    .doesNotHaveDuplicates()
                    .contains(before);
            assertThat(keys.toString()).doesNotContain("\"d\"");
        }
    }

    @Test
    void a_key_that_is_also_among_the_previous_ones_is_published_once_and_signs() throws Exception {
        var world = new World();
        var key = write("own.pem", pem("secp256r1"));
        try (var server = start(
                "--verifier.keys.signing=" + key,
                "--verifier.keys.previous=" + key,
                "--verifier.clients.location=file:" + world.folder.resolve("clients.yaml"),
                "--verifier.trust.anchors=" + world.folder.resolve("anchors.pem"),
                "--verifier.trust.issuers.list=file:" + world.folder.resolve("issuers.yaml"))) {
            assertThat(server.http()
                            .get("/oidc/jwks")
                            .json()
                            .get("keys")
                            .valueStream()
                            .map(published -> published.get("use").asString()))
                    .containsExactly("sig", "enc");
            assertThat(server.http().token(world.login().form()).status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            on another curve           | it is not on P-256, which ES256 needs
            public only                | it has only the public part
            somebody else's public part| its public part does not belong to its private part
            nonsense                   | it is neither PEM (PKCS#8) nor JWK
            RSA                        | it is neither PEM (PKCS#8) nor JWK
            """)
    void a_key_that_cannot_sign_stops_the_start_and_is_not_repeated(String kind, String reason, CapturedOutput output)
            throws Exception {
        var key = switch (kind) {
            case "on another curve" -> pem("secp384r1");
            case "public only" -> jwk().replaceAll(",\"d\":\"[^\"]*\"", "");
            case "somebody else's public part" -> mixed(jwk(), jwk());
            case "RSA" -> pem(KeyPairGenerator.getInstance("RSA"));
            default -> "-----BEGIN NONSENSE----- of some length";
        };

        assertThatThrownBy(() -> start("--verifier.keys.signing=" + write("key", key)))
                .hasStackTraceContaining(reason);
        assertThatThrownBy(() -> start("--verifier.keys.signing=" + key)).hasStackTraceContaining(reason);
        assertThat(output)
                .contains("verifier.keys.signing = (not shown) - the key cannot be used: " + reason)
                .doesNotContain(key.substring(30));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --verifier.keys.signing=/nowhere/key.pem                     | no file of that name can be read
            --verifier.clients.locaton=file:x                            | did you mean verifier.clients.location?
            --verifier.trust.issuers.registr=https://x.example/          | did you mean verifier.trust.issuers.registry?
            --verifier.issuer=http://verifier.example                    | must be an https URL
            --verifier.issuer=https://verifier.example/                  | must not end with a slash
            --verifier.limits.token-per-client=many                      | verifier.limits.token-per-client
            --verifier.clients.location=file:/nowhere/clients.yaml       | cannot read /nowhere/clients.yaml
            --verifier.clients.location=file:/tmp                        | it is a folder
            --spring.datasource.url=jdbc:h2:file:relative                | The database cannot be used
            --verifier.clients.location=ftp://lists.example/clients.yaml | file: or https:
            --verifier.compatibility.profile=strict                      | generates none
            """)
    void a_configuration_that_cannot_be_meant_stops_the_start_with_the_mend(
            String argument, String said, CapturedOutput output) {
        assertThatThrownBy(() -> start(argument)).isNotNull();

        assertThat(output).contains("APPLICATION FAILED TO START", said).doesNotContain("\tat ");
    }

    @Test
    void a_key_that_is_taken_for_the_name_of_a_file_is_not_repeated_either(CapturedOutput output) throws Exception {
        var key = pem("secp256r1").replaceAll("-----[A-Z ]*-----|\\s", "");

        assertThatThrownBy(() -> start("--verifier.keys.signing=" + key)).isNotNull();
        assertThat(output).contains("neither PEM nor JWK").doesNotContain(key.substring(30));
    }

    @Test
    void a_key_that_others_may_read_is_a_warning_and_in_strict_no_key(CapturedOutput output) throws Exception {
        var file = write("own.pem", pem("secp256r1"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        start("--verifier.keys.signing=" + file).close();
        assertThat(output).contains("\"event\":\"KeyExposed\"", "chmod 600");

        assertThatThrownBy(() -> start("--verifier.keys.signing=" + file, "--verifier.compatibility.profile=strict"))
                .hasStackTraceContaining("chmod 600");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        start("--verifier.keys.signing=" + file, "--verifier.compatibility.profile=strict")
                .close();
    }

    @DisabledIfSystemProperty(named = "database", matches = "postgresql", disabledReason = "it is about H2")
    @Test
    void a_data_directory_may_be_relative() throws IOException {
        var here = Path.of("").toAbsolutePath();
        var relative = here.relativize(folder.resolve("data"));

        try (var server = RunningServer.start(relative)) {
            assertThat(server.http().get("/health").status()).isEqualTo(200);
        }
        assertThat(folder.resolve("data/verifier.mv.db")).exists();
    }

    /** RL-08, RL-16. */
    @Test
    void a_server_without_its_lists_is_alive_and_not_ready(CapturedOutput output) {
        try (var server = start(
                "--verifier.clients.location=http://127.0.0.1:1/clients.yaml",
                "--verifier.outbound.allow-private-addresses=true")) {
            var operations = server.management();

            assertThat(operations.get("/health/liveness").status()).isEqualTo(200);
            assertThat(operations.get("/health/readiness").status()).isEqualTo(503);
            assertThat(operations.get("/health").body()).contains("clients");
            assertThat(server.http().get("/health").status()).isEqualTo(503);
            assertThat(output).contains("ListKept", "\"list\":\"clients\"");
        }
    }

    private RunningServer start(String... arguments) {
        return RunningServer.start(folder.resolve("data"), arguments);
    }

    private static String keyId(RunningServer server) {
        try (server) {
            return server.http().get("/oidc/jwks").json().at("/keys/0/kid").asString();
        }
    }

    private Path write(String name, String text) throws IOException {
        var file = Files.writeString(folder.resolve(name), text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file;
    }

    /** A new key as the server itself would keep it. */
    private String jwk() throws IOException {
        var data = Files.createTempDirectory(folder, "made");
        RunningServer.start(data).close();
        return Files.readString(data.resolve("signing-key.jwk"));
    }

    private static String mixed(String publicPart, String privatePart) {
        var d = privatePart.replaceAll(".*(\"d\":\"[^\"]*\").*", "$1");
        return publicPart.replaceAll("\"d\":\"[^\"]*\"", d);
    }

    private static String pem(String curve) throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        return pem(generator);
    }

    private static String pem(KeyPairGenerator generator) {
        var der = generator.generateKeyPair().getPrivate().getEncoded();
        return String.join(
                "\n",
                List.of(
                        "-----BEGIN PRIVATE KEY-----",
                        Base64.getMimeEncoder().encodeToString(der),
                        "-----END PRIVATE KEY-----"));
    }
}
