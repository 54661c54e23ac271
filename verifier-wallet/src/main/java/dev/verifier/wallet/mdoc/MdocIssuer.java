package dev.verifier.wallet.mdoc;

import com.upokecenter.cbor.CBORObject;
import dev.verifier.wallet.DocumentSigner;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Issues mdocs (ISO/IEC 18013-5 §9.1.2). Asks nobody's permission. */
public final class MdocIssuer {
    /** What an issuer gives: the device's key is to be renewed now and then. */
    static final Duration LIFE = Duration.ofDays(90);

    private static final int DATE_TIME = 0;

    private final DocumentSigner signer;
    private final SecureRandom random;

    public MdocIssuer(DocumentSigner signer, SecureRandom random) {
        this.signer = signer;
        this.random = random;
    }

    /** A document about Ann Lee, bound to this key and valid from now on. */
    public Mdoc issue(MdocType type, PublicKey device, Instant at) {
        return sign(draft(type, device, at));
    }

    /** The same, not signed yet. */
    public MdocDraft draft(MdocType type, PublicKey device, Instant at) {
        return draft(type, "Ann", "Lee", device, at);
    }

    /** A document about somebody. */
    public MdocDraft draft(MdocType type, String givenName, String familyName, PublicKey device, Instant at) {
        var from = at.truncatedTo(ChronoUnit.SECONDS);
        var mso = CBORObject.NewOrderedMap()
                .Add("version", "1.0")
                .Add("digestAlgorithm", "SHA-256")
                .Add("valueDigests", CBORObject.NewOrderedMap())
                .Add("deviceKeyInfo", CBORObject.NewOrderedMap().Add("deviceKey", Cose.key(device)))
                .Add("docType", type.docType())
                .Add(
                        "validityInfo",
                        CBORObject.NewOrderedMap()
                                .Add("signed", date(from))
                                .Add("validFrom", date(from))
                                .Add("validUntil", date(from.plus(LIFE))));
        var draft = new MdocDraft(mso, signer);
        type.elements(givenName, familyName)
                .forEach((element, value) -> draft.add(type.nameSpace(), element, value, random));
        return draft;
    }

    /** Hashes and signs a draft as it is, edited or not. */
    public Mdoc sign(MdocDraft draft) {
        return draft.digested().signed();
    }

    /** RFC 8949 §3.4.1. */
    static CBORObject date(Instant at) {
        return CBORObject.FromObject(at.toString()).WithTag(DATE_TIME);
    }
}
