package dev.verifier.x509;

import dev.verifier.jose.PublicJwk;
import dev.verifier.recent.Recent;
import dev.verifier.rejection.RejectedException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXCertPathValidatorResult;
import java.security.cert.PKIXParameters;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The certificates an operator trusts: authorities, from which a path is validated by PKIX (RFC 5280 §6.1), and pinned
 * issuers, which are trusted themselves and vouch for nobody else. Empty only where somebody says so: {@link #none()}. Immutable and
 * thread-safe.
 *
 * <p>Revocation of issuers' certificates (CRL, OCSP) is not looked up: an issuer that lost its seal leaves the list of
 * trusted issuers.
 */
public final class TrustAnchors {

    private final Set<X509Certificate> all;
    private final int hash;
    private final Set<X509Certificate> pinned;
    private final Set<Authority> authorities;

    /** What a path proves does not change until the anchors do; its validity is compared with the clock each time. */
    private final Recent<Question, TrustedChain> known = new Recent<>(1000);

    /** The same chain may do for one purpose and not for another. What strangers send is not kept, only its digest. */
    private record Question(String digest, CertificatePurpose purpose) {

        static Question of(List<String> x5c, CertificatePurpose purpose) {
            // A line feed is in no Base64.
            return new Question(sha256(String.join("\n", x5c).getBytes(StandardCharsets.UTF_8)), purpose);
        }
    }

    private TrustAnchors(Collection<X509Certificate> certificates) {
        Predicate<X509Certificate> authority = certificate -> certificate.getBasicConstraints() >= 0;
        this.all = Set.copyOf(certificates);
        this.hash = all.hashCode();
        this.pinned = all.stream().filter(authority.negate()).collect(Collectors.toUnmodifiableSet());
        this.authorities = all.stream().filter(authority).map(Authority::new).collect(Collectors.toUnmodifiableSet());
    }

    /** Anchors from certificates; one without the authority bit is a pinned issuer. Throws where there is none. */
    public static TrustAnchors of(Collection<X509Certificate> certificates) {
        if (certificates.isEmpty()) {
            throw new IllegalArgumentException("no trust anchor: nobody could be trusted, or everybody");
        }
        return new TrustAnchors(certificates);
    }

    /** Nobody: whoever keeps the list of them signed one that has nobody on it. */
    public static TrustAnchors none() {
        return new TrustAnchors(Set.of());
    }

    public int size() {
        return all.size();
    }

    /** Whether these are the same certificates: a list that is read once more changes nothing by that alone. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TrustAnchors that && hash == that.hash && all.equals(that.all);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /**
     * The chain of an {@code x5c} header, if it leads to an anchor and its leaf may seal credentials at this instant.
     *
     * @param x5c certificates, leaf first, each as Base64 of DER (RFC 7515 §4.1.6)
     * @param longest the largest number of certificates that is looked at
     */
    public TrustedChain require(List<String> x5c, int longest, Instant at) throws RejectedException {
        return require(x5c, CertificatePurpose.SEAL, longest, at);
    }

    /**
     * The chain of an {@code x5c} or {@code x5chain} header, if it leads to an anchor and its leaf may sign for this purpose at this
     * instant.
     *
     * @param x5c certificates, leaf first, each as Base64 of DER
     * @param longest the largest number of certificates that is looked at
     */
    public TrustedChain require(List<String> x5c, CertificatePurpose purpose, int longest, Instant at)
            throws RejectedException {
        var trusted =
                known.get(Question.of(x5c, purpose), _ -> validate(CertificateChain.parse(x5c, longest), purpose, at));
        if (!trusted.validAt(at)) {
            throw CertificateChain.notTrusted("validity");
        }
        return trusted;
    }

    /**
     * The anchor that a chain once led to, if it is still one at this instant.
     *
     * @param thumbprint of its certificate
     */
    public X509Certificate require(String thumbprint, Instant at) throws RejectedException {
        return all.stream()
                .filter(anchor -> thumbprint(anchor).equals(thumbprint))
                .filter(anchor -> !at.isAfter(anchor.getNotAfter().toInstant()))
                .findFirst()
                .orElseThrow(() -> CertificateChain.notTrusted("its anchor is none any more"));
    }

    /** Whether a certificate with this thumbprint is among them. */
    public boolean contain(String thumbprint) {
        return all.stream().anyMatch(anchor -> thumbprint(anchor).equals(thumbprint));
    }

    /** The SHA-256 of a certificate (RFC 7515 §4.1.8, {@code x5t#S256}). */
    public static String thumbprint(X509Certificate certificate) {
        try {
            return sha256(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was read can be written", e);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private TrustedChain validate(CertificateChain chain, CertificatePurpose purpose, Instant at)
            throws RejectedException {
        var isPinned = pinned.contains(chain.leaf());
        var leaf = purpose.require(chain.leaf(), isPinned);
        // Nobody proved anything about what comes with a pinned leaf.
        var certificates = isPinned ? List.of(leaf) : withoutAnchor(chain.certificates());
        for (var certificate : certificates) {
            SealPolicy.requireStrong(certificate);
        }
        var anchor = isPinned ? leaf : purpose.requireAnchor(chain, anchor(certificates, at));
        var path = Stream.concat(certificates.stream(), Stream.of(anchor)).toList();
        return new TrustedChain(
                leaf,
                PublicJwk.of(leaf.getPublicKey()),
                OrganizationIdentifier.of(leaf).orElse(null),
                anchor,
                path.stream()
                        .map(one -> one.getNotBefore().toInstant())
                        .max(Instant::compareTo)
                        .orElse(Instant.MAX),
                path.stream()
                        .map(one -> one.getNotAfter().toInstant())
                        .min(Instant::compareTo)
                        .orElse(Instant.MIN),
                AuthorityKeys.of(path));
    }

    private X509Certificate anchor(List<X509Certificate> certificates, Instant at) throws RejectedException {
        var anchors = authorities.stream()
                .filter(authority -> authority.mayVouchFor(certificates))
                .map(Authority::anchor)
                .collect(Collectors.toUnmodifiableSet());
        if (anchors.isEmpty()) {
            throw CertificateChain.notTrusted("no anchor may vouch for this path");
        }
        try {
            var parameters = new PKIXParameters(anchors);
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(at));
            var path = CertificateFactory.getInstance("X.509").generateCertPath(certificates);
            var result = (PKIXCertPathValidatorResult)
                    CertPathValidator.getInstance("PKIX").validate(path, parameters);
            return result.getTrustAnchor().getTrustedCert();
        } catch (CertPathValidatorException e) {
            throw CertificateChain.notTrusted("path: " + e.getReason());
        } catch (InvalidAlgorithmParameterException e) {
            throw new IllegalStateException("anchors are checked when they are made", e);
        } catch (GeneralSecurityException e) {
            throw CertificateChain.notTrusted("path");
        }
    }

    /** Today's issuers append their root; PKIX wants the path that ends before its anchor, and what is behind that proves nothing. */
    private List<X509Certificate> withoutAnchor(List<X509Certificate> certificates) {
        var rest = certificates.stream()
                .skip(1)
                .takeWhile(certificate -> authorities.stream()
                        .noneMatch(authority -> authority.certificate().equals(certificate)));
        return Stream.concat(Stream.of(certificates.getFirst()), rest).toList();
    }
}
