package dev.verifier.presentation;

import dev.verifier.dcql.CredentialQuery;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import dev.verifier.trust.IssuerAuthentication;
import java.time.Instant;

/** The steps for {@code jwt_vc_json}, in the order of OpenID4VP 1.0 §8.6: nothing is asked of a registry before two signatures hold. */
record JwtVpVerifier(TrustFramework framework, PresentationLimits limits) {

    VerifiedCredential verify(CredentialQuery query, JwtVpPresentation presented, PresentationRequest asked, Instant at)
            throws RejectedException {
        var domain = framework.domains().require(query.meta().types());
        var issuers = new IssuerAuthentication(domain.anchors(), limits.certificates());
        var credential = valid(oneIssuer(W3cCredential.read(issuers.authenticate(presented.credential(), at))), at);
        var types = query.require(credential.types(), credential.document().asMap());
        var holder = HolderBinding.require(presented, credential, asked, at);
        return new Acceptance(framework, domain).accept(credential.issued(types), holder, at);
    }

    /** The same credential, if every name it gives its issuer is the organisation of the certificate. */
    private static W3cCredential oneIssuer(W3cCredential issued) throws RejectedException {
        if (!VcJwt.issuers(issued.envelope(), issued.document()).stream().allMatch(issued.issuer()::equals)) {
            throw new RejectedException(new Rejection.IssuerNamesDisagree());
        }
        return issued;
    }

    private static W3cCredential valid(W3cCredential issued, Instant at) throws RejectedException {
        Acceptance.requireValid(issued.window(), at);
        return issued;
    }
}
