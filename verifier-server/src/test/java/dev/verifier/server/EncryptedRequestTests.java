package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.CompressionAlgorithm;
import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.verifier.server.configuration.Surface;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Request objects that are for our eyes only (RFC 9101 §6.1): encrypted to the key we publish, and signed inside. */
@VerifierTest
class EncryptedRequestTests {

    private static final World WORLD = new World();
    private static final Portal PORTAL = Portal.at("https://rp1.example/callback");

    @DynamicPropertySource
    static void world(DynamicPropertyRegistry registry) {
        PORTAL.register(WORLD);
        WORLD.describe(registry);
    }

    @LocalServerPort
    private int port;

    private Http http;
    private Browser browser;

    @BeforeEach
    void open() {
        http = new Http(port);
        browser = new Browser(http);
    }

    private ECKey published() throws Exception {
        var keys = JWKSet.parse(http.get(Surface.JWKS).body()).getKeys();
        assertThat(keys).hasSize(2);
        assertThat(keys.getFirst().getKeyUse().identifier())
                .as("the first one signs")
                .isEqualTo("sig");
        assertThat(keys.getLast().getKeyUse().identifier()).isEqualTo("enc");
        assertThat(keys).noneMatch(key -> key.isPrivate());
        return keys.getLast().toECKey();
    }

    private static String encrypted(
            String inside,
            ECKey key,
            JWEAlgorithm algorithm,
            EncryptionMethod method,
            UnaryOperator<JWEHeader.Builder> edit)
            throws Exception {
        var header = edit.apply(
                new JWEHeader.Builder(algorithm, method).contentType("JWT").keyID(key.getKeyID()));
        var jwe = new JWEObject(header.build(), new Payload(inside));
        jwe.encrypt(new ECDHEncrypter(key));
        return jwe.serialize();
    }

    private static String encrypted(String inside, ECKey key) throws Exception {
        return encrypted(inside, key, JWEAlgorithm.ECDH_ES, EncryptionMethod.A256GCM, header -> header);
    }

    @ParameterizedTest
    @CsvSource({
        "ECDH-ES,A128GCM",
        "ECDH-ES,A256GCM",
        "ECDH-ES+A128KW,A128GCM",
        "ECDH-ES+A128KW,A256GCM",
        "ECDH-ES+A256KW,A256GCM"
    })
    void what_is_encrypted_to_us_and_signed_inside_is_read(String algorithm, String method) throws Exception {
        var object = encrypted(
                PORTAL.sign(PORTAL.allClaims()),
                published(),
                JWEAlgorithm.parse(algorithm),
                EncryptionMethod.parse(method),
                header -> header);
        var metadata = http.get(Surface.OPENID_CONFIGURATION).json();
        assertThat(metadata.get("request_object_encryption_alg_values_supported")
                        .toString())
                .contains(algorithm);
        assertThat(metadata.get("request_object_encryption_enc_values_supported")
                        .toString())
                .contains(method);

        assertThat(browser.authorize(PORTAL.only("request", object)).header("Location"))
                .contains("/login/");
    }

    @Test
    void the_person_signs_in_and_the_key_is_the_same_after_a_look() throws Exception {
        var object = encrypted(PORTAL.sign(PORTAL.threeClaims()), published());

        assertThat(browser.signIn(WORLD, WORLD.person, PORTAL.outside("request", object)))
                .containsKey("code");
        assertThat(published().getKeyID())
                .isEqualTo(published().computeThumbprint().toString());
    }

    @ParameterizedTest
    @CsvSource({
        "ECDH-ES,A128CBC-HS256,request_object_algorithm_not_allowed",
        "ECDH-ES,A192GCM,request_object_algorithm_not_allowed",
        "ECDH-ES+A192KW,A256GCM,request_object_algorithm_not_allowed"
    })
    void nothing_is_read_that_is_not_offered(String algorithm, String method, String code) throws Exception {
        refused(
                encrypted(
                        PORTAL.sign(PORTAL.allClaims()),
                        published(),
                        JWEAlgorithm.parse(algorithm),
                        EncryptionMethod.parse(method),
                        header -> header),
                code);
    }

    @Test
    void what_is_compressed_is_not_unpacked() throws Exception {
        refused(
                encrypted(
                        "x".repeat(10_000_000),
                        published(),
                        JWEAlgorithm.ECDH_ES,
                        EncryptionMethod.A256GCM,
                        header -> header.compressionAlgorithm(CompressionAlgorithm.DEF)),
                "request_object_header_not_allowed");
    }

    @Test
    void what_is_for_somebody_else_stays_closed() throws Exception {
        var theirs = new ECKeyGenerator(Curve.P_256).keyID("theirs").generate();
        refused(encrypted(PORTAL.sign(PORTAL.allClaims()), theirs), "request_object_key_unknown");
        var disguised = new ECKey.Builder(theirs).keyID(published().getKeyID()).build();
        refused(encrypted(PORTAL.sign(PORTAL.allClaims()), disguised), "request_object_malformed");
    }

    @Test
    void encryption_is_no_signature() throws Exception {
        var header = Map.of("alg", "none", "typ", "oauth-authz-req+jwt");
        refused(
                encrypted(Portal.unsigned(header, PORTAL.allClaims()), published()),
                "request_object_algorithm_not_allowed");
        var twice = encrypted(encrypted(PORTAL.sign(PORTAL.allClaims()), published()), published());
        refused(twice, "request_object_malformed");
        refused(encrypted("{}", published()), "request_object_malformed");
    }

    @Test
    void a_changed_byte_is_noticed() throws Exception {
        var object = encrypted(PORTAL.sign(PORTAL.allClaims()), published());
        var middle = object.lastIndexOf('.') - 20;
        var changed =
                object.substring(0, middle) + (object.charAt(middle) == 'A' ? 'B' : 'A') + object.substring(middle + 1);

        refused(changed, "request_object_malformed");
    }

    private void refused(String object, String code) {
        var answer = browser.post(Surface.AUTHORIZE, PORTAL.only("request", object));
        assertThat(answer.status()).as(answer.header("Location")).isEqualTo(400);
        assertThat(answer.body()).contains(code);
    }
}
