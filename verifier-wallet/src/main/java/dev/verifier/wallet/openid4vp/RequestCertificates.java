package dev.verifier.wallet.openid4vp;

import dev.verifier.wallet.CompactJws;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;

/**
 * The certificates in a request object's {@code x5c} (RFC 7515 §4.1.6), each vouched for by the next. This wallet knows no authorities of
 * verifiers: that they lead to one that somebody trusts is not said by it.
 */
record RequestCertificates(List<X509Certificate> chain) {
    private static final int MOST = 5;
    private static final int DNS_NAME = 2;

    /** @throws UnacceptableRequest if there are none, or they do not hold together at this moment */
    static RequestCertificates of(Map<String, Object> header, Instant at) {
        if (!(header.get("x5c") instanceof List<?> x5c) || x5c.isEmpty() || x5c.size() > MOST) {
            throw new UnacceptableRequest(RequestFlaw.WRONG_CERTIFICATE);
        }
        try {
            var chain = new ArrayList<X509Certificate>();
            for (var one : x5c) {
                chain.add((X509Certificate) CertificateFactory.getInstance("X.509")
                        .generateCertificate(
                                new ByteArrayInputStream(Base64.getDecoder().decode(String.valueOf(one)))));
            }
            for (int number = 0; number < chain.size(); number++) {
                var certificate = chain.get(number);
                certificate.checkValidity(Date.from(at));
                // HAIP 1.0 §5: neither ours nor an anchor may be self-signed.
                if (certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) {
                    throw new UnacceptableRequest(RequestFlaw.WRONG_CERTIFICATE);
                }
                if (number > 0) {
                    chain.get(number - 1).verify(certificate.getPublicKey());
                }
            }
            return new RequestCertificates(List.copyOf(chain));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new UnacceptableRequest(RequestFlaw.WRONG_CERTIFICATE, e);
        }
    }

    PublicKey key() {
        return chain.getFirst().getPublicKey();
    }

    /** OpenID4VP 1.0 §5.9.3: SHA-256 of the verifier's own certificate. */
    String hash() {
        try {
            return CompactJws.encode(
                    MessageDigest.getInstance("SHA-256").digest(chain.getFirst().getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("it was read, and every JDK has SHA-256", e);
        }
    }

    boolean names(String host) {
        try {
            var names = chain.getFirst().getSubjectAlternativeNames();
            return names != null
                    && names.stream()
                            .anyMatch(name -> List.<Object>of(DNS_NAME, host).equals(name));
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
