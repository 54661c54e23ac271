package dev.verifier.x509;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.verifier.rejection.RejectedException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Authorities as anchors, with limits of their own, and chains that end before them, at them, and behind them. */
class AuthorityTests {

    private static final Instant AT = Instant.parse("2026-11-21T12:00:00Z");
    private static final String ACME = "VATES-A12345678";
    private static final String SUB = "C=ES,CN=Sub";
    private static final Map<ASN1ObjectIdentifier, ASN1Encodable> UNLIMITED = Map.of();

    @Test
    void certifies_the_names_it_may_and_no_others() throws Exception {
        var spain = Certified.root("SHA256", names("C=ES"));
        var france = Certified.root("SHA256", names("C=FR"));

        assertThat(trusted(spain, spain.seal(ACME))).isEqualTo(ACME);
        refused(france, france.seal(ACME));
        var sub = spain.authority("C=FR,CN=Sub", UNLIMITED);
        refused(spain, sub.seal(ACME), sub.certificate());
    }

    /** One of them needs a length of one byte, the other one of two (X.690 §8.1.3). */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 100})
    void keeps_to_a_list_of_names_however_long_it_is(int others) throws Exception {
        var subtrees = new ArrayList<GeneralSubtree>();
        for (var i = 0; i < others; i++) {
            subtrees.add(new GeneralSubtree(new GeneralName(new X500Name("C=FR,O=Another Organization " + i))));
        }
        var france = Certified.root("SHA256", names(subtrees));
        subtrees.add(new GeneralSubtree(new GeneralName(new X500Name("C=ES"))));
        var both = Certified.root("SHA256", names(subtrees));

        assertThat(trusted(both, both.seal(ACME))).isEqualTo(ACME);
        refused(france, france.seal(ACME));
    }

    @Test
    void certifies_nobody_whose_names_cannot_be_compared() throws Exception {
        var spain = new GeneralSubtree(new GeneralName(new X500Name("C=ES")));
        var registered = new GeneralSubtree(new GeneralName(GeneralName.registeredID, "1.3.6.1.4.1.32473.1"));
        var root = Certified.root("SHA256", names(List.of(spain, registered)));
        var name = "C=ES,2.5.4.97=" + ACME + ",CN=Seal";

        assertThat(trusted(root, root.leaf(name))).isEqualTo(ACME);
        refused(root, root.leaf(name, registeredAs("1.3.6.1.4.1.32473.2")));
    }

    private static Extension registeredAs(String id) {
        var name = new GeneralName(GeneralName.registeredID, id);
        return Certified.critical(Extension.subjectAlternativeName, new GeneralNames(name));
    }

    /** What cannot be read and need not be understood is no restriction to the JDK. */
    @ParameterizedTest
    @ValueSource(strings = {"2.5.29.15", "2.5.29.30"})
    void whose_restrictions_cannot_be_read_is_restricted(String extension) throws Exception {
        var unreadable = new Extension(new ASN1ObjectIdentifier(extension), false, new byte[] {4, 1, 0});
        var root = Certified.root("SHA256", UNLIMITED);
        var name = "C=ES,2.5.4.97=" + ACME + ",CN=Seal";
        var sub = root.authority(SUB, List.of());
        var oddSub = root.authority(SUB, List.of(unreadable));

        assertThat(trusted(root, root.leaf(name))).isEqualTo(ACME);
        refused(root, root.leaf(name, unreadable));
        assertThat(trusted(root, sub.seal(ACME), sub.certificate())).isEqualTo(ACME);
        refused(root, oddSub.seal(ACME), oddSub.certificate());
        assertThat(trusted(sub, sub.seal(ACME))).isEqualTo(ACME);
        assertThatIllegalArgumentException().isThrownBy(() -> TrustAnchors.of(List.of(oddSub.certificate())));
    }

    @Test
    void has_as_many_authorities_beneath_it_as_it_may() throws Exception {
        for (var most : List.of(0, 1)) {
            var root = Certified.root("SHA256", Map.of(Extension.basicConstraints, new BasicConstraints(most)));
            var sub = root.authority(SUB, UNLIMITED);
            var subsub = sub.authority("C=ES,CN=Subsub", UNLIMITED);

            assertThat(trusted(root, root.seal(ACME))).isEqualTo(ACME);
            if (most == 0) {
                refused(root, sub.seal(ACME), sub.certificate());
            } else {
                assertThat(trusted(root, sub.seal(ACME), sub.certificate())).isEqualTo(ACME);
            }
            refused(root, subsub.seal(ACME), subsub.certificate(), sub.certificate());
        }
    }

    @Test
    void is_not_counted_where_it_certified_its_own_next_key() throws Exception {
        var root = Certified.root("SHA256", Map.of(Extension.basicConstraints, new BasicConstraints(0)));
        var nextKey = root.authority("C=ES,CN=Root", Map.of(Extension.basicConstraints, new BasicConstraints(0)));

        assertThat(trusted(root, nextKey.seal(ACME), nextKey.certificate())).isEqualTo(ACME);
    }

    @Test
    void certifies_nothing_where_its_key_is_not_for_that() throws Exception {
        var root = Certified.root(
                "SHA256", Map.of(Extension.keyUsage, new KeyUsage(KeyUsage.digitalSignature | KeyUsage.cRLSign)));

        refused(root, root.seal(ACME));
    }

    @Test
    void ends_a_chain_that_goes_on_behind_it() throws Exception {
        var root = Certified.root("SHA256", UNLIMITED);
        var sub = root.authority(SUB, UNLIMITED);
        var seal = sub.seal(ACME);

        assertThat(trusted(sub, seal)).isEqualTo(ACME);
        assertThat(trusted(sub, seal, sub.certificate())).isEqualTo(ACME);
        assertThat(trusted(sub, seal, sub.certificate(), root.certificate())).isEqualTo(ACME);
        var both = TrustAnchors.of(List.of(root.certificate(), sub.certificate()));
        assertThat(both.require(X5c.of(List.of(seal, sub.certificate(), root.certificate())), 5, AT)
                        .organizationIdentifier())
                .contains(ACME);
        refused(Certified.root("SHA256", UNLIMITED), seal, sub.certificate(), root.certificate());
    }

    @Test
    void keeps_its_limits_where_it_is_sent_along() throws Exception {
        var root = Certified.root("SHA256", UNLIMITED);
        var france = root.authority(SUB, names("C=FR"));

        refused(france, france.seal(ACME), france.certificate(), root.certificate());
        refused(root, france.seal(ACME), france.certificate(), root.certificate());
    }

    @ParameterizedTest
    @ValueSource(strings = {"SHA1", "SHA256"})
    void is_trusted_for_being_an_anchor_and_not_for_its_signature_over_itself(String digest) throws Exception {
        var root = Certified.root(digest, UNLIMITED);
        var seal = root.seal(ACME);

        assertThat(trusted(root, seal)).isEqualTo(ACME);
        assertThat(trusted(root, seal, root.certificate())).isEqualTo(ACME);
    }

    private static Map<ASN1ObjectIdentifier, ASN1Encodable> names(String permitted) {
        return names(List.of(new GeneralSubtree(new GeneralName(new X500Name(permitted)))));
    }

    private static Map<ASN1ObjectIdentifier, ASN1Encodable> names(List<GeneralSubtree> permitted) {
        var subtrees = permitted.toArray(GeneralSubtree[]::new);
        return Map.of(Extension.nameConstraints, new NameConstraints(subtrees, null));
    }

    private static String trusted(Certified anchor, X509Certificate... chain) throws Exception {
        return TrustAnchors.of(List.of(anchor.certificate()))
                .require(X5c.of(List.of(chain)), 5, AT)
                .organizationIdentifier()
                .orElseThrow();
    }

    private static void refused(Certified anchor, X509Certificate... chain) {
        assertThatExceptionOfType(RejectedException.class)
                .isThrownBy(() -> trusted(anchor, chain))
                .satisfies(e -> assertThat(e.rejection().code()).isEqualTo("certificate_not_trusted"));
    }
}
