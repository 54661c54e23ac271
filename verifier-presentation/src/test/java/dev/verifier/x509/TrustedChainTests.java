package dev.verifier.x509;

import static dev.verifier.x509.Certified.critical;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.verifier.rejection.RejectedException;
import dev.verifier.wallet.SealKey;
import dev.verifier.wallet.TestAuthority;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a chain that leads to an anchor says, and from when to when. */
class TrustedChainTests {

    /** Nothing of it holds today: whoever looks at another clock than the one that is given to it gives another answer. */
    private static final Instant AT = Instant.parse("2014-11-21T12:00:00Z");

    private static final Duration MOMENT = Duration.ofMillis(1);

    private final TestAuthority authority = TestAuthority.create(AT, new SecureRandom());
    private final List<X509Certificate> seal =
            authority.seal("VATES-A12345678", SealKey.P_256).chain();
    private final X509Certificate leaf = seal.getFirst();

    @Test
    void holds_from_its_first_instant_to_its_last_by_the_clock_of_whoever_asks() throws Exception {
        var from = leaf.getNotBefore().toInstant();
        var until = leaf.getNotAfter().toInstant();
        for (var anchors : List.of(anchored(root()), anchored(leaf))) {
            // What was found once is known, and still asked about.
            for (var at : List.of(from, AT, until)) {
                assertThat(require(anchors, at).until()).isEqualTo(until);
            }
            refused(() -> require(anchors, from.minus(MOMENT)));
            refused(() -> require(anchors, until.plus(MOMENT)));
            refused(() -> require(anchored(root()), from.minus(MOMENT)));
            refused(() -> require(anchored(root()), until.plus(MOMENT)));
        }
    }

    @Test
    void may_have_signed_while_its_leaf_was_valid() throws Exception {
        var chain = require(anchored(root()), AT);
        var from = leaf.getNotBefore().toInstant();
        var until = leaf.getNotAfter().toInstant();

        assertThat(List.of(from, AT, until)).allMatch(chain::mayHaveSigned);
        assertThat(List.of(from.minus(MOMENT), until.plus(MOMENT))).noneMatch(chain::mayHaveSigned);
    }

    @Test
    void names_its_anchor_and_the_keys_above_it() throws Exception {
        var chain = require(anchored(root()), AT);
        var digest = MessageDigest.getInstance("SHA-256").digest(root().getEncoded());

        assertThat(chain.anchorThumbprint())
                .isEqualTo(Base64.getUrlEncoder().withoutPadding().encodeToString(digest));
        assertThat(chain.authorityKeys()).isEqualTo(AuthorityKeys.of(List.of(leaf, seal.getLast(), root())));
        assertThat(chain.authorityKeys()).hasSize(2);
        assertThat(chain.publicKey()).isEqualTo(leaf.getPublicKey());
        assertThat(chain.subject())
                .startsWith("CN=")
                .isEqualTo(leaf.getSubjectX500Principal().getName());
    }

    @Test
    void an_anchor_is_one_as_long_as_it_lives_and_is_kept() throws Exception {
        var until = root().getNotAfter().toInstant();
        for (var anchor : List.of(root(), leaf)) {
            var thumbprint = TrustAnchors.thumbprint(anchor);

            assertThat(anchored(anchor).contain(thumbprint)).isTrue();
            assertThat(anchored(anchor).require(thumbprint, AT)).isEqualTo(anchor);
            var another = anchored(seal.getLast());
            assertThat(another.contain(thumbprint)).isFalse();
            refused(() -> another.require(thumbprint, AT));
        }
        var thumbprint = TrustAnchors.thumbprint(root());
        assertThat(anchored(root()).require(thumbprint, until)).isEqualTo(root());
        refused(() -> anchored(root()).require(thumbprint, until.plus(MOMENT)));
    }

    @ParameterizedTest
    @CsvSource({
        "https://issuer.example/a, true",
        "https://ISSUER.example, true",
        "https://issuer.example.org, false",
        "https://a.wild.example, false",
        "https://pid.example/issuer, true",
        "https://pid.example, false",
        "https://mail.example, false",
        "urn:mail.example, false"
    })
    void is_certified_for_a_host_or_for_an_address_letter_by_letter(URI url, boolean named) {
        var certificate = Certified.root("SHA256", Map.of())
                .leaf("C=ES,CN=Leaf", critical(Extension.subjectAlternativeName, new GeneralNames(new GeneralName[] {
                    new GeneralName(GeneralName.rfc822Name, "mail.example"),
                    new GeneralName(GeneralName.dNSName, "issuer.example"),
                    new GeneralName(GeneralName.dNSName, "*.wild.example"),
                    new GeneralName(GeneralName.uniformResourceIdentifier, "https://pid.example/issuer")
                })));

        assertThat(AlternativeNames.of(certificate).contain(url)).isEqualTo(named);
    }

    @Test
    void is_certified_for_what_its_leaf_is() throws Exception {
        var provider = URI.create("https://pid.example/issuer");
        var chain = anchored(root())
                .require(X5c.of(authority.seal(provider, SealKey.P_256).chain()), 5, AT);

        assertThat(chain.names(provider)).isTrue();
        assertThat(chain.names(URI.create("https://pid.example"))).isFalse();
    }

    @Test
    void other_names_that_cannot_be_read_are_none() {
        var unreadable = new Extension(Extension.subjectAlternativeName, false, new byte[] {4, 1, 0});
        var root = Certified.root("SHA256", Map.of());

        assertThat(AlternativeNames.of(root.leaf("CN=Leaf", unreadable)).names())
                .isEmpty();
        assertThat(AlternativeNames.of(root.leaf("CN=Leaf")).names()).isEmpty();
    }

    private TrustedChain require(TrustAnchors anchors, Instant at) throws Exception {
        return anchors.require(X5c.of(seal), 5, at);
    }

    private static TrustAnchors anchored(X509Certificate anchor) {
        return TrustAnchors.of(List.of(anchor));
    }

    private X509Certificate root() throws Exception {
        var pem = new ByteArrayInputStream(authority.anchorPem().getBytes(StandardCharsets.US_ASCII));
        return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
    }

    private static void refused(ThrowingCallable asked) {
        assertThatExceptionOfType(RejectedException.class)
                .isThrownBy(asked)
                .satisfies(e -> assertThat(e.rejection().code()).isEqualTo("certificate_not_trusted"));
    }
}
