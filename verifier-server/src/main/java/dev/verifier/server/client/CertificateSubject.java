package dev.verifier.server.client;

import dev.verifier.server.list.YamlObject;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;

/** Whose certificate a client authenticates with (RFC 8705 §2.1.2): one name, of one of three kinds. */
sealed interface CertificateSubject {

    /** Whether the certificate has this name. */
    boolean isOf(X509Certificate certificate);

    /** The subject as a whole; compared as RFC 5280 §7.1 has it. */
    record Distinguished(X500Principal name) implements CertificateSubject {

        @Override
        public boolean isOf(X509Certificate certificate) {
            return certificate.getSubjectX500Principal().equals(name);
        }
    }

    /**
     * One of the subject's other names.
     *
     * @param kind as RFC 5280 §4.2.1.6 numbers them
     */
    record Alternative(int kind, String name) implements CertificateSubject {

        private static final int DNS = 2;
        private static final int URI = 6;

        @Override
        public boolean isOf(X509Certificate certificate) {
            try {
                var names = certificate.getSubjectAlternativeNames();
                return names != null
                        && names.stream()
                                .filter(one -> Integer.valueOf(kind).equals(one.get(0)))
                                .anyMatch(one -> same(String.valueOf(one.get(1))));
            } catch (CertificateParsingException e) {
                return false;
            }
        }

        private boolean same(String other) {
            return kind == DNS ? name.equalsIgnoreCase(other) : name.equals(other);
        }
    }

    /** The subject that an entry registers; nothing, and perhaps a finding, where it registers none or several. */
    static Optional<CertificateSubject> of(YamlObject entry) {
        var subjects = new ArrayList<CertificateSubject>();
        entry.text("tlsClientAuthSubjectDn")
                .flatMap(name -> distinguished(entry, name))
                .ifPresent(subjects::add);
        entry.text("tlsClientAuthSanDns").ifPresent(name -> subjects.add(new Alternative(Alternative.DNS, name)));
        entry.text("tlsClientAuthSanUri").ifPresent(name -> subjects.add(new Alternative(Alternative.URI, name)));
        if (subjects.size() > 1) {
            entry.error(
                    "clientAuthenticationMethods",
                    "tls_client_auth has one of " + List.of("tlsClientAuthSubjectDn", "…SanDns", "…SanUri"));
        }
        return subjects.stream().findFirst();
    }

    private static Optional<CertificateSubject> distinguished(YamlObject entry, String name) {
        try {
            // X.520 has it, and certificates of organisations do; the JDK has no name for it.
            var organization = Map.of("ORGANIZATIONIDENTIFIER", "2.5.4.97");
            return Optional.of(new Distinguished(new X500Principal(name, organization)));
        } catch (IllegalArgumentException e) {
            entry.error("tlsClientAuthSubjectDn", "is no distinguished name as RFC 4514 writes it");
            return Optional.empty();
        }
    }
}
