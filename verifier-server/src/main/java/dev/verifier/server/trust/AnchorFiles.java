package dev.verifier.server.trust;

import dev.verifier.server.list.Finding;
import dev.verifier.server.list.Finding.Severity;
import dev.verifier.server.list.ListReading;
import dev.verifier.x509.TrustAnchors;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Reads PEM certificates as trust anchors (RFC 7468 §5). Stateless. */
public final class AnchorFiles {

    /** How long before its end one is reminded of an anchor. */
    private static final Duration NOTICE = Duration.ofDays(30);

    private AnchorFiles() {}

    /** The anchors in PEM text; those that ended already are findings. */
    public static ListReading<TrustAnchors> read(byte[] pem, Clock clock) {
        var findings = new ArrayList<Finding>();
        try {
            var certificates = new ArrayList<X509Certificate>();
            for (var certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem))) {
                certificates.add((X509Certificate) certificate);
            }
            for (var certificate : certificates) {
                warnOfEnd(certificate, clock, findings);
            }
            return new ListReading<>(TrustAnchors.of(certificates), certificates.size(), findings);
        } catch (CertificateException | IllegalArgumentException e) {
            findings.add(new Finding(Severity.ERROR, 0, "", "anchors", "no PEM certificates: " + e.getMessage()));
            return ListReading.unreadable(findings);
        }
    }

    private static void warnOfEnd(X509Certificate certificate, Clock clock, List<Finding> findings) {
        var ends = certificate.getNotAfter().toInstant();
        var name = certificate.getSubjectX500Principal().getName();
        if (ends.isAfter(clock.instant()) && ends.isBefore(clock.instant().plus(NOTICE))) {
            findings.add(new Finding(
                    Severity.WARNING,
                    0,
                    name,
                    "validity",
                    "ends on " + ends + "; from then on nothing that leads here is believed"));
        }
        if (ends.isBefore(clock.instant())) {
            findings.add(new Finding(
                    Severity.WARNING,
                    0,
                    name,
                    "validity",
                    "ended on " + ends + "; nothing that leads here is believed"));
        }
    }
}
