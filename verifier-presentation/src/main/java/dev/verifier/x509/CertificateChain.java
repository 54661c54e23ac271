package dev.verifier.x509;

import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import java.io.ByteArrayInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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
 * trusted. Immutable and thread-safe.
 */
public final class CertificateChain {

    private static final int LARGEST_CERTIFICATE = 16 * 1024;

    private final List<X509Certificate> certificates;
    private final String digest;

    private CertificateChain(List<X509Certificate> certificates, String digest) {
        this.certificates = certificates;
        this.digest = digest;
    }

    /**
     * Reads Base64 DER certificates.
     *
     * @param longest the largest number of certificates that is looked at
     */
    public static CertificateChain parse(List<String> x5c, int longest) throws RejectedException {
        if (x5c.isEmpty()) {
            throw new RejectedException(new Rejection.CertificateMissing());
        }
        if (x5c.size() > longest || new HashSet<>(x5c).size() < x5c.size()) {
            throw notTrusted("number of certificates");
        }
        var certificates = new ArrayList<X509Certificate>();
        var sha256 = sha256();
        for (var base64 : x5c) {
            var certificate = certificate(base64);
            certificates.add(certificate);
            sha256.update(encoded(certificate));
        }
        return new CertificateChain(
                List.copyOf(certificates),
                Base64.getUrlEncoder().withoutPadding().encodeToString(sha256.digest()));
    }

    public X509Certificate leaf() {
        return certificates.getFirst();
    }

    List<X509Certificate> certificates() {
        return certificates;
    }

    /** SHA-256 over all certificates in order: two chains with the same digest are the same bytes. */
    String digest() {
        return digest;
    }

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
            return certificate;
        } catch (IllegalArgumentException | CertificateException e) {
            throw notTrusted("not a certificate");
        }
    }

    private static byte[] encoded(X509Certificate certificate) throws RejectedException {
        try {
            return certificate.getEncoded();
        } catch (CertificateException e) {
            throw notTrusted("not a certificate");
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    static RejectedException notTrusted(String why) {
        return new RejectedException(new Rejection.CertificateNotTrusted(why));
    }
}
