package dev.verifier.bench;

import dev.verifier.credential.CredentialFormat;
import dev.verifier.credential.CredentialType;
import dev.verifier.credential.IssuerId;
import dev.verifier.dcql.CredentialQuery;
import dev.verifier.dcql.DcqlQuery;
import dev.verifier.dcql.QueryId;
import dev.verifier.jose.Audiences;
import dev.verifier.jose.Freshness;
import dev.verifier.jose.NumericDates;
import dev.verifier.presentation.Handover;
import dev.verifier.presentation.Nonce;
import dev.verifier.presentation.PresentationRequest;
import dev.verifier.presentation.PresentationVerifier;
import dev.verifier.presentation.Verdict;
import dev.verifier.presentation.VpToken;
import dev.verifier.wallet.Asked;
import dev.verifier.wallet.CompactJws;
import dev.verifier.wallet.Holder;
import dev.verifier.wallet.IssuingAuthority;
import dev.verifier.wallet.LearVersion;
import dev.verifier.wallet.SdJwt;
import dev.verifier.wallet.SdJwtIssuer;
import dev.verifier.wallet.SdJwtType;
import dev.verifier.wallet.SealKey;
import dev.verifier.wallet.TestAuthority;
import dev.verifier.wallet.WalletKey;
import dev.verifier.wallet.WalletLogin;
import dev.verifier.wallet.mdoc.DeviceResponse;
import dev.verifier.wallet.mdoc.MdocIssuer;
import dev.verifier.wallet.mdoc.MdocType;
import dev.verifier.wallet.mdoc.Transcript;
import java.net.URI;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a person's wallet shows to a verifier that asked for it, in one of the formats.
 *
 * @param presentation as it is in the {@code vp_token}
 * @param judge whom it is shown to
 * @param verifier the same, who may remember the issuer's certificates
 * @param asked what was asked for
 * @param at when
 * @param texts what the two signatures in it are about, of an mdoc without what COSE puts around it
 */
record Shown(
        String presentation,
        Judge judge,
        PresentationVerifier verifier,
        PresentationRequest asked,
        Instant at,
        List<byte[]> texts) {

    static final QueryId QUERY = new QueryId("it");

    private static final String CLIENT_ID = "x509_hash:Uvo3HtuIxuhC92rShpgqcT3YXwrqRxWEviRiA0OZszk";
    private static final URI RESPONSE_URI = URI.create("https://verifier.example/oid4vp/auth-response");
    private static final URI PROVIDER = URI.create("https://pid.example/issuer");
    private static final IssuerId ORGANIZATION = new IssuerId("VATES-A12345678");
    private static final Duration AGE = Duration.ofDays(30);
    private static final int DISCLOSED = 5;

    static Shown of(CredentialFormat format, WalletKey person, Instant at, SecureRandom random)
            throws CertificateException {
        return switch (format) {
            case JWT_VC_JSON -> jwtVc(person, at, random);
            case DC_SD_JWT -> sdJwtVc(person, at, random);
            case MSO_MDOC -> mdoc(person, at, random);
        };
    }

    private static Shown jwtVc(WalletKey person, Instant at, SecureRandom random) throws CertificateException {
        var authority = TestAuthority.create(at.minus(AGE), random);
        var nonce = Nonce.fresh(random);
        var login = WalletLogin.builder(person, asked(nonce), at, random)
                .seal(authority.seal(ORGANIZATION.value(), SealKey.P_256))
                .build();
        return of(
                login.presentation(),
                new CredentialQuery(QUERY, CredentialFormat.JWT_VC_JSON, Set.of(type(LearVersion.E3.type()))),
                authority.anchorPem(),
                nonce,
                new Handover.None(),
                at,
                List.of(input(login.credential()), input(login.presentation())));
    }

    /** An identity, of which name, birthday, address and whoever issued it are disclosed. */
    private static Shown sdJwtVc(WalletKey person, Instant at, SecureRandom random) throws CertificateException {
        var authority = TestAuthority.create(at.minus(AGE), random);
        var issuer = new SdJwtIssuer(authority.seal(PROVIDER, SealKey.P_256), PROVIDER.toString(), random);
        var draft = issuer.draft(SdJwtType.PID, Holder.employee(person), at.minusSeconds(60))
                .concealing("issuing_authority");
        var nonce = Nonce.fresh(random);
        var login = WalletLogin.builder(person, asked(nonce), at, random)
                .credential(issuer.sign(draft).toString())
                .disclosing(List.of(
                        List.of("family_name"),
                        List.of("given_name"),
                        List.of("birthdate"),
                        List.of("email"),
                        List.of("issuing_authority")))
                .build();
        var shown = SdJwt.parse(login.presentation());
        if (shown.disclosures().size() != DISCLOSED) {
            throw new IllegalStateException("not what is measured");
        }
        return of(
                login.presentation(),
                new CredentialQuery(QUERY, CredentialFormat.DC_SD_JWT, Set.of(type(SdJwtType.PID.vct()))),
                authority.anchorPem(),
                nonce,
                new Handover.None(),
                at,
                List.of(input(shown.jwt()), input(shown.keyBinding())));
    }

    /** A driving licence, of which five elements are shown. */
    private static Shown mdoc(WalletKey person, Instant at, SecureRandom random) throws CertificateException {
        var authority = IssuingAuthority.create(at, random);
        var nonce = Nonce.fresh(random);
        var transcript = Transcript.redirect(CLIENT_ID, nonce.value(), null, RESPONSE_URI.toString());
        var licence = new MdocIssuer(authority.signer(), random)
                .issue(MdocType.MDL, person.publicKey(), at.minus(Duration.ofDays(1)))
                .disclosing(Stream.of("family_name", "given_name", "birth_date", "age_over_18", "document_number")
                        .map(element -> "org.iso.18013.5.1/" + element)
                        .collect(Collectors.toUnmodifiableSet()));
        return of(
                DeviceResponse.of(licence, person, transcript).toString(),
                new CredentialQuery(QUERY, CredentialFormat.MSO_MDOC, Set.of(type(MdocType.MDL.docType()))),
                authority.anchorPem(),
                nonce,
                new Handover.Redirect(CLIENT_ID, nonce.value(), null, RESPONSE_URI.toString()),
                at,
                List.of(
                        licence.issuerAuth().get(2).GetByteString(),
                        transcript.item().EncodeToBytes()));
    }

    private static Shown of(
            String presentation,
            CredentialQuery query,
            String anchors,
            Nonce nonce,
            Handover handover,
            Instant at,
            List<byte[]> texts)
            throws CertificateException {
        var judge = new Judge(anchors, query.meta().types());
        var freshness = new Freshness(Duration.ofMinutes(10), Duration.ofSeconds(30), NumericDates.SECONDS);
        return new Shown(
                presentation,
                judge,
                judge.fresh(),
                PresentationRequest.ofWallet(
                        new DcqlQuery(List.of(query)),
                        nonce,
                        new Audiences(Set.of(CLIENT_ID), true),
                        freshness,
                        handover),
                at,
                texts);
    }

    /** The library's whole work on it, but for what it remembers of the issuer's certificates. */
    Verdict.Accepted accepted() {
        return switch (verifier.verify(VpToken.of(QUERY, presentation), asked, at)) {
            case Verdict.Accepted accepted -> accepted;
            case Verdict.Rejected rejected -> throw new IllegalStateException("rejected: " + rejected.why());
        };
    }

    /** The same, shown to one who remembers nothing. */
    Shown forgotten() throws CertificateException {
        return new Shown(presentation, judge, judge.fresh(), asked, at, texts);
    }

    private static CredentialType type(String name) {
        return new CredentialType(name);
    }

    private static Asked asked(Nonce nonce) {
        return new Asked(CLIENT_ID, RESPONSE_URI, nonce.value(), "state", QUERY.value());
    }

    private static byte[] input(String compact) {
        return CompactJws.parse(compact).signingInput();
    }
}
