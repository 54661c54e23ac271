package dev.verifier.wallet;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;

/** ETSI EN 319 412-3 §4.2.1: the subject of a legal person's seal; organizationIdentifier is 2.5.4.97. */
final class SealSubject {
    static final String COUNTRY = "ES";
    static final String ORGANIZATION = "Acme Trust";
    static final String COMMON_NAME = "Acme Seal";

    private SealSubject() {}

    /** A subject with as many organization identifiers as given, in this order. */
    static X500Name of(String... organizationIdentifiers) {
        var name =
                new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.C, COUNTRY).addRDN(BCStyle.O, ORGANIZATION);
        for (var identifier : organizationIdentifiers) {
            name.addRDN(BCStyle.ORGANIZATION_IDENTIFIER, identifier);
        }
        return name.addRDN(BCStyle.CN, COMMON_NAME).build();
    }

    static X500Name authority(String commonName) {
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.C, COUNTRY)
                .addRDN(BCStyle.O, "Test Authority")
                .addRDN(BCStyle.CN, commonName)
                .build();
    }

    /** @throws IllegalArgumentException if the name has none */
    static String organizationIdentifier(X500Name subject) {
        var found = subject.getRDNs(BCStyle.ORGANIZATION_IDENTIFIER);
        if (found.length == 0) {
            throw new IllegalArgumentException("the certificate's subject has no organizationIdentifier (2.5.4.97)");
        }
        ASN1Encodable value = found[0].getFirst().getValue();
        return IETFUtils.valueToString(value);
    }
}
