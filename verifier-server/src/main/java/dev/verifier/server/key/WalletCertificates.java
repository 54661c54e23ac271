package dev.verifier.server.key;

import com.nimbusds.jose.jwk.Curve;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * The certificates by which wallets know our signing key (OpenID4VP 1.0 §5.9.3, HAIP 1.0 §5): ours first, each vouched for by the
 * next, without the anchor, which wallets have. Immutable and thread-safe.
 */
public final class WalletCertificates {

    /** RFC 5280 §4.2.1.6. */
    private static final int DNS_NAME = 2;

    private final List<X509Certificate> chain;

    private WalletCertificates(List<X509Certificate> chain) {
        this.chain = chain;
    }

    /**
     * Reads certificates in PEM (RFC 7468 §5). What wallets would refuse fails with the reason.
     *
     * @param key what the first must be the certificate of
     */
    static WalletCertificates read(String pem, ECPublicKey key) {
        var chain = new ArrayList<>(certificates(pem));
        if (isSelfSigned(chain.getFirst())) {
            throw new IllegalArgumentException("the first certificate is self-signed, which no wallet takes (HAIP 1.0"
                    + " §5): have an authority certify the signing key");
        }
        if (!isOf(chain.getFirst(), key)) {
            throw new IllegalArgumentException("the first certificate is of another key than the one that signs:"
                    + " put that key's certificate first");
        }
        if (chain.getFirst().getKeyUsage() != null && !chain.getFirst().getKeyUsage()[0]) {
            throw new IllegalArgumentException("the first certificate's keyUsage has no digitalSignature: ask its"
                    + " authority for one that may sign");
        }
        for (var i = 1; i < chain.size(); i++) {
            if (!isSigned(chain.get(i - 1), chain.get(i))) {
                throw new IllegalArgumentException("certificate " + (i + 1) + " has not signed the one before it: order"
                        + " them from ours to the anchor, and leave out what does not belong to it");
            }
        }
        if (isSelfSigned(chain.getLast())) {
            chain.removeLast();
        }
        return new WalletCertificates(List.copyOf(chain));
    }

    private static List<X509Certificate> certificates(String pem) {
        try {
            var found = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
            if (found.isEmpty()) {
                throw new IllegalArgumentException("there is no PEM certificate in it");
            }
            return found.stream().map(X509Certificate.class::cast).toList();
        } catch (CertificateException e) {
            throw new IllegalArgumentException("it is not PEM with certificates", e);
        }
    }

    /** RFC 7515 §4.1.6. */
    public List<String> x5c() {
        return chain.stream()
                .map(certificate -> Base64.getEncoder().encodeToString(der(certificate)))
                .toList();
    }

    /** What is behind {@code x509_hash:} (OpenID4VP 1.0 §5.9.3). */
    public String hash() {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256").digest(der(chain.getFirst()));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(sha256);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    /** Whether ours is for this host (RFC 5280 §4.2.1.6); names with an asterisk are none that a wallet compares. */
    boolean names(String host) {
        try {
            return Objects.requireNonNullElse(chain.getFirst().getSubjectAlternativeNames(), List.<List<?>>of())
                    .stream()
                    .filter(name -> Objects.equals(name.getFirst(), DNS_NAME))
                    .map(Collection::stream)
                    .anyMatch(name -> name.skip(1).anyMatch(value -> host.equalsIgnoreCase(String.valueOf(value))));
        } catch (CertificateParsingException e) {
            return false;
        }
    }

    /** From when on they are good for nothing. */
    public Instant endsAt() {
        return chain.stream()
                .map(certificate -> certificate.getNotAfter().toInstant())
                .min(Instant::compareTo)
                .orElseThrow();
    }

    private static boolean isSelfSigned(X509Certificate certificate) {
        return isSigned(certificate, certificate);
    }

    private static boolean isSigned(X509Certificate certificate, X509Certificate issuer) {
        try {
            certificate.verify(issuer.getPublicKey());
            return certificate.getIssuerX500Principal().equals(issuer.getSubjectX500Principal());
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static boolean isOf(X509Certificate certificate, ECPublicKey key) {
        return certificate.getPublicKey() instanceof ECPublicKey certified
                && Curve.P_256.equals(Curve.forECParameterSpec(certified.getParams()))
                && certified.getW().equals(key.getW());
    }

    private static byte[] der(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new AssertionError("it was read", e);
        }
    }
}
