package dev.verifier.trust;

import dev.verifier.credential.IssuerId;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import dev.verifier.x509.TrustedChain;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * Whom a certificate speaks for, under the name by which lists of trusted issuers know it: its organisation, or else a URL that it
 * is certified for, or else its subject beneath its anchor (docs/adr/0017). What a credential says of its issuer only chooses among
 * these. Stateless.
 */
public final class CertifiedIssuer {

    /** In front of an anchor's thumbprint and a subject's name. */
    private static final String BENEATH_AN_ANCHOR = "x509:";

    private CertifiedIssuer() {}

    /** The organisation; a certificate that names none is not trusted where one is needed. */
    public static IssuerId organization(TrustedChain chain) throws RejectedException {
        return organizationOf(chain)
                .orElseThrow(
                        () -> new RejectedException(new Rejection.CertificateNotTrusted("organizationIdentifier")));
    }

    /** The issuer of a credential that does not name it. */
    public static IssuerId of(TrustedChain chain) {
        return organizationOf(chain)
                .orElseGet(() -> new IssuerId(BENEATH_AN_ANCHOR + chain.anchorThumbprint() + ":" + chain.subject()));
    }

    /**
     * The issuer of a credential that names it, if the certificate has that name: its organisation with or without label, or an
     * https URL (SD-JWT VC §3.5).
     */
    public static IssuerId require(TrustedChain chain, String named) throws RejectedException {
        var organization = organizationOf(chain);
        if (organization.isPresent() && IssuerId.parse(named).equals(organization)) {
            return organization.get();
        }
        if (webUrl(named).filter(chain::names).isEmpty()) {
            throw new RejectedException(new Rejection.IssuerNamesDisagree());
        }
        return organization.orElseGet(() -> new IssuerId(named));
    }

    /**
     * Whether what this certificate signs is signed by that issuer: the same organisation, or the same URL, or, where an issuer is
     * known as the subject beneath an anchor, whoever is beneath the same one, for there the anchor speaks for all of them.
     */
    public static boolean isOf(TrustedChain chain, IssuerId issuer) {
        return organizationOf(chain).filter(issuer::equals).isPresent()
                || webUrl(issuer.value()).filter(chain::names).isPresent()
                || issuer.value().startsWith(BENEATH_AN_ANCHOR + chain.anchorThumbprint() + ":");
    }

    private static Optional<IssuerId> organizationOf(TrustedChain chain) {
        return chain.organizationIdentifier().map(IssuerId::new);
    }

    /** With scheme and host, perhaps port and path, and nothing else (SD-JWT VC §3.5). */
    static Optional<URI> webUrl(String text) {
        return uri(text)
                .filter(url -> url.getRawUserInfo() == null
                        && url.getRawQuery() == null
                        && url.getRawFragment() == null
                        && "https".equals(url.getScheme())
                        && url.getHost() != null);
    }

    static Optional<URI> uri(String text) {
        try {
            return Optional.of(new URI(text));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
