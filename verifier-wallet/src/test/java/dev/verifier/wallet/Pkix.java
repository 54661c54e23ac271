package dev.verifier.wallet;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;

/** RFC 5280 §6 by the JDK, without revocation: a second opinion on the chains made here. */
final class Pkix {
    private Pkix() {}

    static void validate(List<X509Certificate> chain, TestAuthority authority, Instant at)
            throws GeneralSecurityException {
        var anchor = Pem.certificates(authority.anchorPem()).getFirst();
        var parameters = new PKIXParameters(Set.of(new TrustAnchor(anchor, null)));
        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(at));
        var path = CertificateFactory.getInstance("X.509").generateCertPath(chain);
        CertPathValidator.getInstance("PKIX").validate(path, parameters);
    }
}
