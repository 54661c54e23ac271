package dev.verifier.presentation;

import dev.verifier.credential.CredentialType;
import dev.verifier.credential.ValidityWindow;
import dev.verifier.dcql.DcqlQuery;
import dev.verifier.dcql.QueryId;
import dev.verifier.jose.Audiences;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import dev.verifier.status.RevokedCredentials;
import dev.verifier.status.StatusCheck;
import dev.verifier.trust.Accreditation;
import dev.verifier.trust.FormerType;
import dev.verifier.trust.Participants;
import dev.verifier.trust.TrustDomain;
import dev.verifier.trust.TrustDomains;
import dev.verifier.trust.TrustedIssuers;
import dev.verifier.wallet.DocumentSigner;
import dev.verifier.wallet.IssuingAuthority;
import dev.verifier.wallet.WalletKey;
import dev.verifier.wallet.mdoc.DeviceResponse;
import dev.verifier.wallet.mdoc.Mdoc;
import dev.verifier.wallet.mdoc.MdocIssuer;
import dev.verifier.wallet.mdoc.MdocType;
import dev.verifier.wallet.mdoc.Transcript;
import dev.verifier.x509.TrustAnchors;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.crypto.KeyAgreement;

/** Carla with her driving licence on her phone, the authority that issued it, and the verifier that asks to see it. */
final class Carla {

    static final Instant AT = Acme.AT;
    static final String CLIENT_ID = Ann.CLIENT_ID;
    static final String RESPONSE_URI = "https://verifier.example/oid4vp/auth-response";
    static final Nonce NONCE = Ann.NONCE;
    static final QueryId LICENCE = new QueryId("licence");

    static final SecureRandom RANDOM = new SecureRandom();
    static final IssuingAuthority AUTHORITY = IssuingAuthority.create(AT, RANDOM);
    static final DocumentSigner SIGNER = AUTHORITY.signer();
    static final MdocIssuer ISSUER = new MdocIssuer(SIGNER, RANDOM);
    static final WalletKey KEY = WalletKey.generate(RANDOM);
    static final Mdoc MDL = ISSUER.issue(MdocType.MDL, KEY.publicKey(), AT.minus(Duration.ofDays(1)));

    static final Handover HANDOVER = new Handover.Redirect(CLIENT_ID, NONCE.value(), null, RESPONSE_URI);
    static final Transcript TRANSCRIPT = Transcript.redirect(CLIENT_ID, NONCE.value(), null, RESPONSE_URI);

    private Carla() {}

    static DcqlQuery query(String docType, List<?> claims) {
        var query = claims.isEmpty()
                ? Map.of("id", "licence", "format", "mso_mdoc", "meta", Map.of("doctype_value", docType))
                : Map.of(
                        "id",
                        "licence",
                        "format",
                        "mso_mdoc",
                        "meta",
                        Map.of("doctype_value", docType),
                        "claims",
                        claims);
        return DcqlQuery.parse(Map.of("credentials", List.of(query)));
    }

    static DcqlQuery mdl() {
        return query(MdocType.MDL.docType(), List.of());
    }

    static PresentationRequest asked(DcqlQuery query, Handover handover) {
        return PresentationRequest.ofWallet(
                query, NONCE, new Audiences(Set.of(CLIENT_ID), true), Ann.FRESHNESS, handover);
    }

    /** Whoever the authority certified may issue licences. */
    static TrustFramework framework(String anchorsPem, TrustedIssuers issuers) throws Exception {
        return new TrustFramework(
                TrustDomains.of(new TrustDomain(anchors(anchorsPem), issuers)),
                Participants.among(Set.of()),
                new StatusCheck(new RevokedCredentials(Set.of())));
    }

    static TrustedIssuers anybody() {
        return _ ->
                List.of(accreditation(MdocType.MDL), accreditation(MdocType.PID), accreditation("another.document"));
    }

    static TrustAnchors anchors(String pem) throws Exception {
        var bytes = new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII));
        return TrustAnchors.of(CertificateFactory.getInstance("X.509").generateCertificates(bytes).stream()
                .map(X509Certificate.class::cast)
                .toList());
    }

    static Verdict judge(String presentation, PresentationRequest asked) throws Exception {
        return judge(presentation, asked, framework(AUTHORITY.anchorPem(), anybody()));
    }

    static Verdict judge(String presentation, PresentationRequest asked, TrustFramework framework) {
        return new PresentationVerifier(framework, new PresentationLimits(Ann.LIMITS, 5, 200), FormerType.REFUSED)
                .verify(VpToken.of(LICENCE, presentation), asked, AT);
    }

    static Verdict judge(String presentation) throws Exception {
        return judge(presentation, asked(mdl(), HANDOVER));
    }

    static String code(String presentation) throws Exception {
        return Ann.code(judge(presentation));
    }

    static DeviceResponse shown(Mdoc mdoc) {
        return DeviceResponse.of(mdoc, KEY, TRANSCRIPT);
    }

    /** What the server can do with the private part of a response key. */
    static Handover.KeyAgreement agreement(WalletKey ours) {
        return device -> {
            try {
                var agreement = KeyAgreement.getInstance("ECDH");
                agreement.init(ours.privateKey());
                var parameters = ((ECPublicKey) ours.publicKey()).getParams();
                var point = new ECPoint(
                        new BigInteger(1, device.coordinate("x")), new BigInteger(1, device.coordinate("y")));
                agreement.doPhase(
                        KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, parameters)), true);
                return agreement.generateSecret();
            } catch (GeneralSecurityException e) {
                throw new RejectedException(new Rejection.KeyNotUsable("for key agreement"));
            }
        };
    }

    private static Accreditation accreditation(MdocType type) {
        return accreditation(type.docType());
    }

    private static Accreditation accreditation(String docType) {
        return new Accreditation(new CredentialType(docType), ValidityWindow.ALWAYS, List.of());
    }
}
