package dev.verifier.wallet;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collections;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * RFC 5280 §4.1: a certificate before its issuer signs it. Every edit is a copy.
 *
 * @param from the first moment of its validity
 * @param until the last
 * @param digest the hash its issuer signs, as in {@code SHA256}
 * @param extensions by object identifier
 */
record CertificateDraft(
        X500Name subject,
        PublicKey key,
        Instant from,
        Instant until,
        String digest,
        Map<ASN1ObjectIdentifier, Extension> extensions) {
    /** RFC 5280 §4.1.2.2 allows 20 octets; one bit less keeps the number positive. */
    private static final int SERIAL_BITS = 159;

    CertificateDraft {
        extensions = Collections.unmodifiableMap(new LinkedHashMap<>(extensions));
    }

    /** An end entity that may sign, and vouch for what it signed: ETSI EN 319 412-2 §4.3.2, type B. */
    static CertificateDraft ofSeal(X500Name subject, PublicKey key, Instant from, Instant until) {
        return new CertificateDraft(subject, key, from, until, "SHA256", Map.of())
                .with(Extension.basicConstraints, true, new BasicConstraints(false))
                .withUsage(KeyUsage.digitalSignature | KeyUsage.nonRepudiation);
    }

    /**
     * An authority.
     *
     * @param pathLength RFC 5280 §4.2.1.9: how many authorities may follow it
     */
    static CertificateDraft ofAuthority(X500Name subject, PublicKey key, Instant from, Instant until, int pathLength) {
        return new CertificateDraft(subject, key, from, until, "SHA256", Map.of())
                .with(Extension.basicConstraints, true, new BasicConstraints(pathLength))
                .withUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign);
    }

    CertificateDraft withSubject(X500Name other) {
        return new CertificateDraft(other, key, from, until, digest, extensions);
    }

    CertificateDraft valid(Instant first, Instant last) {
        return new CertificateDraft(subject, key, first, last, digest, extensions);
    }

    CertificateDraft withDigest(String other) {
        return new CertificateDraft(subject, key, from, until, other, extensions);
    }

    CertificateDraft withUsage(int bits) {
        return with(Extension.keyUsage, true, new KeyUsage(bits));
    }

    CertificateDraft with(ASN1ObjectIdentifier id, boolean critical, ASN1Encodable value) {
        try {
            var more = new LinkedHashMap<>(extensions);
            more.put(id, new Extension(id, critical, value.toASN1Primitive().getEncoded()));
            return new CertificateDraft(subject, key, from, until, digest, more);
        } catch (IOException e) {
            throw new IllegalArgumentException("the extension cannot be encoded", e);
        }
    }

    X509Certificate selfSigned(PrivateKey itsKey, SecureRandom random) {
        return signed(subject, key, itsKey, random);
    }

    X509Certificate signedBy(CertifiedKey issuer, SecureRandom random) {
        var name = X500Name.getInstance(
                issuer.certificate().getSubjectX500Principal().getEncoded());
        return signed(name, issuer.certificate().getPublicKey(), issuer.key(), random);
    }

    private X509Certificate signed(X500Name issuer, PublicKey issuerKey, PrivateKey signingKey, SecureRandom random) {
        try {
            var identifiers = new JcaX509ExtensionUtils();
            var builder = new JcaX509v3CertificateBuilder(
                    issuer, new BigInteger(SERIAL_BITS, random), Date.from(from), Date.from(until), subject, key);
            for (var extension : extensions.values()) {
                builder.addExtension(extension);
            }
            builder.addExtension(Extension.subjectKeyIdentifier, false, identifiers.createSubjectKeyIdentifier(key));
            builder.addExtension(
                    Extension.authorityKeyIdentifier, false, identifiers.createAuthorityKeyIdentifier(issuerKey));
            var algorithm = digest + "with" + (signingKey.getAlgorithm().equals("EC") ? "ECDSA" : "RSA");
            var signer = new JcaContentSignerBuilder(algorithm)
                    .setSecureRandom(random)
                    .build(signingKey);
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException("cannot certify " + subject, e);
        }
    }
}
