package dev.verifier.trust;

import dev.verifier.jose.Claims;
import dev.verifier.rejection.RejectedException;
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

    void add(Claims entity) throws RejectedException {
        var names = entity.object("TrustedEntityInformation").objects("TEName");
        var name = names.isEmpty() ? "" : names.getFirst().optionalText("value").orElse("");
        for (var listed : entity.objects("TrustedEntityServices")) {
            var service = listed.object("ServiceInformation");
            var type = service.text("ServiceTypeIdentifier");
            if (wanted.services().contains(type)) {
                add(service, name + ", " + type);
            }
        }
    }

    private void add(Claims service, String entry) throws RejectedException {
        var status = service.optionalText("ServiceStatus").orElse("");
        var since = service.optionalDateTime("StatusStartingTime").orElse(Instant.MIN);
        if (!wanted.inForce(status) || at.isBefore(since)) {
            leftOut.add(entry + ": " + (status.isEmpty() ? "has no status" : status) + " is not in force");
            return;
        }
        for (var certificate : service.object("ServiceDigitalIdentity").objects("X509Certificates")) {
            add(certificate.text("val"), entry);
        }
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
