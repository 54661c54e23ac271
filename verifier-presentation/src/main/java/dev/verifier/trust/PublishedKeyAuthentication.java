package dev.verifier.trust;

import dev.verifier.check.Check;
import dev.verifier.check.Trace;
import dev.verifier.credential.CredentialType;
import dev.verifier.credential.IssuerId;
import dev.verifier.jose.CompactJws;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import java.net.URI;
import java.time.Instant;
import java.util.Set;

/**
 * Verifies an SD-JWT VC that has no certificates with a key that its issuer publishes (SD-JWT VC §3.5). Whom it says it is from only
 * chooses among issuers that we trust for what we asked for; nobody else's server is ever asked. Immutable and thread-safe.
 *
 * @param domain in which issuers are trusted
 * @param asked the types that were asked for
 */
public record PublishedKeyAuthentication(TrustDomain domain, Set<CredentialType> asked) {

    /** The credential, if the key is published. */
    public IssuerSigned authenticate(CompactJws credential, FormerType formerType, Instant at)
            throws RejectedException {
        var metadata = domain.requireMetadata();
        var named = credential.allegedIssuer().flatMap(CertifiedIssuer::webUrl);
        if (named.isEmpty()) {
            throw new RejectedException(new Rejection.CertificateMissing());
        }
        var issuer = trusted(named.get(), at);
        Trace.passed(credential.part(), Check.ISSUER, issuer::value);
        var published = metadata.require(named.get());
        var key = published.keys().require(credential);
        Trace.passed(credential.part(), Check.KEY, () -> "published by " + issuer.value());
        var jws = IssuerAuthentication.sdJwtVc(credential, key, formerType);
        return new IssuerSigned(issuer, new KeyEvidence.Published(published.document(), published.asOf(), key), jws);
    }

    private IssuerId trusted(URI named, Instant at) throws RejectedException {
        var issuer = new IssuerId(named.toString());
        var accreditations = domain.issuers().accreditations(issuer);
        if (accreditations.isEmpty()) {
            throw new RejectedException(new Rejection.IssuerNotTrusted(issuer.value()));
        }
        var may = accreditations.stream()
                .filter(accreditation -> accreditation.window().contains(at))
                .map(Accreditation::type)
                .anyMatch(asked::contains);
        if (!may) {
            throw new RejectedException(new Rejection.IssuerNotAccredited(issuer.value(), asked.toString()));
        }
        return issuer;
    }
}
