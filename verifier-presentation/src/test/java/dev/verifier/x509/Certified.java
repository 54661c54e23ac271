package dev.verifier.x509;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
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
        return new Certified(keys, sign(name, keys.getPublic(), name, keys, digest, authority(limits)));
    }

    /** An authority beneath this one. */
    Certified authority(String name, Map<ASN1ObjectIdentifier, ASN1Encodable> limits) {
        var itsKeys = generate();
        return new Certified(
                itsKeys, sign(new X500Name(name), itsKeys.getPublic(), name(), keys, "SHA256", authority(limits)));
    }

    /** An authority beneath this one, of which the extensions say nothing but that and this. */
    Certified authority(String name, List<Extension> extensions) {
        var itsKeys = generate();
        var all = new ArrayList<>(extensions);
        all.add(critical(Extension.basicConstraints, new BasicConstraints(true)));
        return new Certified(itsKeys, sign(new X500Name(name), itsKeys.getPublic(), name(), keys, "SHA256", all));
    }

    /** The seal of an organisation in Spain. */
    X509Certificate seal(String organizationIdentifier) {
        var name = new X500Name("C=ES,O=Acme,2.5.4.97=" + organizationIdentifier + ",CN=Seal");
        return sign(name, generate().getPublic(), name(), keys, "SHA256", List.of());
    }

    /** Somebody beneath this one, with what a test wants to see read. */
    X509Certificate leaf(String name, Extension... extensions) {
        return sign(new X500Name(name), generate().getPublic(), name(), keys, "SHA256", List.of(extensions));
    }

    /** Somebody of that name beneath this one. */
    X509Certificate leaf(X500Name name) {
        return sign(name, generate().getPublic(), name(), keys, "SHA256", List.of());
    }

    /** Somebody with this key beneath this one. */
    X509Certificate leaf(PublicKey key) {
        return sign(new X500Name("C=ES,CN=Leaf"), key, name(), keys, "SHA256", List.of());
    }

    /** An extension that everybody must understand. */
    static Extension critical(ASN1ObjectIdentifier id, ASN1Encodable value) {
        try {
            return Extension.create(id, true, value);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private X500Name name() {
        return X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
    }

    private static List<Extension> authority(Map<ASN1ObjectIdentifier, ASN1Encodable> limits) {
        var extensions = new HashMap<ASN1ObjectIdentifier, ASN1Encodable>();
        extensions.put(Extension.basicConstraints, new BasicConstraints(true));
        extensions.put(Extension.keyUsage, new KeyUsage(KeyUsage.keyCertSign));
        extensions.putAll(limits);
        return extensions.entrySet().stream()
                .map(extension -> critical(extension.getKey(), extension.getValue()))
                .toList();
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
            PublicKey key,
            X500Name issuer,
            KeyPair issuerKeys,
            String digest,
            List<Extension> extensions) {
        try {
            var builder = new JcaX509v3CertificateBuilder(
                    issuer,
                    BigInteger.valueOf(SERIAL.incrementAndGet()),
                    Date.from(AT.minus(YEAR)),
                    Date.from(AT.plus(YEAR)),
                    subject,
                    key);
            for (var extension : extensions) {
                builder.addExtension(extension);
            }
            var signer = new JcaContentSignerBuilder(digest + "withECDSA").build(issuerKeys.getPrivate());
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
        } catch (CertIOException | GeneralSecurityException | OperatorCreationException e) {
            throw new AssertionError(e);
        }
    }
}
