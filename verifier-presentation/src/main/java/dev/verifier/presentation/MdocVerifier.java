package dev.verifier.presentation;

import dev.verifier.check.Check;
import dev.verifier.check.Trace;
import dev.verifier.cose.CoseSign1;
import dev.verifier.dcql.CredentialQuery;
import dev.verifier.rejection.Part;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import dev.verifier.trust.CertifiedIssuer;
import dev.verifier.trust.TrustDomain;
import dev.verifier.x509.CertificatePurpose;
import java.time.Instant;
import java.util.List;

/** The steps for {@code mso_mdoc}, in the order of OpenID4VP 1.0 §8.6: nothing is asked of a registry before two proofs hold. */
record MdocVerifier(TrustFramework framework, PresentationLimits limits) {

    /** What was signed is of the size that was judged before; this deep are the structures of ISO/IEC 18013-5, and some. */
    private static final int DEPTH = 16;

    VerifiedCredential verify(CredentialQuery query, MdocPresentation presented, PresentationRequest asked, Instant at)
            throws RejectedException {
        var domain = framework.domains().require(query.meta().types());
        var mdoc = issued(presented, domain, at);
        var types = Acceptance.answered(query, List.of(mdoc.type()), mdoc.document());
        var holder = DeviceAuthentication.require(presented, mdoc.mso(), asked, at);
        return new Acceptance(framework, domain).accept(mdoc.issued(types), holder, at);
    }

    /** Refuses what the issuer signed where it would not be believed, whoever holds it. */
    void inspect(CredentialQuery query, MdocPresentation presented, Instant at) throws RejectedException {
        var domain = framework.domains().require(query.meta().types());
        var mdoc = issued(presented, domain, at);
        var types = Acceptance.answered(query, List.of(mdoc.type()), mdoc.document());
        new Acceptance(framework, domain).require(mdoc.issued(types), at);
    }

    /** What the issuer signed (ISO/IEC 18013-5 §9.3.1), with a certificate that was valid when it did. */
    private Mdoc issued(MdocPresentation presented, TrustDomain domain, Instant at) throws RejectedException {
        var issuerAuth = CoseSign1.of(presented.issuerAuth());
        var chain = domain.anchors()
                .require(issuerAuth.certificates(), CertificatePurpose.DOCUMENT_SIGNER, limits.certificates(), at);
        Trace.passed(Part.CREDENTIAL, Check.CHAIN, () -> chain.subject() + " beneath " + chain.anchor());
        var signed = issuerAuth.verify(chain.key());
        Trace.passed(Part.CREDENTIAL, Check.SIGNATURE);
        var mso = MobileSecurityObject.read(signed, DEPTH);
        if (!chain.mayHaveSigned(mso.signed())) {
            throw new RejectedException(new Rejection.CertificateNotTrusted("signed outside of its validity"));
        }
        Trace.passed(Part.CREDENTIAL, Check.SIGNED_IN_TIME, () -> mso.signed().toString());
        var mdoc = Mdoc.read(CertifiedIssuer.of(chain), chain, mso, presented);
        Trace.passed(Part.CREDENTIAL, Check.CONTENTS);
        Acceptance.requireValid(mso.window(), at);
        return mdoc;
    }
}
