package dev.verifier.x509;

import dev.verifier.rejection.RejectedException;
import java.security.cert.X509Certificate;

/** What a chain is to vouch for; each purpose has its own rules for the leaf and for what is between it and the anchor. */
public enum CertificatePurpose {
    /** The seal of an organisation under a JWT. */
    SEAL {
        @Override
        X509Certificate require(X509Certificate leaf, boolean pinned) throws RejectedException {
            return SealPolicy.require(leaf);
        }

        @Override
        X509Certificate requireAnchor(CertificateChain chain, X509Certificate anchor) {
            return anchor;
        }
    },
    /** A signer of mdocs beneath an issuing authority (ISO/IEC 18013-5 Annex B). */
    DOCUMENT_SIGNER {
        @Override
        X509Certificate require(X509Certificate leaf, boolean pinned) throws RejectedException {
            return DocumentSignerPolicy.require(leaf, pinned);
        }

        @Override
        X509Certificate requireAnchor(CertificateChain chain, X509Certificate anchor) throws RejectedException {
            return DocumentSignerPolicy.requireAnchor(chain, anchor);
        }
    },
    /** The operator of a trusted list (ETSI TS 119 612 §5.7.1). */
    LIST_OPERATOR {
        @Override
        X509Certificate require(X509Certificate leaf, boolean pinned) throws RejectedException {
            return ListOperatorPolicy.require(leaf, pinned);
        }

        @Override
        X509Certificate requireAnchor(CertificateChain chain, X509Certificate anchor) {
            return anchor;
        }
    };

    /** The leaf, if it may sign for this purpose; one that is pinned was chosen for it by the operator. */
    abstract X509Certificate require(X509Certificate leaf, boolean pinned) throws RejectedException;

    /** The anchor of an authority, if it may stand above this chain. */
    abstract X509Certificate requireAnchor(CertificateChain chain, X509Certificate anchor) throws RejectedException;
}
