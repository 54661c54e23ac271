package dev.verifier.wallet;

import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;

/** An issuing authority for mdocs (ISO/IEC 18013-5 Annex B.1.2, IACA) for tests, and the document signers it certifies. */
public final class IssuingAuthority {
    private static final Duration AGO = Duration.ofDays(60);
    private static final Duration SIGNER_LIFE = Duration.ofDays(456);
    private static final Duration AUTHORITY_LIFE = Duration.ofDays(9 * 365);
    private static final Duration DAY = Duration.ofDays(1);
    private static final KeyPurposeId MDL_DS = KeyPurposeId.getInstance(new ASN1ObjectIdentifier("1.0.18013.5.1.2"));
    private static final X500Name NAME = name("ES", "Madrid", "Test Issuing Authority");

    private final CertifiedKey root;
    private final Instant at;
    private final SecureRandom random;

    private IssuingAuthority(CertifiedKey root, Instant at, SecureRandom random) {
        this.root = root;
        this.at = at;
        this.random = random;
    }

    /**
     * A new authority.
     *
     * @param at the moment around which its certificates are valid
     */
    public static IssuingAuthority create(Instant at, SecureRandom random) {
        var keys = SealKey.P_256.generate(random);
        var draft = CertificateDraft.ofAuthority(NAME, keys.getPublic(), at.minus(AGO), at.plus(AUTHORITY_LIFE), 0);
        var root = new CertifiedKey(keys.getPrivate(), draft.selfSigned(keys.getPrivate(), random));
        return new IssuingAuthority(root, at, random);
    }

    /** What a verifier is to be given as its trust anchor. */
    public String anchorPem() {
        return Pem.of(root.certificate());
    }

    /** A new signer, certified as Annex B has it. */
    public DocumentSigner signer() {
        var keys = SealKey.P_256.generate(random);
        return new DocumentSigner(keys, List.of(certified(draft(keys), root)));
    }

    /** The same key, with something wrong about its certificates. */
    public DocumentSigner recertified(DocumentSigner signer, SignerOddity oddity) {
        var keys = signer.keys();
        var draft = draft(keys);
        return switch (oddity) {
            case SELF_SIGNED -> of(keys, draft.selfSigned(keys.getPrivate(), random));
            case OF_AN_UNKNOWN_AUTHORITY -> of(keys, certified(draft, create(at, random).root));
            case EXPIRED -> of(keys, certified(draft.valid(at.minus(AGO), at.minus(DAY)), root));
            case NOT_YET_VALID -> of(keys, certified(draft.valid(at.plus(DAY), at.plus(SIGNER_LIFE)), root));
            case WITHOUT_PURPOSE -> of(keys, certified(plain(keys, draft.subject()), root));
            case FOR_A_WEB_SERVER -> of(keys, certified(purposes(draft, KeyPurposeId.id_kp_serverAuth), root));
            case FOR_A_WEB_SERVER_TOO ->
                of(keys, certified(purposes(draft, MDL_DS, KeyPurposeId.id_kp_serverAuth), root));
            case WITHOUT_SIGNING -> of(keys, certified(draft.withUsage(KeyUsage.keyAgreement), root));
            case OF_ANOTHER_COUNTRY ->
                of(keys, certified(draft.withSubject(name("FR", "Madrid", "Test Document Signer")), root));
            case OF_ANOTHER_STATE ->
                of(keys, certified(draft.withSubject(name("ES", "Toledo", "Test Document Signer")), root));
            case WITHOUT_COUNTRY -> of(keys, certified(draft.withSubject(new X500Name("CN=Nobody")), root));
            case AN_AUTHORITY -> of(keys, certified(authority(keys, draft.subject(), 0), root));
            case BENEATH_ONE_AUTHORITY_TOO_MANY -> beneathAnother(keys);
            case WITH_ITS_ANCHOR -> of(keys, certified(draft, root), root.certificate());
            case ANCHOR_FIRST -> of(keys, root.certificate(), certified(draft, root));
            case WITH_A_STRANGER ->
                of(keys, certified(draft, root), signer().chain().getFirst());
            case WITHOUT_CERTIFICATES -> of(keys);
        };
    }

    private DocumentSigner beneathAnother(KeyPair keys) {
        var between = SealKey.P_256.generate(random);
        var certificate = certified(authority(between, name("ES", "Madrid", "Test Authority Between"), 0), root);
        var leaf = certified(draft(keys), new CertifiedKey(between.getPrivate(), certificate));
        return of(keys, leaf, certificate);
    }

    private CertificateDraft draft(KeyPair keys) {
        return purposes(plain(keys, name("ES", "Madrid", "Test Document Signer")), MDL_DS);
    }

    private CertificateDraft plain(KeyPair keys, X500Name subject) {
        return CertificateDraft.ofSeal(subject, keys.getPublic(), at.minus(AGO), at.plus(SIGNER_LIFE))
                .withUsage(KeyUsage.digitalSignature);
    }

    private CertificateDraft authority(KeyPair keys, X500Name subject, int pathLength) {
        return CertificateDraft.ofAuthority(subject, keys.getPublic(), at.minus(AGO), at.plus(SIGNER_LIFE), pathLength);
    }

    private static CertificateDraft purposes(CertificateDraft draft, KeyPurposeId... purposes) {
        return draft.with(Extension.extendedKeyUsage, true, new ExtendedKeyUsage(purposes));
    }

    private X509Certificate certified(CertificateDraft draft, CertifiedKey by) {
        return draft.signedBy(by, random);
    }

    private static DocumentSigner of(KeyPair keys, X509Certificate... chain) {
        return new DocumentSigner(keys, List.of(chain));
    }

    private static X500Name name(String country, String state, String commonName) {
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.C, country)
                .addRDN(BCStyle.ST, state)
                .addRDN(BCStyle.O, "Test Authority")
                .addRDN(BCStyle.CN, commonName)
                .build();
    }
}
