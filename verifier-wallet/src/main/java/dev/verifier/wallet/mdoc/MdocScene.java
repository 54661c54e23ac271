package dev.verifier.wallet.mdoc;

import com.upokecenter.cbor.CBORObject;
import dev.verifier.wallet.DocumentSigner;
import dev.verifier.wallet.IssuingAuthority;
import dev.verifier.wallet.SignerOddity;
import dev.verifier.wallet.WalletKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person about to show an mdoc: who issued it, to whom it is shown, and who else is about.
 *
 * @param signer of the document, certified by the authority
 * @param person the key on the phone
 * @param rogue somebody else's
 * @param thumbprint of the key that the answer is encrypted to (RFC 7638, base64url); null where it goes in clear
 * @param at the moment of the login
 */
public record MdocScene(
        IssuingAuthority authority,
        DocumentSigner signer,
        MdocType type,
        WalletKey person,
        WalletKey rogue,
        String clientId,
        String nonce,
        @Nullable String thumbprint,
        String responseUri,
        Instant at,
        SecureRandom random) {
    /** A document is a day old when it is shown, so that no clock's skew is mistaken for a crime. */
    private static final Duration AGE = Duration.ofDays(1);

    /** What the wallet answers, honestly. */
    public String honest() {
        return response(issuer().sign(draft())).toString();
    }

    /** What the wallet answers with this crime committed. */
    public String tampered(MdocTampering crime) {
        return switch (crime.deed()) {
            case MdocDeed.OnSigner(var oddity) ->
                response(new MdocIssuer(authority.recertified(signer, oddity), random).sign(draftBy(oddity)))
                        .toString();
            case MdocDeed.OnIssue(var edit) -> {
                var draft = draft();
                edit.accept(this, draft);
                yield response(issuer().sign(draft)).toString();
            }
            case MdocDeed.OnSigned(var edit) ->
                response(edit.apply(this, issuer().sign(draft()))).toString();
            case MdocDeed.OnPresentation(var edit) -> {
                var response = response(issuer().sign(draft()));
                edit.accept(this, response);
                yield response.toString();
            }
            case MdocDeed.OnResponse(var edit) -> {
                var item = response(issuer().sign(draft())).item();
                edit.accept(item);
                yield Octets.base64Url(Octets.of(item));
            }
            case MdocDeed.OnOctets(var edit) ->
                Octets.base64Url(
                        edit.apply(Octets.of(response(issuer().sign(draft())).item())));
        };
    }

    MdocIssuer issuer() {
        return new MdocIssuer(signer, random);
    }

    MdocDraft draft() {
        return issuer().draft(type, person.publicKey(), at.minus(AGE));
    }

    /** Another document of the same issuer, about the same person. */
    MdocDraft of(String docType) {
        var draft = draft();
        draft.mso().set("docType", CBORObject.FromObject(docType));
        return draft;
    }

    private MdocDraft draftBy(SignerOddity oddity) {
        return new MdocIssuer(authority.recertified(signer, oddity), random)
                .draft(type, person.publicKey(), at.minus(AGE));
    }

    DeviceResponse response(Mdoc mdoc) {
        return DeviceResponse.of(mdoc, person, transcript(clientId, nonce, thumbprint, responseUri));
    }

    Transcript transcript(String client, String number, @Nullable String print, String uri) {
        return Transcript.redirect(client, number, print, uri);
    }
}
