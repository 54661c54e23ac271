package dev.verifier.presentation;

import dev.verifier.check.Check;
import dev.verifier.check.Trace;
import dev.verifier.dcql.CredentialQuery;
import dev.verifier.jose.CompactJws;
import dev.verifier.rejection.Part;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import dev.verifier.trust.IssuerAuthentication;
import dev.verifier.trust.TrustDomain;
import java.time.Instant;

/** The steps for {@code jwt_vc_json}, in the order of OpenID4VP 1.0 §8.6: nothing is asked of a registry before two signatures hold. */
record JwtVpVerifier(TrustFramework framework, PresentationLimits limits) {

    VerifiedCredential verify(CredentialQuery query, JwtVpPresentation presented, PresentationRequest asked, Instant at)
            throws RejectedException {
        var domain = framework.domains().require(query.meta().types());
        var credential = issued(presented.credential(), domain, at);
        var types = Acceptance.answered(
                query, credential.types(), credential.document().asMap());
        var holder = HolderBinding.require(presented, credential, asked, at);
        return new Acceptance(framework, domain).accept(credential.issued(types), holder, at);
    }

    /** Refuses a credential alone that would not be believed, whoever holds it. */
    void inspect(CredentialQuery query, CompactJws alone, Instant at) throws RejectedException {
        var domain = framework.domains().require(query.meta().types());
        var credential = issued(alone, domain, at);
        var types = Acceptance.answered(
                query, credential.types(), credential.document().asMap());
        new Acceptance(framework, domain).require(credential.issued(types), at);
    }

    private W3cCredential issued(CompactJws credential, TrustDomain domain, Instant at) throws RejectedException {
        var issuers = new IssuerAuthentication(domain.anchors(), limits.certificates());
        var issued = W3cCredential.read(issuers.authenticate(credential, at));
        Trace.passed(Part.CREDENTIAL, Check.CONTENTS);
        return valid(oneIssuer(issued), at);
    }

    /** The same credential, if every name it gives its issuer is the organisation of the certificate. */
    private static W3cCredential oneIssuer(W3cCredential issued) throws RejectedException {
        if (!VcJwt.issuers(issued.envelope(), issued.document()).stream().allMatch(issued.issuer()::equals)) {
            throw new RejectedException(new Rejection.IssuerNamesDisagree());
        }
        Trace.passed(Part.CREDENTIAL, Check.ISSUER_NAMES);
        return issued;
    }

    private static W3cCredential valid(W3cCredential issued, Instant at) throws RejectedException {
        Acceptance.requireValid(issued.window(), at);
        return issued;
    }
}
