package dev.verifier.presentation;

import dev.verifier.check.Check;
import dev.verifier.check.Trace;
import dev.verifier.dcql.CredentialQuery;
import dev.verifier.jose.CompactJws;
import dev.verifier.jose.SdJwt;
import dev.verifier.rejection.Part;
import dev.verifier.rejection.RejectedException;
import dev.verifier.trust.FormerType;
import dev.verifier.trust.IssuerAuthentication;
import dev.verifier.trust.IssuerSigned;
import dev.verifier.trust.PublishedKeyAuthentication;
import dev.verifier.trust.TrustDomain;
import java.time.Instant;
import java.util.List;

/**
 * The steps for {@code dc+sd-jwt}, in the order of OpenID4VP 1.0 §8.6: nothing is asked of a registry before two signatures hold.
 *
 * @param framework everything that is believed beforehand
 * @param limits how much is looked at
 * @param formerType whether a credential may still have the type header of drafts
 */
record SdJwtVcVerifier(TrustFramework framework, PresentationLimits limits, FormerType formerType) {

    VerifiedCredential verify(
            CredentialQuery query, SdJwtVcPresentation presented, PresentationRequest asked, Instant at)
            throws RejectedException {
        var domain = framework.domains().require(query.meta().types());
        var credential = issued(presented.credential(), domain, query, at);
        var types = Acceptance.answered(
                query, List.of(credential.type()), credential.claims().asMap());
        var holder = HolderBinding.require(query.id(), presented, credential, asked, at);
        return new Acceptance(framework, domain).accept(credential.issued(types), holder, at);
    }

    /** Refuses a credential alone that would not be believed, whoever holds it. */
    void inspect(CredentialQuery query, SdJwt alone, Instant at) throws RejectedException {
        var domain = framework.domains().require(query.meta().types());
        var credential = issued(alone, domain, query, at);
        var types = Acceptance.answered(
                query, List.of(credential.type()), credential.claims().asMap());
        new Acceptance(framework, domain).require(credential.issued(types), at);
    }

    private SdJwtVc issued(SdJwt presented, TrustDomain domain, CredentialQuery query, Instant at)
            throws RejectedException {
        var credential = SdJwtVc.read(authenticated(presented.issuerSigned(), domain, query, at), presented);
        Trace.passed(Part.CREDENTIAL, Check.CONTENTS);
        Acceptance.requireValid(credential.window(), at);
        return credential;
    }

    /** By its certificates where it has any, or else by the keys that its issuer publishes (SD-JWT VC §3.5). */
    private IssuerSigned authenticated(CompactJws credential, TrustDomain domain, CredentialQuery query, Instant at)
            throws RejectedException {
        return credential.certificates().isEmpty()
                ? new PublishedKeyAuthentication(domain, query.meta().types()).authenticate(credential, formerType, at)
                : new IssuerAuthentication(domain.anchors(), limits.certificates())
                        .authenticate(credential, formerType, at);
    }
}
