package dev.verifier.wallet;

import java.net.URI;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;

/** A certification authority (RFC 5280 §3) for tests: a root, an intermediate under it, and the seals that one certifies. */
public final class TestAuthority {
    private static final Duration SEAL_LIFE = Duration.ofDays(2 * 365);
    private static final Duration AUTHORITY_LIFE = Duration.ofDays(10 * 365);

    /** Everything is certified as if long ago, so that a credential of yesterday has a valid seal. */
    private static final Duration AGO = Duration.ofDays(60);

    private static final ASN1ObjectIdentifier SIGNING_TRUSTED_LISTS = new ASN1ObjectIdentifier("0.4.0.2231.3.0");

    private final CertifiedKey root;

    /** What certifies the seals first, then what certifies that, without the root: the rest of a chain. */
    private final List<CertifiedKey> intermediates;

    private final Instant at;
    private final SecureRandom random;

    private TestAuthority(CertifiedKey root, List<CertifiedKey> intermediates, Instant at, SecureRandom random) {
        this.root = root;
        this.intermediates = List.copyOf(intermediates);
        this.at = at;
        this.random = random;
    }

    /**
     * An authority with P-256 keys.
     *
     * @param at the moment around which its certificates are valid
     */
    public static TestAuthority create(Instant at, SecureRandom random) {
        return create(SealKey.P_256, at, random);
    }

    /** An authority whose root and intermediate have keys of this kind. */
    public static TestAuthority create(SealKey kind, Instant at, SecureRandom random) {
        var keys = kind.generate(random);
        var name = SealSubject.authority("Test Root");
        var certificate = authority(name, keys, 1, at).selfSigned(keys.getPrivate(), random);
        var root = new CertifiedKey(keys.getPrivate(), certificate);
        return new TestAuthority(root, List.of(), at, random).beneath("Test Intermediate", kind.generate(random), 0);
    }

    /**
     * Reads what {@link #toPem()} wrote.
     *
     * @throws IllegalArgumentException if the text is not two keys of this kind, each with its certificate
     */
    public static TestAuthority read(String pem, Instant at, SecureRandom random) {
        var certificates = two(Pem.certificates(pem));
        var keys =
                two(Pem.privateKeys(pem, certificates.getFirst().getPublicKey().getAlgorithm()));
        var root = new CertifiedKey(keys.getFirst(), certificates.getFirst());
        var intermediate = new CertifiedKey(keys.getLast(), certificates.getLast());
        return new TestAuthority(root, List.of(intermediate), at, random);
    }

    /** Root and intermediate with their private keys. */
    public String toPem() {
        return root.toPem() + intermediates.getFirst().toPem();
    }

    /** The root's certificate: what a verifier is to be given as its trust anchor. */
    public String anchorPem() {
        return Pem.of(root.certificate());
    }

    /** A new seal, certified for this organization, as in {@code VATES-A12345678}. */
    public Seal seal(String organizationIdentifier, SealKey key) {
        return certify(key.generate(random), organizationIdentifier);
    }

    /**
     * A new seal of an issuer that is known by its address and not by an organizationIdentifier, as providers of personal
     * identification data are.
     *
     * @param issuer what the certificate has for another name (RFC 5280 §4.2.1.6)
     */
    public Seal seal(URI issuer, SealKey key) {
        var name = new GeneralName(GeneralName.uniformResourceIdentifier, issuer.toString());
        return certify(
                key.generate(random),
                "",
                draft -> draft.withSubject(SealSubject.of())
                        .with(Extension.subjectAlternativeName, false, new GeneralNames(name)));
    }

    /** A new seal of the operator of a trusted list, certified for signing such and nothing else (ETSI TS 119 612 §5.7.1). */
    public Seal listSeal(String organizationIdentifier, SealKey key) {
        var purpose = new ExtendedKeyUsage(KeyPurposeId.getInstance(SIGNING_TRUSTED_LISTS));
        return certify(
                key.generate(random),
                organizationIdentifier,
                draft -> draft.with(Extension.extendedKeyUsage, false, purpose));
    }

    /**
     * A new key of a verifier and its certificate, by which wallets know it (OpenID4VP 1.0 §5.9.3).
     *
     * @param host what the certificate is for
     */
    public Seal access(String host, Duration life) {
        var name = new GeneralName(GeneralName.dNSName, host);
        return certify(
                SealKey.P_256.generate(random),
                "",
                draft -> draft.withSubject(SealSubject.of())
                        .valid(at.minus(AGO), at.plus(life))
                        .with(Extension.subjectAlternativeName, false, new GeneralNames(name)));
    }

    /**
     * Reads a seal that this authority certified.
     *
     * @param chainPem the seal's certificate, then the intermediate's
     */
    public Seal readSeal(String keyPem, String chainPem) {
        var chain = Pem.certificates(chainPem);
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("a seal needs the PEM of its certificate chain");
        }
        var certified = chain.getFirst();
        var key =
                Pem.privateKeys(keyPem, certified.getPublicKey().getAlgorithm()).getFirst();
        var subject = X500Name.getInstance(certified.getSubjectX500Principal().getEncoded());
        var keys = new KeyPair(certified.getPublicKey(), key);
        return new Seal(keys, chain, SealSubject.organizationIdentifier(subject), this);
    }

    Seal certify(KeyPair keys, String organizationIdentifier) {
        return certify(keys, organizationIdentifier, UnaryOperator.identity());
    }

    /** A seal with an odd certificate. */
    Seal certify(KeyPair keys, String organizationIdentifier, UnaryOperator<CertificateDraft> oddity) {
        var draft = CertificateDraft.ofSeal(
                SealSubject.of(organizationIdentifier), keys.getPublic(), at.minus(AGO), at.plus(SEAL_LIFE));
        var chain = new ArrayList<X509Certificate>();
        chain.add(oddity.apply(draft).signedBy(issuing(), random));
        intermediates.forEach(intermediate -> chain.add(intermediate.certificate()));
        return new Seal(keys, chain, organizationIdentifier, this);
    }

    /**
     * The same authority with one more intermediate, which this one's certified.
     *
     * @param pathLength what that one may certify itself
     */
    TestAuthority beneath(String commonName, KeyPair keys, int pathLength) {
        var draft = authority(SealSubject.authority(commonName), keys, pathLength, at);
        return beneath(new CertifiedKey(keys.getPrivate(), draft.signedBy(issuing(), random)));
    }

    /** The same authority, having certified the key that certifies the seals once more, oddly. */
    TestAuthority recertified(UnaryOperator<CertificateDraft> oddity) {
        var old = intermediates.getFirst();
        var keys = new KeyPair(old.certificate().getPublicKey(), old.key());
        var draft = authority(SealSubject.authority("Test Intermediate"), keys, 0, at);
        var again = new CertifiedKey(old.key(), oddity.apply(draft).signedBy(root, random));
        return new TestAuthority(root, List.of(again), at, random);
    }

    /** This authority with something else, an authority or not, certifying its seals. */
    TestAuthority beneath(CertifiedKey next) {
        var longer = new ArrayList<CertifiedKey>();
        longer.add(next);
        longer.addAll(intermediates);
        return new TestAuthority(root, longer, at, random);
    }

    private static <T> List<T> two(List<T> found) {
        if (found.size() != 2) {
            throw new IllegalArgumentException(
                    "an authority is a root and an intermediate, each key before certificate");
        }
        return found;
    }

    SecureRandom random() {
        return random;
    }

    private CertifiedKey issuing() {
        return intermediates.isEmpty() ? root : intermediates.getFirst();
    }

    private static CertificateDraft authority(X500Name name, KeyPair keys, int pathLength, Instant at) {
        return CertificateDraft.ofAuthority(name, keys.getPublic(), at.minus(AGO), at.plus(AUTHORITY_LIFE), pathLength);
    }
}
