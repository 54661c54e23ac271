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
import dev.verifier.status.StatusEntries;
import dev.verifier.trust.IssuerSigned;
import java.util.List;
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

    static SdJwtVc read(IssuerSigned signed, SdJwt credential) throws RejectedException {
        var claims = credential.disclosed(signed.jws(), ALWAYS_OPEN);
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
        return new SdJwtVc(signed, claims, types.getFirst(), mandate, window, StatusEntries.of(claims, claims));
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
