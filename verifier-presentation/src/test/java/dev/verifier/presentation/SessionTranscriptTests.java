package dev.verifier.presentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.cose.CborText;
import dev.verifier.jose.PublicJwk;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.KeyFactory;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The transcripts that OpenID4VP 1.0 Appendix B.2.6 prints, byte for byte; {@code MdocTests} says what they are good for. */
class SessionTranscriptTests {

    private static final String NONCE = "exc7gBkxjx1rdc9udRrveKvSsJIq80avlXeLHhGwqtA";

    @Test
    void of_a_request_by_redirect_is_what_is_printed() throws Exception {
        assertThat(bytes(new Handover.Redirect(
                        "x509_san_dns:example.com", NONCE, key(), "https://example.com/response")))
                .isEqualTo("83f6f682714f70656e494434565048616e646f7665725820"
                        + "048bc053c00442af9b8eed494cefdd9d95240d254b046b11b68013722aad38ac");
    }

    @Test
    void of_a_request_over_the_digital_credentials_api_is_what_is_printed() throws Exception {
        assertThat(bytes(new Handover.DcApi("https://example.com", NONCE, key())))
                .isEqualTo("83f6f682764f70656e4944345650444341504948616e646f7665725820"
                        + "fbece366f4212f9762c74cfdbf83b8c69e371d5d68cea09cb4c48ca6daab761a");
    }

    /** ISO/IEC 18013-5 §9.1.5.1: CBOR in a byte string, with tag 24 in front of it. */
    @Test
    void keys_are_derived_from_it_as_bytes() throws Exception {
        var handover = new Handover.DcApi("https://example.com", NONCE, null);
        var bytes = HexFormat.of().formatHex(SessionTranscript.of(handover).bytes());

        assertThat(bytes).isEqualTo("d818583d" + bytes(handover));
    }

    private static String bytes(Handover handover) throws Exception {
        return HexFormat.of()
                .formatHex(CborText.write(SessionTranscript.of(handover).item()));
    }

    private static PublicJwk key() throws Exception {
        var curve = AlgorithmParameters.getInstance("EC");
        curve.init(new ECGenParameterSpec("secp256r1"));
        var point = new ECPoint(
                coordinate("DxiH5Q4Yx3UrukE2lWCErq8N8bqC9CHLLrAwLz5BmE0"),
                coordinate("XtLM4-3h5o3HUH0MHVJV0kyq0iBlrBwlh8qEDMZ4-Pc"));
        return PublicJwk.of(KeyFactory.getInstance("EC")
                .generatePublic(new ECPublicKeySpec(point, curve.getParameterSpec(ECParameterSpec.class))));
    }

    private static BigInteger coordinate(String base64) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(base64));
    }
}
