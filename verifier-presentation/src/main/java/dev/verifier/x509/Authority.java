package dev.verifier.x509;

import java.io.IOException;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An authority as an anchor, held to what its own certificate says of it: whether it may certify, how many authorities may
 * follow it, and under which names (RFC 5280 §4.2.1.3, §4.2.1.9, §4.2.1.10). PKIX takes an anchor for a name and a key and
 * looks at none of the three.
 */
record Authority(X509Certificate certificate) {

    private static final int KEY_CERT_SIGN = 5;
    private static final String NAME_CONSTRAINTS = "2.5.29.30";

    /** Throws where its key usage or its name constraints cannot be read. */
    Authority {
        Restrictions.requireReadable(certificate);
    }

    TrustAnchor anchor() {
        return new TrustAnchor(certificate, null);
    }

    /** Whether it may vouch for a path, leaf first and without the authority itself. */
    boolean mayVouchFor(List<X509Certificate> path) {
        var usage = certificate.getKeyUsage();
        // RFC 5280 §6.1: one that an authority issued to itself is not counted and not constrained, unless it is the
        // leaf.
        var counted = IntStream.range(0, path.size())
                .filter(i -> i == 0 || !isSelfIssued(path.get(i)))
                .mapToObj(path::get)
                .toList();
        return (usage == null || usage[KEY_CERT_SIGN])
                && counted.size() - 1 <= certificate.getBasicConstraints()
                && permitsNamesOf(counted);
    }

    private boolean permitsNamesOf(List<X509Certificate> path) {
        try {
            return path.stream().allMatch(namesOf(certificate)::match);
        } catch (UnsupportedOperationException e) {
            return false; // a kind of name that the JDK cannot compare
        }
    }

    private static boolean isSelfIssued(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
    }

    /** What it may certify. Throws where that cannot be read. */
    static X509CertSelector namesOf(X509Certificate authority) {
        var names = new X509CertSelector();
        var extension = authority.getExtensionValue(NAME_CONSTRAINTS);
        if (extension == null) {
            return names;
        }
        try {
            names.setNameConstraints(contents(extension));
            return names;
        } catch (IOException e) {
            throw new IllegalArgumentException("name constraints that cannot be read", e);
        }
    }

    /** What is in a DER OCTET STRING (X.690 §8.1.3): behind the tag, and a length of one byte or of as many as its first one says. */
    private static byte[] contents(byte[] octetString) {
        var lengthBytes = octetString[1] < 0 ? 1 + (octetString[1] & 0x7f) : 1;
        return Arrays.copyOfRange(octetString, 1 + lengthBytes, octetString.length);
    }
}
