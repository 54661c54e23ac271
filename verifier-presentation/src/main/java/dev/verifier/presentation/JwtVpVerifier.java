package dev.verifier.presentation;

import dev.verifier.credential.IssuerId;
import dev.verifier.dcql.CredentialQuery;
import dev.verifier.rejection.Part;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import dev.verifier.status.StatusCheck;
import dev.verifier.trust.IssuerAuthentication;
import dev.verifier.trust.IssuerTrust;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The steps for {@code jwt_vc_json}, in the order of OpenID4VP 1.0 §8.6: nothing is asked of a registry before two signatures hold. */
final class JwtVpVerifier {

    private final TrustFramework framework;
    private final IssuerAuthentication issuers;
    private final IssuerTrust trust;
    private final StatusCheck status;

    JwtVpVerifier(TrustFramework framework, int longestChain) {
        this.framework = framework;
        this.issuers = new IssuerAuthentication(framework.anchors(), longestChain);
        this.trust = new IssuerTrust(framework.issuers());
        this.status = new StatusCheck(framework.revoked());
    }

    VerifiedCredential verify(CredentialQuery query, JwtVpPresentation presented, PresentationRequest asked, Instant at)
            throws RejectedException {
        var issued = valid(oneIssuer(IssuedCredential.read(issuers.authenticate(presented.credential(), at))), at);
        var types = query.require(issued.types(), issued.document().asMap());
        var holder = HolderBinding.require(presented, issued, asked, at);
        var subject = issued.document().object("credentialSubject").asMap();
        var accreditations = trust.require(issued.issuer(), types, subject, at);
        var ids = issued.ids();
        var reading = status.require(issued.status(), ids);
        var participant = participant(issued, at);
        return new VerifiedCredential(issued, types, holder, accreditations, participant, ids, reading);
    }

    /** The same credential, if every name it gives its issuer is the organisation of the certificate. */
    private static IssuedCredential oneIssuer(IssuedCredential issued) throws RejectedException {
        if (!VcJwt.issuers(issued.envelope(), issued.document()).stream().allMatch(issued.issuer()::equals)) {
            throw new RejectedException(new Rejection.IssuerNamesDisagree());
        }
        return issued;
    }

    private static IssuedCredential valid(IssuedCredential issued, Instant at) throws RejectedException {
        if (!issued.window().hasBegun(at)) {
            throw new RejectedException(new Rejection.NotYetValid(Part.CREDENTIAL));
        }
        if (!issued.window().contains(at)) {
            throw new RejectedException(new Rejection.Expired(Part.CREDENTIAL));
        }
        return issued;
    }

    private @Nullable IssuerId participant(IssuedCredential issued, Instant at) throws RejectedException {
        var mandate = issued.mandate();
        return mandate == null
                ? null
                : framework.participants().require(mandate.mandator().organization(), at);
    }
}
