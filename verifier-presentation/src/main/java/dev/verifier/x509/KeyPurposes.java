package dev.verifier.x509;

import dev.verifier.rejection.RejectedException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;

/** What a certificate says that its key is for, its extended key usage (RFC 5280 §4.2.1.12). Stateless. */
final class KeyPurposes {

    private KeyPurposes() {}

    /** The purposes by their OIDs; none where it says nothing. */
    static List<String> of(X509Certificate certificate) throws RejectedException {
        try {
            var purposes = certificate.getExtendedKeyUsage();
            return purposes == null ? List.of() : List.copyOf(purposes);
        } catch (CertificateParsingException e) {
            throw CertificateChain.notTrusted("extended key usage");
        }
    }
}
