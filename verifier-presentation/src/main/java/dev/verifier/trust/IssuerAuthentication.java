package dev.verifier.trust;

import dev.verifier.check.Check;
import dev.verifier.check.Trace;
import dev.verifier.jose.CompactJws;
import dev.verifier.jose.JwsVerifier;
import dev.verifier.jose.PublicJwk;
import dev.verifier.jose.SignatureAlgorithm;
import dev.verifier.jose.VerifiedJws;
import dev.verifier.rejection.RejectedException;
import dev.verifier.x509.TrustAnchors;
import dev.verifier.x509.TrustedChain;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/**
 * Finds the key behind an issuer-signed token and verifies it: its certificates first, to an anchor, then the signature with
 * the leaf's key. Immutable and thread-safe.
 *
 * @param anchors where a chain must lead
 * @param longestChain the largest number of certificates that is looked at
 */
public record IssuerAuthentication(TrustAnchors anchors, int longestChain) {

    /**
     * Credentials carry {@code vc+jwt} (VC-JOSE-COSE §3.1), {@code JWT} or nothing; a seal made by the European signature
     * library says {@code jose} (RFC 7515 §4.1.9) and marks {@code sigT} as critical (ETSI TS 119 182-1 §5.2.1): the signer's
     * own clock, on which nothing here relies.
     */
    public static final JwsVerifier CREDENTIALS = new JwsVerifier(
            EnumSet.allOf(SignatureAlgorithm.class), Set.of("", "jwt", "vc+jwt", "jose"), Set.of("sigT", "b64"));

    private static final String FORMER_TYPE = "vc+sd-jwt";

    private static final JwsVerifier SD_JWT_VCS =
            new JwsVerifier(EnumSet.allOf(SignatureAlgorithm.class), Set.of("dc+sd-jwt"), Set.of("sigT", "b64"));

    private static final JwsVerifier FORMER_SD_JWT_VCS =
            new JwsVerifier(SD_JWT_VCS.algorithms(), Set.of("dc+sd-jwt", FORMER_TYPE), SD_JWT_VCS.critical());

    /**
     * An SD-JWT VC, whose issuer may name itself (SD-JWT VC §3.5).
     *
     * @param formerType whether it may still say that it is a {@code vc+sd-jwt}
     */
    public IssuerSigned authenticate(CompactJws credential, FormerType formerType, Instant at)
            throws RejectedException {
        var chain = chain(credential, at);
        var jws = sdJwtVc(credential, chain.key(), formerType);
        var named = jws.claims().optionalText("iss");
        var issuer = named.isEmpty() ? CertifiedIssuer.of(chain) : CertifiedIssuer.require(chain, named.get());
        Trace.passed(credential.part(), Check.ISSUER, issuer::value);
        return new IssuerSigned(issuer, new KeyEvidence.Certified(chain), jws);
    }

    /** An SD-JWT VC that this key signed. */
    static VerifiedJws sdJwtVc(CompactJws credential, PublicJwk key, FormerType formerType) throws RejectedException {
        var verifier = formerType.tolerated() ? FORMER_SD_JWT_VCS : SD_JWT_VCS;
        var jws = verifier.verifyLasting(credential, key);
        if (jws.type().equals(FORMER_TYPE)) {
            formerType.used();
        }
        return jws;
    }

    /** A W3C credential, whose issuer is an organisation. */
    public IssuerSigned authenticate(CompactJws credential, Instant at) throws RejectedException {
        var chain = chain(credential, at);
        var issuer = CertifiedIssuer.organization(chain);
        Trace.passed(credential.part(), Check.ISSUER, issuer::value);
        return new IssuerSigned(
                issuer, new KeyEvidence.Certified(chain), CREDENTIALS.verifyLasting(credential, chain.key()));
    }

    /**
     * Whatever else issuers seal.
     *
     * @param tokens how such tokens are signed
     */
    public IssuerSigned authenticate(CompactJws token, JwsVerifier tokens, Instant at) throws RejectedException {
        var chain = chain(token, at);
        return new IssuerSigned(
                CertifiedIssuer.of(chain), new KeyEvidence.Certified(chain), tokens.verify(token, chain.key()));
    }

    private TrustedChain chain(CompactJws token, Instant at) throws RejectedException {
        var chain = anchors.require(token.certificates(), longestChain, at);
        Trace.passed(token.part(), Check.CHAIN, () -> chain.subject() + " beneath " + chain.anchor());
        return chain;
    }
}
