package dev.verifier.x509;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Identifiers of the keys that signed (RFC 5280 §4.2.1.1), of every length that DER writes differently, and what is none. */
class AuthorityKeysTests {

    private static final Certified ROOT = Certified.root("SHA256", Map.of());

    @ParameterizedTest
    @ValueSource(ints = {1, 20, 124, 127, 128, 200, 255, 256, 300, 40_000})
    void are_read_however_long_they_are(int length) throws Exception {
        var identifier = new byte[length];
        Arrays.fill(identifier, (byte) 0xa5);
        var extension = new AuthorityKeyIdentifier(identifier).getEncoded();

        assertThat(keys(extension)).containsExactly(base64Url(identifier));
    }

    @Test
    void are_those_of_the_whole_path() throws Exception {
        var path = List.of(
                ROOT.leaf("CN=A", extension(new AuthorityKeyIdentifier(new byte[] {1}).getEncoded())),
                ROOT.leaf("CN=B"),
                ROOT.leaf("CN=C", extension(new AuthorityKeyIdentifier(new byte[] {2}).getEncoded())));

        assertThat(AuthorityKeys.of(path)).containsExactlyInAnyOrder("AQ", "Ag");
    }

    @Test
    void come_first_or_not_at_all() throws Exception {
        var issuer = new GeneralNames(new GeneralName(new X500Name("CN=Root")));
        var serial = BigInteger.ONE;
        ASN1OctetString identifier = new DEROctetString(new byte[] {7});

        assertThat(keys(new AuthorityKeyIdentifier(identifier.getOctets(), issuer, serial).getEncoded()))
                .containsExactly("Bw");
        assertThat(keys(new AuthorityKeyIdentifier(issuer, serial).getEncoded()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", // nothing
                "30", // no length
                "3000", // an empty sequence
                "310380010a", // a set
                "300381010a", // another member
                "30028001", // no content
                "300480020a", // it ends within
                "300380020a", // the sequence ends within
                "308080010a0000", // an indefinite length
                "300580800a0000", // another one within
                "3083000003800105" // a length of three bytes
            })
    void are_nothing_that_is_not_der(String hex) {
        assertThat(keys(HexFormat.of().parseHex("300380010a"))).containsExactly("Cg");
        assertThat(keys(HexFormat.of().parseHex(hex))).isEmpty();
    }

    private static Set<String> keys(byte[] extension) {
        return AuthorityKeys.of(List.of(ROOT.leaf("CN=Leaf", extension(extension))));
    }

    private static Extension extension(byte[] value) {
        return new Extension(Extension.authorityKeyIdentifier, false, value);
    }

    private static String base64Url(byte[] octets) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }
}
