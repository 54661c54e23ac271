package dev.verifier.x509;

import dev.verifier.rejection.RejectedException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Locale;
import java.util.Set;

/** What a certificate must be for, beyond being on a valid path, so that its key may seal a credential (RFC 5280 §4.2.1). */
final class SealPolicy {

    private static final int DIGITAL_SIGNATURE = 0;
    private static final int CONTENT_COMMITMENT = 1;

    /**
     * Purposes under which documents are signed: any, client, e-mail, document signing (RFC 9336) and its two predecessors.
     */
    private static final Set<String> DOCUMENT_PURPOSES = Set.of(
            "2.5.29.37.0",
            "1.3.6.1.5.5.7.3.2",
            "1.3.6.1.5.5.7.3.4",
            "1.3.6.1.5.5.7.3.36",
            "1.3.6.1.4.1.311.10.3.12",
            "1.2.840.113583.1.1.5");

    /** Purposes of other machinery, whose keys must not speak for an issuer: TLS server, code, time stamps, OCSP, trusted lists. */
    private static final Set<String> FOREIGN_PURPOSES = Set.of(
            "1.3.6.1.5.5.7.3.1",
            "1.3.6.1.5.5.7.3.3",
            "1.3.6.1.5.5.7.3.8",
            "1.3.6.1.5.5.7.3.9",
            ListOperatorPolicy.SIGNING_TRUSTED_LISTS);

    private SealPolicy() {}

    /** The leaf, if it may seal. */
    static X509Certificate require(X509Certificate leaf) throws RejectedException {
        if (leaf.getBasicConstraints() >= 0) {
            throw CertificateChain.notTrusted("an authority's certificate");
        }
        var usage = leaf.getKeyUsage();
        if (usage != null && !usage[DIGITAL_SIGNATURE] && !usage[CONTENT_COMMITMENT]) {
            throw CertificateChain.notTrusted("key usage");
        }
        var purposes = KeyPurposes.of(leaf);
        if (!purposes.isEmpty()
                && (purposes.stream().noneMatch(DOCUMENT_PURPOSES::contains)
                        || purposes.stream().anyMatch(FOREIGN_PURPOSES::contains))) {
            throw CertificateChain.notTrusted("extended key usage");
        }
        return leaf;
    }

    /** The certificate, if its key and the signature over it are of today's strength (ETSI TS 119 312). */
    static X509Certificate requireStrong(X509Certificate certificate) throws RejectedException {
        var strong = switch (certificate.getPublicKey()) {
            case RSAPublicKey rsa -> rsa.getModulus().bitLength() >= 2048;
            case ECPublicKey ec -> ec.getParams().getOrder().bitLength() >= 256;
            default -> true;
        };
        var algorithm = certificate.getSigAlgName().toUpperCase(Locale.ROOT);
        if (!strong || algorithm.startsWith("SHA1") || algorithm.startsWith("MD")) {
            throw CertificateChain.notTrusted("weak key or digest");
        }
        return certificate;
    }
}
