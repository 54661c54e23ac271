package dev.verifier.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyReferenceTests {

    private static final Path SOFTHSM = Path.of("/usr/lib/softhsm/libsofthsm2.so");
    private static final Path SOFTHSM_TOKENS = Path.of("/var/lib/softhsm/tokens");
    private static final String PASSWORD = "correct horse";

    @TempDir
    private Path folder;

    /** The example of did:key v0.9, §4.1.4 (P-256). */
    @Test
    void the_name_of_a_key_is_the_one_that_everybody_derives() {
        var key = new ECKey.Builder(
                        Curve.P_256,
                        new Base64URL("fyNYMN0976ci7xqiSdag3buk-ZCwgXU4kz9XNkBlNUI"),
                        new Base64URL("hW2ojTNfH7Jbi8--CJUo3OCbH3y5n91g-IMA9MLMbTU"))
                .build();

        assertThat(DidKey.of(key)).isEqualTo("did:key:zDnaerDaTF5BXEavCrfRZEk316dpbLsfPDZ3WJ5hRTPFU2169");
    }

    @Test
    void a_key_in_pem_or_jwk_signs_from_a_file_or_from_the_property_itself() throws Exception {
        var key = new ECKeyGenerator(Curve.P_256).generate();
        var pem = pem(key.toECPrivateKey().getEncoded());
        var file = Files.writeString(folder.resolve("key.pem"), pem).toString();

        for (var value : List.of(pem, key.toJSONString(), file, "file:" + file)) {
            var read = read(value, null);
            assertThat(DidKey.of(read)).isEqualTo(DidKey.of(key));
            assertSigns(read);
        }
    }

    @Test
    void a_key_may_be_made_at_the_first_start() throws Exception {
        var file = "generated:" + folder.resolve("new/key.jwk");
        var made = read(file, null);

        assertSigns(made);
        assertThat(DidKey.of(read(file, null))).isEqualTo(DidKey.of(made));
        Files.writeString(folder.resolve("new/key.jwk"), "{}");
        assertMisconfigured(file, null, "openssl genpkey");
    }

    @Test
    void a_key_in_a_pkcs12_file_signs() throws Exception {
        var store = keyStore("signing");

        assertSigns(read("pkcs12:" + store, PASSWORD));
        assertSigns(read("pkcs12:" + store + "?alias=signing", PASSWORD));
    }

    @ParameterizedTest
    @ValueSource(strings = {"?alias=nobody", "?name=signing", ""})
    void a_key_store_that_does_not_say_which_key_is_refused_with_the_mend(String options) throws Exception {
        var store = keyStore("signing", "other");

        assertSigns(read("pkcs12:" + store + "?alias=other", PASSWORD));
        assertMisconfigured("pkcs12:" + store + options, PASSWORD, "pkcs12:FILE?alias=NAME");
        assertMisconfigured("pkcs12:" + store + "?alias=other", "wrong", "key-password");
    }

    @Test
    void a_key_that_never_leaves_its_module_signs() throws Exception {
        assumeTrue(
                Files.exists(SOFTHSM) && Files.isWritable(SOFTHSM_TOKENS),
                "no SoftHSM to write to here: install softhsm2 to test PKCS#11");
        var label = "client-" + System.nanoTime();
        var said =
                run("softhsm2-util", "--init-token", "--free", "--label", label, "--so-pin", "13579", "--pin", "2468");
        var slot = said.replaceAll("(?s).*reassigned to slot (\\d+).*", "$1");
        try {
            var module = Files.writeString(
                    folder.resolve("pkcs11.cfg"), "name = made\nlibrary = " + SOFTHSM + "\nslot = " + slot + "\n");
            keytool(
                    "-keystore",
                    "NONE",
                    "-storetype",
                    "PKCS11",
                    "-addprovider",
                    "SunPKCS11",
                    "-providerArg",
                    module.toString(),
                    "-storepass",
                    "2468",
                    "-alias",
                    "signing");

            assertSigns(read("pkcs11:" + SOFTHSM + "?alias=signing&slot=" + slot, "2468"));
            assertMisconfigured("pkcs11:" + SOFTHSM + "?alias=nobody&slot=" + slot, "2468", "alias=NAME");
        } finally {
            run("softhsm2-util", "--delete-token", "--token", label);
        }
    }

    @Test
    void what_is_no_key_of_the_kind_is_refused_with_the_mend() throws Exception {
        var other = new ECKeyGenerator(Curve.P_384).generate();
        var publicPart = new ECKeyGenerator(Curve.P_256).generate().toPublicJWK();

        for (var value : List.of(
                "nowhere.pem",
                "{}",
                "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----",
                other.toJSONString(),
                publicPart.toJSONString())) {
            assertMisconfigured(value, null, "openssl genpkey");
        }
    }

    private void assertMisconfigured(String value, @Nullable String password, String mend) {
        assertThatThrownBy(() -> read(value, password))
                .isInstanceOfSatisfying(MisconfiguredException.class, problem -> {
                    assertThat(problem.property()).isEqualTo("verifier.client.key");
                    assertThat(problem.mend()).contains(mend);
                })
                .hasMessageNotContaining(value);
    }

    private static ECKey read(String value, @Nullable String password) {
        return new KeyReference(Settings.of("key", value, "key-password", password == null ? "" : password)).read();
    }

    private static void assertSigns(ECKey key) throws Exception {
        var jws = new JWSObject(new JWSHeader(JWSAlgorithm.ES256), new Payload("signed"));
        jws.sign(new ECDSASigner(key));
        assertThat(jws.verify(new ECDSAVerifier(key.toPublicJWK()))).isTrue();
    }

    private static String pem(byte[] pkcs8) {
        return "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(pkcs8)
                + "\n-----END PRIVATE KEY-----\n";
    }

    private Path keyStore(String... aliases) throws Exception {
        var store = folder.resolve(aliases[0] + ".p12");
        for (var alias : aliases) {
            keytool("-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD, "-alias", alias);
        }
        return store;
    }

    private static void keytool(String... where) throws Exception {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=client"));
        command.addAll(List.of(where));
        run(command.toArray(String[]::new));
    }

    private static String run(String... command) throws Exception {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0)
                .as(printed)
                .isTrue();
        return printed;
    }
}
