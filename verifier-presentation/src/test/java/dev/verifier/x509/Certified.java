package dev.verifier.x509;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A key and its certificate, with the limits that a test wants to see kept. */
record Certified(KeyPair keys, X509Certificate certificate) {

    private static final Instant AT = Instant.parse("2026-11-21T12:00:00Z");
    private static final Duration YEAR = Duration.ofDays(365);
    private static final AtomicLong SERIAL = new AtomicLong();

    /** A self-signed authority, limited as given. */
    static Certified root(String digest, Map<ASN1ObjectIdentifier, ASN1Encodable> limits) {
        var keys = generate();
        var name = new X500Name("C=ES,CN=Root");
        return new Certified(keys, sign(name, keys, name, keys, digest, authority(limits)));
    }

    /** An authority beneath this one. */
    Certified authority(String name, Map<ASN1ObjectIdentifier, ASN1Encodable> limits) {
        var itsKeys = generate();
        return new Certified(itsKeys, sign(new X500Name(name), itsKeys, name(), keys, "SHA256", authority(limits)));
    }

    /** The seal of an organisation in Spain. */
    X509Certificate seal(String organizationIdentifier) {
        var name = new X500Name("C=ES,O=Acme,2.5.4.97=" + organizationIdentifier + ",CN=Seal");
        return sign(name, generate(), name(), keys, "SHA256", Map.of());
    }

    private X500Name name() {
        return X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
    }

    private static Map<ASN1ObjectIdentifier, ASN1Encodable> authority(Map<ASN1ObjectIdentifier, ASN1Encodable> limits) {
        var extensions = new HashMap<ASN1ObjectIdentifier, ASN1Encodable>();
        extensions.put(Extension.basicConstraints, new BasicConstraints(true));
        extensions.put(Extension.keyUsage, new KeyUsage(KeyUsage.keyCertSign));
        extensions.putAll(limits);
        return extensions;
    }

    private static KeyPair generate() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static X509Certificate sign(
            X500Name subject,
            KeyPair subjectKeys,
            X500Name issuer,
            KeyPair issuerKeys,
            String digest,
            Map<ASN1ObjectIdentifier, ASN1Encodable> extensions) {
        try {
            var builder = new JcaX509v3CertificateBuilder(
                    issuer,
                    BigInteger.valueOf(SERIAL.incrementAndGet()),
                    Date.from(AT.minus(YEAR)),
                    Date.from(AT.plus(YEAR)),
                    subject,
                    subjectKeys.getPublic());
            for (var extension : extensions.entrySet()) {
                builder.addExtension(extension.getKey(), true, extension.getValue());
            }
            var signer = new JcaContentSignerBuilder(digest + "withECDSA").build(issuerKeys.getPrivate());
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
        } catch (CertIOException | GeneralSecurityException | OperatorCreationException e) {
            throw new AssertionError(e);
        }
    }
}
