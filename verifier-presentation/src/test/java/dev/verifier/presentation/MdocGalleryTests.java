package dev.verifier.presentation;

import static dev.verifier.presentation.Carla.AT;
import static dev.verifier.presentation.Carla.AUTHORITY;
import static dev.verifier.presentation.Carla.CLIENT_ID;
import static dev.verifier.presentation.Carla.NONCE;
import static dev.verifier.presentation.Carla.RANDOM;
import static dev.verifier.presentation.Carla.RESPONSE_URI;
import static dev.verifier.presentation.Carla.SIGNER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.verifier.dcql.DcqlQuery;
import dev.verifier.jose.PublicJwk;
import dev.verifier.wallet.WalletKey;
import dev.verifier.wallet.mdoc.MdocScene;
import dev.verifier.wallet.mdoc.MdocTampering;
import dev.verifier.wallet.mdoc.MdocType;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each crime with an mdoc (attacks MD-01 to MD-13) is caught, and for its own reason; the honest answer beside it is believed. */
class MdocGalleryTests {

    private static final Properties REASONS = reasons();
    private static final WalletKey RESPONSE_KEY = WalletKey.generate(RANDOM);

    @ParameterizedTest
    @EnumSource
    void each_crime_is_caught_for_its_own_reason(MdocTampering crime) throws Exception {
        for (var type : MdocType.values()) {
            var scene = scene(type, null);
            var asked = asked(type, null);

            assertThat(Ann.code(Carla.judge(scene.honest(), asked))).isEqualTo("accepted");
            assertThat(outcome(scene.tampered(crime), asked)).isEqualTo(REASONS.getProperty(crime.name()));
        }
    }

    @Tag("again")
    @ParameterizedTest
    @EnumSource
    void each_crime_is_caught_in_an_answer_that_was_encrypted_too(MdocTampering crime) throws Exception {
        var key = PublicJwk.of(RESPONSE_KEY.publicKey());
        var scene = scene(MdocType.MDL, key.thumbprint());
        var asked = asked(MdocType.MDL, key);

        assertThat(Ann.code(Carla.judge(scene.honest(), asked))).isEqualTo("accepted");
        assertThat(outcome(scene.tampered(crime), asked)).isEqualTo(REASONS.getProperty(crime.name()));
    }

    /** Attack MD-03, the other way round: the request was encrypted to a key, and the device signed that there was none. */
    @Test
    void a_thumbprint_belongs_where_there_is_a_key_and_nowhere_else() throws Exception {
        var key = PublicJwk.of(RESPONSE_KEY.publicKey());

        assertThat(outcome(scene(MdocType.MDL, null).honest(), asked(MdocType.MDL, key)))
                .isEqualTo("device_auth_invalid");
        assertThat(outcome(scene(MdocType.MDL, key.thumbprint()).honest(), asked(MdocType.MDL, null)))
                .isEqualTo("device_auth_invalid");
    }

    @Test
    void every_line_of_the_gallery_is_about_a_crime() {
        assertThat(REASONS.stringPropertyNames())
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(MdocTampering.values()).map(Enum::name).toList());
    }

    private static String outcome(String presentation, PresentationRequest asked) {
        return assertTimeoutPreemptively(Duration.ofSeconds(5), () -> Ann.code(Carla.judge(presentation, asked)));
    }

    private static MdocScene scene(MdocType type, @Nullable String thumbprint) {
        return new MdocScene(
                AUTHORITY,
                SIGNER,
                type,
                Carla.KEY,
                WalletKey.generate(RANDOM),
                CLIENT_ID,
                NONCE.value(),
                thumbprint,
                RESPONSE_URI,
                AT,
                RANDOM);
    }

    private static PresentationRequest asked(MdocType type, @Nullable PublicJwk key) {
        DcqlQuery query = Carla.query(type.docType(), List.of());
        return Carla.asked(query, new Handover.Redirect(CLIENT_ID, NONCE.value(), key, RESPONSE_URI));
    }

    private static Properties reasons() {
        var reasons = new Properties();
        try (var file = MdocGalleryTests.class.getResourceAsStream("/mdoc-crimes.properties")) {
            reasons.load(new InputStreamReader(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return reasons;
    }
}
