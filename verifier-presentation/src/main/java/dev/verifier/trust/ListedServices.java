package dev.verifier.trust;

import dev.verifier.x509.TrustAnchors;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The services of a trusted list that are wanted and in force, collected one by one. Used by one thread. */
final class ListedServices {

    private final WantedServices wanted;
    private final Instant at;
    private final Map<X509Certificate, String> certificates = new LinkedHashMap<>();
    private final List<String> leftOut = new ArrayList<>();

    ListedServices(WantedServices wanted, Instant at) {
        this.wanted = wanted;
        this.at = at;
    }

    /** Whether services of this type are asked for; the others are not looked at. */
    boolean wants(String type) {
        return wanted.services().contains(type);
    }

    void add(ServiceEntry service) {
        var entry = service.entity() + ", " + service.type();
        var status = service.status();
        if (!wanted.inForce(status) || at.isBefore(service.since())) {
            leftOut.add(entry + ": " + (status.isEmpty() ? "has no status" : status) + " is not in force");
            return;
        }
        service.certificates().forEach(certificate -> add(certificate, entry));
    }

    /** One certificate that cannot be read takes nothing else of the list with it. */
    private void add(String base64, String entry) {
        try {
            var der = new ByteArrayInputStream(Base64.getDecoder().decode(base64));
            var certificate =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(der);
            // Alone it must be an anchor, or it would be none among others.
            TrustAnchors.of(List.of(certificate));
            certificates.putIfAbsent(certificate, entry);
        } catch (IllegalArgumentException | CertificateException e) {
            leftOut.add(entry + ": a certificate that cannot be an anchor");
        }
    }

    /** All of them; nobody, where the list names nobody: that is its operator's word as anything else in it is. */
    TrustAnchors anchors() {
        return certificates.isEmpty() ? TrustAnchors.none() : TrustAnchors.of(certificates.keySet());
    }

    Map<String, String> entries() {
        var entries = new LinkedHashMap<String, String>();
        certificates.forEach((certificate, entry) -> entries.put(TrustAnchors.thumbprint(certificate), entry));
        return entries;
    }

    List<String> leftOut() {
        return leftOut;
    }
}
