package dev.verifier.trust;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.verifier.credential.CredentialType;
import dev.verifier.credential.IssuerId;
import dev.verifier.jose.CompactJws;
import dev.verifier.jose.Limits;
import dev.verifier.rejection.Part;
import dev.verifier.rejection.RejectedException;
import dev.verifier.wallet.Seal;
import dev.verifier.wallet.SealKey;
import dev.verifier.wallet.TestAuthority;
import dev.verifier.x509.TrustAnchors;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Two issuers beneath one authority, one known as an organisation and one by its address, and what they seal. */
final class Sealed {

    static final Instant AT = Instant.parse("2026-11-21T12:00:00Z");
    static final CredentialType PID = new CredentialType("urn:eudi:pid:1");
    static final CredentialType LEAR = new CredentialType("LEARCredentialEmployee");
    static final URI ADDRESS = URI.create("https://pid.example/issuer");
    static final IssuerId ACME = new IssuerId("VATES-A12345678");
    static final TestAuthority AUTHORITY = TestAuthority.create(AT, new SecureRandom());
    static final Seal ORGANIZATION = AUTHORITY.seal(ACME.value(), SealKey.P_256);
    static final Seal PROVIDER = AUTHORITY.seal(ADDRESS, SealKey.P_256);

    private Sealed() {}

    static TrustAnchors anchors(TestAuthority authority) {
        try {
            var pem = new ByteArrayInputStream(authority.anchorPem().getBytes(US_ASCII));
            return TrustAnchors.of(List.of(
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem)));
        } catch (CertificateException e) {
            throw new AssertionError(e);
        }
    }

    static CompactJws by(Seal seal, String type, Map<String, ?> claims) throws RejectedException {
        return CompactJws.parse(Part.CREDENTIAL, seal.sign(Map.of("typ", type), claims), new Limits(100_000, 16));
    }

    /** Something that may be refused. */
    interface Question {
        Object ask() throws RejectedException;
    }

    /** The answer, or the code of the refusal. */
    static Object answer(Question question) {
        try {
            return question.ask();
        } catch (RejectedException e) {
            return e.rejection().code();
        }
    }
}
