package dev.verifier.x509;

import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;

/**
 * An {@code x5c} header read as certificates, leaf first (RFC 7515 §4.1.6). Nothing is said yet about whether they are to be
 * trusted.
 *
 * @param certificates at least one
 */
record CertificateChain(List<X509Certificate> certificates) {

    private static final int LARGEST_CERTIFICATE = 16 * 1024;

    static CertificateChain parse(List<String> x5c, int longest) throws RejectedException {
        if (x5c.isEmpty()) {
            throw new RejectedException(new Rejection.CertificateMissing());
        }
        if (x5c.size() > longest || new HashSet<>(x5c).size() < x5c.size()) {
            throw notTrusted("number of certificates");
        }
        var certificates = new ArrayList<X509Certificate>();
        for (var base64 : x5c) {
            certificates.add(certificate(base64));
        }
        return new CertificateChain(List.copyOf(certificates));
    }

    X509Certificate leaf() {
        return certificates.getFirst();
    }

    /**
     * A certificate in the one form in which it was issued. Its signature is a string of whole octets (RFC 3279 §2.2.3), but how
     * many bits of its last octet count is signed by nobody (RFC 5280 §4.1.1.3, X.690 §8.6.2.2), so it could be said otherwise on
     * the way, wherever they happen to be zero.
     */
    private static X509Certificate certificate(String base64) throws RejectedException {
        try {
            var der = Base64.getDecoder().decode(base64);
            if (der.length > LARGEST_CERTIFICATE) {
                throw notTrusted("size of a certificate");
            }
            var certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
            if (!Arrays.equals(certificate.getEncoded(), der)) {
                throw notTrusted("bytes behind a certificate");
            }
            if (der[der.length - certificate.getSignature().length - 1] != 0) {
                throw notTrusted("signature of a certificate");
            }
            return Restrictions.requireReadable(certificate);
        } catch (IllegalArgumentException | CertificateException e) {
            throw notTrusted("not a certificate");
        }
    }

    static RejectedException notTrusted(String why) {
        return new RejectedException(new Rejection.CertificateNotTrusted(why));
    }
}
