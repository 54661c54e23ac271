package dev.verifier.presentation;

import dev.verifier.credential.CredentialFormat;
import dev.verifier.credential.CredentialType;
import dev.verifier.credential.StatusReference;
import dev.verifier.credential.ValidityWindow;
import dev.verifier.jose.Claims;
import dev.verifier.jose.SdJwt;
import dev.verifier.mandate.Mandate;
import dev.verifier.mandate.MandateReader;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import dev.verifier.status.StatusEntries;
import dev.verifier.trust.IssuerSigned;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An SD-JWT VC whose issuer's signature holds, with what is disclosed of it; not accepted yet.
 *
 * @param signed what the issuer signed
 * @param claims the processed payload (RFC 9901 §7.1)
 * @param type its {@code vct}
 * @param mandate the mandate, where it is a LEAR credential
 * @param window when it is valid by every date it has
 * @param status where its status can be read
 */
record SdJwtVc(
        IssuerSigned signed,
        Claims claims,
        CredentialType type,
        @Nullable Mandate mandate,
        ValidityWindow window,
        StatusReference status) {

    /** SD-JWT VC §3.2.2.2: what tells whether it may be believed is there for everybody who sees it. */
    private static final Set<String> ALWAYS_OPEN =
            Set.of("iss", "nbf", "exp", "cnf", "vct", "vct#integrity", "status", "credentialStatus");

    private static final String MANDATE = "mandate";
    private static final String LIFE_SPAN = "life_span";

    static SdJwtVc read(IssuerSigned signed, SdJwt credential) throws RejectedException {
        var disclosed = credential.disclosed(signed.jws(), ALWAYS_OPEN);
        var claims = disclosed.claims();
        var type = claims.text("vct");
        if (type.isBlank()) {
            throw claims.malformed("vct");
        }
        // Nothing here reads what it is the digest of (docs/adr/0025); clients may, and get it as it was signed.
        if (claims.optionalText("vct#integrity").filter(String::isBlank).isPresent()) {
            throw claims.malformed("vct#integrity");
        }
        var types = List.of(new CredentialType(type));
        var mandate = MandateReader.read(types, claims).orElse(null);
        var window = JwtDates.window(claims).and(mandate == null ? ValidityWindow.ALWAYS : mandate.lifeSpan());
        var status = StatusEntries.of(claims, claims);
        var withheld = mandate == null ? Optional.<String>empty() : withheld(disclosed, status);
        if (withheld.isPresent()) {
            throw new RejectedException(new Rejection.ClaimNotForDisclosure(withheld.get()));
        }
        return new SdJwtVc(signed, claims, types.getFirst(), mandate, window, status);
    }

    /** What may end a mandate, and is its holder's to show or not; empty where its issuer signed it in the open, or nothing is hidden there. */
    private static Optional<String> withheld(SdJwt.Disclosed disclosed, StatusReference status)
            throws RejectedException {
        var mandate = disclosed.claims().object(MANDATE);
        if (disclosed.isPartial(MANDATE, LIFE_SPAN) || (disclosed.isPartial(MANDATE) && !mandate.has(LIFE_SPAN))) {
            return Optional.of(LIFE_SPAN);
        }
        // Where there is one it is signed in the open; without, a name may be revoked, if it is shown.
        return disclosed.isPartial() && status instanceof StatusReference.NotOffered
                ? Optional.of("status")
                : Optional.empty();
    }

    /** The same in the words that all formats share. The holder's key is in the holder's proof, and not in what it says. */
    IssuedCredential issued(List<CredentialType> telling) {
        var document = claims.without(Set.of("cnf")).asMap();
        return new IssuedCredential(
                CredentialFormat.DC_SD_JWT,
                signed.issuer(),
                telling,
                document,
                document,
                mandate,
                window,
                status,
                ids(),
                signed.evidence());
    }

    private Set<String> ids() {
        return Stream.of("jti", "id")
                .map(claims.asMap()::get)
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .collect(Collectors.toUnmodifiableSet());
    }
}
