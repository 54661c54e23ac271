package dev.verifier.xml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.verifier.rejection.Part;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import org.junit.jupiter.api.Test;

/** What a signature shows before anybody believes it; whether it holds is told by the lists that are under one. */
class SignedXmlTests {

    private static SignedXml showing(int certificates) throws RejectedException {
        return SignedXml.parse(
                Part.TRUSTED_LIST, """
                <list><Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><KeyInfo><X509Data>%s</X509Data></KeyInfo></Signature></list>
                """.formatted("<X509Certificate>\n AA \n</X509Certificate>".repeat(certificates))
                        .getBytes(UTF_8));
    }

    @Test
    void ten_certificates_are_enough() throws RejectedException {
        assertThat(showing(10).certificates()).hasSize(10).containsOnly("AA");

        assertThat(catchThrowableOfType(
                                RejectedException.class, () -> showing(11).certificates())
                        .rejection())
                .isEqualTo(new Rejection.TooLarge(Part.TRUSTED_LIST, 10));
    }
}
