package dev.verifier.presentation;

import dev.verifier.dcql.CredentialQuery;
import dev.verifier.rejection.RejectedException;
import dev.verifier.trust.FormerType;
import dev.verifier.trust.IssuerAuthentication;
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
        var issuers = new IssuerAuthentication(domain.anchors(), limits.certificates());
        var signed = issuers.authenticate(presented.credential().issuerSigned(), formerType, at);
        var credential = SdJwtVc.read(signed, presented.credential());
        Acceptance.requireValid(credential.window(), at);
        var types =
                query.require(List.of(credential.type()), credential.claims().asMap());
        var holder = HolderBinding.require(presented, credential, asked, at);
        return new Acceptance(framework, domain).accept(credential.issued(types), holder, at);
    }
}
