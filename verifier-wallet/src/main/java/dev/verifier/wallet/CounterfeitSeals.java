package dev.verifier.wallet;

import java.security.cert.X509Certificate;
import java.security.spec.RSAKeyGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;

/** Seals that look like the honest one, each with one thing odd about its certificates (RFC 5280 §4.2, §6.1). */
final class CounterfeitSeals {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration YEAR = Duration.ofDays(365);

    /** RFC 5612: the arc for examples. */
    private static final ASN1ObjectIdentifier UNHEARD_OF = new ASN1ObjectIdentifier("1.3.6.1.4.1.32473.1");

    private CounterfeitSeals() {}

    static Seal selfSigned(Scene scene, Seal seal) {
        var subject = SealSubject.of(seal.organizationIdentifier());
        var draft = CertificateDraft.ofSeal(
                subject, seal.publicKey(), scene.at().minus(YEAR), scene.at().plus(YEAR));
        return seal.with(List.of(draft.selfSigned(seal.keys().getPrivate(), scene.random())));
    }

    static Seal ofAnUnknownAuthority(Scene scene, Seal seal) {
        return seal.certifiedBy(TestAuthority.create(SealKey.P_256, scene.at(), scene.random()));
    }

    static Seal expired(Scene scene, Seal seal) {
        return seal.certifiedAs(past(scene.at()));
    }

    static Seal ofTomorrow(Scene scene, Seal seal) {
        return seal.certifiedAs(
                draft -> draft.valid(scene.at().plus(DAY), scene.at().plus(YEAR)));
    }

    static Seal underAnExpiredIntermediate(Scene scene, Seal seal) {
        return seal.certifiedBy(seal.authority().recertified(past(scene.at())));
    }

    static Seal forKeyEncipherment(Scene scene, Seal seal) {
        return seal.certifiedAs(draft -> draft.withUsage(KeyUsage.keyEncipherment));
    }

    static Seal forTlsServers(Scene scene, Seal seal) {
        var purpose = new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth);
        return seal.certifiedAs(draft -> draft.with(Extension.extendedKeyUsage, false, purpose));
    }

    static Seal thatIsAnAuthority(Scene scene, Seal seal) {
        return seal.certifiedAs(draft -> draft.with(Extension.basicConstraints, true, new BasicConstraints(true))
                .withUsage(KeyUsage.digitalSignature | KeyUsage.keyCertSign));
    }

    static Seal issuedByASeal(Scene scene, Seal seal) {
        var other = seal.authority().seal(TestIssuer.UNLISTED_ORGANIZATION, SealKey.P_256);
        var noAuthority =
                new CertifiedKey(other.keys().getPrivate(), other.chain().getFirst());
        return seal.certifiedBy(seal.authority().beneath(noAuthority));
    }

    static Seal tooDeep(Scene scene, Seal seal) {
        var keys = SealKey.P_256.generate(scene.random());
        return seal.certifiedBy(seal.authority().beneath("Test Authority Too Deep", keys, 0));
    }

    static Seal outsideOfItsNames(Scene scene, Seal seal) {
        var france = new GeneralSubtree(new GeneralName(new X500Name("C=FR")));
        var constraints = new NameConstraints(new GeneralSubtree[] {france}, null);
        return seal.certifiedBy(
                seal.authority().recertified(draft -> draft.with(Extension.nameConstraints, true, constraints)));
    }

    static Seal withAnUnknownExtension(Scene scene, Seal seal) {
        return seal.certifiedAs(draft -> draft.with(UNHEARD_OF, true, DERNull.INSTANCE));
    }

    static Seal ofAWeakKey(Scene scene, Seal seal) {
        var weak = new RSAKeyGenParameterSpec(1024, RSAKeyGenParameterSpec.F4);
        return seal.authority().certify(SealKey.generate("RSA", weak, scene.random()), seal.organizationIdentifier());
    }

    static Seal signedWithSha1(Scene scene, Seal seal) {
        return seal.certifiedAs(draft -> draft.withDigest("SHA1"));
    }

    static Seal ofNoOrganization(Scene scene, Seal seal) {
        return seal.certifiedAs(draft -> draft.withSubject(SealSubject.of()));
    }

    static Seal ofTwoOrganizations(Scene scene, Seal seal) {
        var subject = SealSubject.of(seal.organizationIdentifier(), TestIssuer.UNLISTED_ORGANIZATION);
        return seal.certifiedAs(draft -> draft.withSubject(subject));
    }

    static Seal ofTwoOrganizationsReversed(Scene scene, Seal seal) {
        var subject = SealSubject.of(TestIssuer.UNLISTED_ORGANIZATION, seal.organizationIdentifier());
        return seal.certifiedAs(draft -> draft.withSubject(subject));
    }

    static Seal ofAnotherOrganization(Scene scene, Seal seal) {
        return seal.authority().certify(seal.keys(), TestIssuer.UNLISTED_ORGANIZATION);
    }

    static Seal followedByStrangers(Scene scene, Seal seal) {
        var chain = new ArrayList<>(seal.chain());
        for (int number = chain.size(); number < 200; number++) {
            chain.add(stranger(seal, number));
        }
        return seal.with(chain);
    }

    static Seal shownByAnother(Scene scene, Seal seal) {
        var signer = seal.authority().seal(seal.organizationIdentifier(), SealKey.like(seal.publicKey()));
        var chain = new ArrayList<>(seal.chain());
        chain.add(1, signer.chain().getFirst());
        return signer.with(chain);
    }

    private static X509Certificate stranger(Seal seal, int number) {
        return seal.authority().certify(seal.keys(), "VATES-S" + number).chain().getFirst();
    }

    private static UnaryOperator<CertificateDraft> past(Instant at) {
        return draft -> draft.valid(at.minus(YEAR), at.minus(DAY));
    }
}
