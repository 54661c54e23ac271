package dev.verifier.x509;

import java.security.cert.X509Certificate;

/**
 * What a certificate may not be used for: all but its key usage (RFC 5280 §4.2.1.3), and names it may not certify (§4.2.1.10). The JDK
 * has such an extension as none where it is not critical and cannot be read; then nobody knows what the certificate is for. Stateless.
 */
final class Restrictions {

    private static final String KEY_USAGE = "2.5.29.15";

    private Restrictions() {}

    /** The certificate. Throws where its restrictions cannot be read. */
    static X509Certificate requireReadable(X509Certificate certificate) {
        if (certificate.getKeyUsage() == null && certificate.getExtensionValue(KEY_USAGE) != null) {
            throw new IllegalArgumentException("key usage that cannot be read");
        }
        Authority.namesOf(certificate);
        return certificate;
    }
}
