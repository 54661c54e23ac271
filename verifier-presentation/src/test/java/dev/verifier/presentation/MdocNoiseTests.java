package dev.verifier.presentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.trust.FormerType;
import dev.verifier.wallet.mdoc.MdocType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever becomes of the bytes of an honest answer on the way: it is refused, and nobody stumbles. */
class MdocNoiseTests {

    private static final long SEED = 20_261_122;

    private final PresentationRequest asked = Carla.asked(
            Carla.query(
                    MdocType.MDL.docType(),
                    List.of(Map.of("path", List.of("org.iso.18013.5.1", "family_name"), "values", List.of("Lee")))),
            Carla.HANDOVER);
    private final byte[] honest =
            Base64.getUrlDecoder().decode(Carla.shown(Carla.MDL).toString());
    private final PresentationVerifier verifier;

    MdocNoiseTests() throws Exception {
        verifier = new PresentationVerifier(
                Carla.framework(Carla.AUTHORITY.anchorPem(), Carla.anybody()),
                new PresentationLimits(Ann.LIMITS, 5, 200),
                FormerType.REFUSED);
    }

    private String judge(byte[] answer) {
        var text = Base64.getUrlEncoder().withoutPadding().encodeToString(answer);
        return Ann.code(verifier.verify(VpToken.of(Carla.LICENCE, text), asked, Carla.AT));
    }

    /** The digit of the version of the response, which nobody signs and on which nothing depends. */
    private int minorVersion() {
        return new String(honest, StandardCharsets.ISO_8859_1).indexOf("gversion") + "gversion".length() + 3;
    }

    @Test
    void no_byte_of_an_answer_can_be_another() {
        assertThat(judge(honest)).isEqualTo("accepted");
        assertThat(honest[minorVersion()]).isEqualTo((byte) '0');
        var random = new Random(SEED);
        for (int at = 0; at < honest.length; at++) {
            var changed = honest.clone();
            changed[at] ^= (byte) (1 << random.nextInt(8));
            if (at != minorVersion()) {
                assertThat(judge(changed)).as("byte %d", at).isNotEqualTo("accepted");
            }
        }
    }

    @Test
    void no_byte_of_an_answer_can_be_left_out_or_added() {
        var random = new Random(SEED);
        for (int round = 0; round < 1_500; round++) {
            var at = random.nextInt(honest.length);
            var shorter = new byte[honest.length - 1];
            System.arraycopy(honest, 0, shorter, 0, at);
            System.arraycopy(honest, at + 1, shorter, at, shorter.length - at);
            var longer = Arrays.copyOf(honest, honest.length + 1);
            System.arraycopy(honest, at, longer, at + 1, honest.length - at);
            longer[at] = (byte) random.nextInt(256);

            assertThat(judge(shorter)).isNotEqualTo("accepted");
            assertThat(judge(longer)).isNotEqualTo("accepted");
        }
    }

    @Test
    void no_piece_of_an_answer_can_stand_elsewhere() {
        var random = new Random(SEED);
        for (int round = 0; round < 1_500; round++) {
            var length = random.nextInt(1, 64);
            var from = random.nextInt(honest.length - length);
            var to = random.nextInt(honest.length - length);
            var spliced = honest.clone();
            System.arraycopy(honest, from, spliced, to, length);
            if (!Arrays.equals(spliced, honest) && spliced[minorVersion()] == '0') {
                assertThat(judge(spliced)).isNotEqualTo("accepted");
            }
        }
    }

    @Test
    void noise_is_refused_and_nobody_stumbles() {
        var random = new Random(SEED);
        for (int round = 0; round < 3_000; round++) {
            var noise = new byte[random.nextInt(1, 200)];
            random.nextBytes(noise);
            noise[0] = (byte) (0xa0 + random.nextInt(4));
            assertThat(judge(noise)).startsWith("presentation_");
        }
    }
}
