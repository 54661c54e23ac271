package dev.verifier.x509;

import dev.verifier.rejection.RejectedException;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * The profile of certificates that sign trusted lists (ETSI TS 119 612 §5.7.1): made for that and for nothing else, or pinned. An authority
 * that certifies operators of lists may certify others as well, and what is certified for anything else says nothing about whom to believe.
 */
final class ListOperatorPolicy {

    private static final int DIGITAL_SIGNATURE = 0;
    private static final int CONTENT_COMMITMENT = 1;

    /** {@code id-tsl-kp-tslSigning}. */
    static final String SIGNING_TRUSTED_LISTS = "0.4.0.2231.3.0";

    private ListOperatorPolicy() {}

    static X509Certificate require(X509Certificate leaf, boolean pinned) throws RejectedException {
        if (leaf.getBasicConstraints() >= 0) {
            throw CertificateChain.notTrusted("an authority's certificate");
        }
        var usage = leaf.getKeyUsage();
        if (usage == null ? !pinned : !usage[DIGITAL_SIGNATURE] && !usage[CONTENT_COMMITMENT]) {
            throw CertificateChain.notTrusted("key usage");
        }
        if (!pinned && !KeyPurposes.of(leaf).equals(List.of(SIGNING_TRUSTED_LISTS))) {
            throw CertificateChain.notTrusted("extended key usage");
        }
        return leaf;
    }
}
