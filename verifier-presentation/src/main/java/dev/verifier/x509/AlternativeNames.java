package dev.verifier.x509;

import java.net.URI;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;

/**
 * The other names of a certificate's subject (RFC 5280 §4.2.1.6).
 *
 * @param names each a kind and a value
 */
record AlternativeNames(Collection<List<?>> names) {

    private static final int DNS_NAME = 2;
    private static final int URI_NAME = 6;

    /** Those of a certificate; none where they cannot be read. */
    static AlternativeNames of(X509Certificate certificate) {
        try {
            var names = certificate.getSubjectAlternativeNames();
            return new AlternativeNames(names == null ? List.of() : names);
        } catch (CertificateParsingException e) {
            return new AlternativeNames(List.of());
        }
    }

    /** Those that are URLs. */
    List<String> urls() {
        return names.stream()
                .filter(name -> name.getFirst().equals(URI_NAME))
                .map(name -> String.valueOf(name.get(1)))
                .toList();
    }

    /** Whether this URL is one of them, character by character, or its host is. A wildcard is the name of nobody. */
    boolean contain(URI url) {
        return names.stream().anyMatch(name -> switch (name.getFirst()) {
            case Integer kind when kind == URI_NAME -> url.toString().equals(name.get(1));
            case Integer kind
            when kind == DNS_NAME -> name.get(1) instanceof String host && host.equalsIgnoreCase(url.getHost());
            default -> false;
        });
    }
}
