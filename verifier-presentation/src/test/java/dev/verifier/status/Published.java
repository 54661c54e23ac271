package dev.verifier.status;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.verifier.credential.IssuerId;
import dev.verifier.credential.StatusReference;
import dev.verifier.status.StatusLists.Found;
import dev.verifier.status.StatusLists.Lookup;
import dev.verifier.status.StatusLists.Missing;
import dev.verifier.status.StatusSource.Kind;
import dev.verifier.trust.TrustDomain;
import dev.verifier.trust.TrustedIssuersList;
import dev.verifier.wallet.Seal;
import dev.verifier.wallet.SealKey;
import dev.verifier.wallet.StatusPublication;
import dev.verifier.wallet.TestAuthority;
import dev.verifier.x509.TrustAnchors;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** An issuer, its lists a minute old that may be kept for ten, and who reads them. */
final class Published {

    static final Instant AT = Instant.parse("2026-11-21T12:00:00Z");
    static final URI PLACE = URI.create("https://issuer.acme.example/status/1");
    static final IssuerId ACME = new IssuerId("VATES-A12345678");
    static final Instant MADE = AT.minusSeconds(60);
    static final Instant ENDS = MADE.plus(Duration.ofMinutes(20));

    private static final TestAuthority AUTHORITY =
            TestAuthority.create(AT.minus(Duration.ofDays(30)), new SecureRandom());
    static final Seal SEAL = AUTHORITY.seal(ACME.value(), SealKey.P_256);
    static final Seal STRANGER = AUTHORITY.seal("VATES-B87654321", SealKey.P_256);
    static final StatusPublication LIST = by(SEAL, MADE, Duration.ofMinutes(10));
    static final TrustDomain DOMAIN = new TrustDomain(anchors(), new TrustedIssuersList(Map.of()));

    private static final int LIMIT = 1 << 20;

    private Published() {}

    static StatusPublication by(Seal seal, Instant at, Duration timeToLive) {
        return new StatusPublication(seal, PLACE, at, timeToLive);
    }

    static StatusReference.TokenStatusList place(long index) {
        return new StatusReference.TokenStatusList(PLACE.toString(), index);
    }

    static StatusReference.BitstringEntry entry(String purpose, long index) {
        return new StatusReference.BitstringEntry(PLACE.toString(), purpose, index, 1);
    }

    static StatusReference.PlainListEntry name(String name) {
        return new StatusReference.PlainListEntry(PLACE.toString(), name);
    }

    static StatusListReader reader(ListForms forms) {
        return new StatusListReader(forms, 5, LIMIT);
    }

    static Lookup read(Kind kind, byte[] document, ListForms forms) {
        return reader(forms).read(new StatusSource(kind, PLACE.toString(), ACME, DOMAIN.anchors()), document, AT);
    }

    static Lookup read(Kind kind, String document) {
        return read(kind, document.getBytes(ISO_8859_1), ListForms.STANDARD);
    }

    static StatusList found(Lookup lookup) {
        return switch (lookup) {
            case Found(var list) -> list;
            case Missing(var why) -> throw new AssertionError(why);
        };
    }

    /** The code of what is wrong with it. */
    static String said(Lookup lookup) {
        return switch (lookup) {
            case Found(var list) -> "found";
            case Missing(var why) -> why;
        };
    }

    private static TrustAnchors anchors() {
        try {
            var pem = new ByteArrayInputStream(AUTHORITY.anchorPem().getBytes(US_ASCII));
            return TrustAnchors.of(List.of(
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem)));
        } catch (CertificateException e) {
            throw new AssertionError(e);
        }
    }
}
