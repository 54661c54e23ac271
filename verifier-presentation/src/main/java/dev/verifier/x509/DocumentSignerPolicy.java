package dev.verifier.x509;

import dev.verifier.rejection.RejectedException;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * The profile of certificates that sign mdocs (ISO/IEC 18013-5 Annex B): made for that and for nothing else, in the territory of the
 * authority above, which is not sent along.
 */
final class DocumentSignerPolicy {

    private static final int DIGITAL_SIGNATURE = 0;

    /** The extended key usage of document signers, mdlDS. */
    private static final List<String> PURPOSES = List.of("1.0.18013.5.1.2");

    private DocumentSignerPolicy() {}

    static X509Certificate require(X509Certificate leaf, boolean pinned) throws RejectedException {
        if (leaf.getBasicConstraints() >= 0) {
            throw CertificateChain.notTrusted("an authority's certificate");
        }
        var usage = leaf.getKeyUsage();
        if (usage == null ? !pinned : !usage[DIGITAL_SIGNATURE]) {
            throw CertificateChain.notTrusted("key usage");
        }
        if (!pinned && !PURPOSES.equals(KeyPurposes.of(leaf))) {
            throw CertificateChain.notTrusted("extended key usage");
        }
        return leaf;
    }

    static X509Certificate requireAnchor(CertificateChain chain, X509Certificate anchor) throws RejectedException {
        if (chain.certificates().contains(anchor)) {
            throw CertificateChain.notTrusted("its anchor is sent along");
        }
        var above = Territory.of(anchor);
        if (!above.equals(Territory.of(chain.leaf()).within(above))) {
            throw CertificateChain.notTrusted("another territory than its authority's");
        }
        return anchor;
    }
}
