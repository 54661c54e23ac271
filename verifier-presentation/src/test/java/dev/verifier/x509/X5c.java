package dev.verifier.x509;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Certificates as a header has them (RFC 7515 §4.1.6). */
final class X5c {

    private X5c() {}

    static List<String> of(List<X509Certificate> certificates) {
        var x5c = new ArrayList<String>();
        for (var certificate : certificates) {
            x5c.add(Base64.getEncoder().encodeToString(encoded(certificate)));
        }
        return x5c;
    }

    static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new AssertionError(e);
        }
    }
}
