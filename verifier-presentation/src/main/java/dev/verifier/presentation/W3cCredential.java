package dev.verifier.presentation;

import dev.verifier.credential.CredentialFormat;
import dev.verifier.credential.CredentialType;
import dev.verifier.credential.IssuerId;
import dev.verifier.credential.StatusReference;
import dev.verifier.credential.ValidityWindow;
import dev.verifier.jose.Claims;
import dev.verifier.mandate.Mandate;
import dev.verifier.mandate.MandateReader;
import dev.verifier.rejection.RejectedException;
import dev.verifier.status.StatusEntries;
import dev.verifier.trust.IssuerSigned;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A W3C credential whose issuer's signature holds, read from either envelope; not accepted yet.
 *
 * @param signed what the issuer signed
 * @param document the credential object: the {@code vc} claim (VCDM 1.1 §6.3.1), or the claims at the root (VCDM 2.0)
 * @param types all types it says it has
 * @param mandate the mandate, where it is a LEAR credential
 * @param window when it is valid by every date it has
 * @param status where its status can be read
 */
record W3cCredential(
        IssuerSigned signed,
        Claims document,
        List<CredentialType> types,
        @Nullable Mandate mandate,
        ValidityWindow window,
        StatusReference status) {

    static W3cCredential read(IssuerSigned signed) throws RejectedException {
        var envelope = signed.jws().claims();
        var document = VcJwt.document(envelope);
        var types = VcJwt.types(document);
        var mandate =
                MandateReader.read(types, document.object("credentialSubject")).orElse(null);
        var window = VcJwt.window(envelope, document).and(mandate == null ? ValidityWindow.ALWAYS : mandate.lifeSpan());
        return new W3cCredential(signed, document, types, mandate, window, StatusEntries.of(envelope, document));
    }

    Claims envelope() {
        return signed.jws().claims();
    }

    IssuerId issuer() {
        return signed.issuer();
    }

    /** The same in the words that all formats share. */
    IssuedCredential issued(List<CredentialType> telling) throws RejectedException {
        return new IssuedCredential(
                CredentialFormat.JWT_VC_JSON,
                issuer(),
                telling,
                document.asMap(),
                document.object("credentialSubject").asMap(),
                mandate,
                window,
                status,
                ids(),
                signed.evidence());
    }

    private Set<String> ids() throws RejectedException {
        var ids = new HashSet<String>();
        document.optionalText("id").ifPresent(ids::add);
        envelope().optionalText("jti").ifPresent(ids::add);
        return Set.copyOf(ids);
    }
}
