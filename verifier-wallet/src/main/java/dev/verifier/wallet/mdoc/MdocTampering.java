package dev.verifier.wallet.mdoc;

import static dev.verifier.wallet.mdoc.MdocDeed.auth;
import static dev.verifier.wallet.mdoc.MdocDeed.document;
import static dev.verifier.wallet.mdoc.MdocDeed.issue;
import static dev.verifier.wallet.mdoc.MdocDeed.octets;
import static dev.verifier.wallet.mdoc.MdocDeed.presentation;
import static dev.verifier.wallet.mdoc.MdocDeed.response;
import static dev.verifier.wallet.mdoc.MdocDeed.signed;
import static dev.verifier.wallet.mdoc.MdocDeed.text;
import static dev.verifier.wallet.mdoc.MdocDeed.transcript;

import com.upokecenter.cbor.CBORObject;
import dev.verifier.wallet.SignerOddity;
import java.time.Duration;

/** Crimes with an mdoc: exactly one thing is wrong with an answer that would be accepted otherwise. Commit it with {@link MdocScene#tampered}. */
public enum MdocTampering {
    DEVICE_SIGNED_MISSING(
            "The device signed nothing.", response(item -> document(item).Remove(text("deviceSigned")))),
    DEVICE_AUTH_MISSING("There is no deviceAuth.", response(item -> signed(item).Remove(text("deviceAuth")))),
    DEVICE_AUTH_EMPTY(
            "The deviceAuth is empty.", response(item -> signed(item).set("deviceAuth", CBORObject.NewMap()))),
    SIGNATURE_AND_MAC(
            "The deviceAuth has a MAC beside the signature.",
            response(item -> auth(item).Add("deviceMac", auth(item).get("deviceSignature")))),
    SIGNATURE_AS_MAC(
            "The device's signature is called a MAC.",
            response(item -> signed(item)
                    .set(
                            "deviceAuth",
                            CBORObject.NewMap().Add("deviceMac", auth(item).get("deviceSignature"))))),

    SIGNED_BY_ANOTHER_KEY(
            "The rogue's device signs.", presentation((scene, draft) -> draft.key = new DeviceKey(scene.rogue()))),
    ANOTHER_DOCTYPE_SIGNED(
            "The device signs the docType of another document.",
            presentation((_, draft) -> draft.signedDocType = "org.iso.18013.5.1.other")),
    NAME_SPACES_EXCHANGED(
            "What the device says is exchanged after it signed.",
            response(item -> signed(item)
                    .set(
                            "nameSpaces",
                            Octets.embedded(CBORObject.NewMap()
                                    .Add("x", CBORObject.NewMap().Add("y", 1)))))),
    DEVICE_SIGNATURE_EMPTY(
            "The device's signature is cut off.",
            response(item -> auth(item).get("deviceSignature").set(3, CBORObject.FromObject(new byte[0])))),
    DEVICE_PAYLOAD_ATTACHED(
            "What the device signs is sent along.",
            response(item -> auth(item).get("deviceSignature").set(2, CBORObject.FromObject(new byte[] {1})))),
    DEVICE_ALGORITHM_UNDEFINED(
            "The device's algorithm is undefined, as a library in JavaScript writes it.",
            presentation((_, draft) -> draft.signedHeader = CBORObject.NewMap().Add(Cose.ALG, CBORObject.Undefined))),
    DEVICE_ALGORITHM_IN_THE_OPEN(
            "The device's algorithm is in the unprotected header only.", presentation((_, draft) -> {
                draft.signedHeader = CBORObject.NewMap();
                draft.openHeader.Add(Cose.ALG, Cose.ES256);
            })),
    DEVICE_SIGNATURE_IN_A_TAG(
            "The device's signature has tag 18.",
            response(item -> auth(item)
                    .set("deviceSignature", auth(item).get("deviceSignature").WithTag(18)))),
    DEVICE_SAYS_MORE(
            "The device says more than its issuer allows.",
            presentation((scene, draft) -> draft.saying(scene.type().nameSpace(), "age_over_21", CBORObject.True))),

    OTHER_CLIENT_ID(
            "The answer is for another verifier.",
            transcript(scene ->
                    scene.transcript("x509_hash:other", scene.nonce(), scene.thumbprint(), scene.responseUri()))),
    CLIENT_ID_WITHOUT_PREFIX(
            "The client id is without its prefix.",
            transcript(scene -> scene.transcript(
                    scene.clientId().substring(scene.clientId().indexOf(':') + 1),
                    scene.nonce(),
                    scene.thumbprint(),
                    scene.responseUri()))),
    OTHER_NONCE(
            "The answer is to another request.",
            transcript(scene -> scene.transcript(
                    scene.clientId(), "another-nonce-of-22-characters", scene.thumbprint(), scene.responseUri()))),
    OTHER_RESPONSE_URI(
            "The answer is for another address.",
            transcript(scene ->
                    scene.transcript(scene.clientId(), scene.nonce(), scene.thumbprint(), "https://evil.example/"))),
    OTHER_THUMBPRINT(
            "The answer is encrypted to another key, or was not to be.",
            transcript(
                    scene -> scene.transcript(scene.clientId(), scene.nonce(), "A".repeat(43), scene.responseUri()))),
    OTHER_HANDOVER(
            "The answer is to a page that asks in a browser.",
            transcript(scene -> Transcript.dcApi(scene.clientId(), scene.nonce(), scene.thumbprint()))),
    NO_HANDOVER(
            "The answer is to nobody.",
            transcript(_ -> new Transcript(CBORObject.NewArray()
                    .Add(CBORObject.Null)
                    .Add(CBORObject.Null)
                    .Add(CBORObject.Null)))),

    CHAIN_SELF_SIGNED("The signer certified itself.", SignerOddity.SELF_SIGNED),
    CHAIN_UNKNOWN("Another authority of the same name certified the signer.", SignerOddity.OF_AN_UNKNOWN_AUTHORITY),
    CHAIN_EXPIRED("The signer's certificate ended yesterday.", SignerOddity.EXPIRED),
    CHAIN_NOT_YET_VALID("The signer's certificate begins tomorrow.", SignerOddity.NOT_YET_VALID),
    CHAIN_WITHOUT_PURPOSE("The signer's certificate is for nothing in particular.", SignerOddity.WITHOUT_PURPOSE),
    CHAIN_OF_A_SERVER("The signer's certificate is for a web server.", SignerOddity.FOR_A_WEB_SERVER),
    CHAIN_OF_A_SERVER_TOO("The signer's certificate is for a web server, too.", SignerOddity.FOR_A_WEB_SERVER_TOO),
    CHAIN_WITHOUT_SIGNING("The signer's certificate is not for signing.", SignerOddity.WITHOUT_SIGNING),
    CHAIN_OF_ANOTHER_COUNTRY("The signer is of another country than its authority.", SignerOddity.OF_ANOTHER_COUNTRY),
    CHAIN_OF_ANOTHER_STATE("The signer is of another state than its authority.", SignerOddity.OF_ANOTHER_STATE),
    CHAIN_WITHOUT_COUNTRY("The signer is of no country.", SignerOddity.WITHOUT_COUNTRY),
    CHAIN_OF_AN_AUTHORITY("The signer is an authority.", SignerOddity.AN_AUTHORITY),
    CHAIN_TOO_LONG("An authority stands between that was not allowed to.", SignerOddity.BENEATH_ONE_AUTHORITY_TOO_MANY),
    CHAIN_WITH_ITS_ANCHOR("The authority's certificate is sent along.", SignerOddity.WITH_ITS_ANCHOR),
    CHAIN_IN_THE_WRONG_ORDER("The authority's certificate comes first.", SignerOddity.ANCHOR_FIRST),
    CHAIN_WITH_A_STRANGER("A certificate is sent along that belongs to nobody here.", SignerOddity.WITH_A_STRANGER),
    CHAIN_MISSING("There are no certificates.", SignerOddity.WITHOUT_CERTIFICATES),
    CHAIN_PROTECTED_ONLY(
            "The certificates are in the protected header.", issue((_, draft) -> draft.chainIsSigned = true)),

    DOCUMENT_OF_ANOTHER_TYPE(
            "The document says it is another than the one that was signed.",
            presentation((_, draft) -> draft.docType = "org.iso.18013.5.1.other")),
    SIGNED_OF_ANOTHER_TYPE(
            "What was signed is another document; the response says it is what was asked for.",
            signed((scene, mdoc) -> new Mdoc(
                    scene.type().docType(),
                    mdoc.items(),
                    scene.issuer().sign(scene.of("org.iso.18013.5.1.other")).issuerAuth()))),
    ANOTHER_DOCUMENT(
            "It is another document than was asked for, through and through.",
            issue((_, draft) -> draft.mso().set("docType", text("org.iso.18013.5.1.other")))),

    ALGORITHM_IN_THE_OPEN(
            "The algorithm is in the unprotected header.", issue((_, draft) -> BadMdocs.algorithmInTheOpen(draft))),
    ALGORITHM_TWICE("The algorithm is in both headers.", issue((_, draft) -> BadMdocs.algorithmTwice(draft))),
    ALGORITHM_OF_ANOTHER_KEY(
            "The algorithm is for another curve.", issue((_, draft) -> BadMdocs.algorithmOfAnotherKey(draft))),
    ALGORITHM_OF_MACS("The algorithm is HMAC.", issue((_, draft) -> BadMdocs.algorithmOfMacs(draft))),
    CRITICAL_HEADER("A header is critical that nobody knows.", issue((_, draft) -> BadMdocs.critical(draft))),
    PAYLOAD_DETACHED("What the issuer signed is not there.", issue((_, draft) -> draft.detached = true)),
    SEVERAL_SIGNERS("The issuer's signature is a COSE_Sign.", signed(BadMdocs::ofSeveralSigners)),
    SIGNATURE_IN_A_TAG("The issuer's signature has tag 18.", signed(BadMdocs::inATag)),
    SIGNATURE_OF_ANOTHER_DOCUMENT(
            "The issuer's signature is that of another document.", signed(BadMdocs::withAnothersSignature)),
    BOUND_TO_THE_ROGUE(
            "The rogue's key stands in what was signed, and the rogue signs.", signed(BadMdocs::withAnothersKey)),

    ELEMENT_EDITED("An element is exchanged for a better one.", signed(BadMdocs::edited)),
    ELEMENT_RENAMED("An element is called something else.", signed(BadMdocs::renamed)),
    ELEMENT_OF_ANOTHER_DOCUMENT("An element is of another document of the same issuer.", signed(BadMdocs::mixed)),
    ELEMENTS_MOVED("The elements are in another name space.", signed(BadMdocs::moved)),
    ELEMENT_REPEATED("An element is shown twice.", signed(BadMdocs::repeated)),
    ELEMENT_ISSUED_TWICE("The issuer says an element twice, and differently.", issue(BadMdocs::elementTwice)),
    WEAK_DIGEST(
            "The elements are hashed with SHA-1.",
            issue((_, draft) -> draft.mso().set("digestAlgorithm", text("SHA-1")))),

    EXPIRED(
            "The document has ended.",
            issue((scene, draft) ->
                    BadMdocs.dated(draft, "validUntil", scene.at().minusSeconds(1)))),
    NOT_YET_VALID(
            "The document has not begun.",
            issue((scene, draft) ->
                    BadMdocs.dated(draft, "validFrom", scene.at().plusSeconds(60)))),
    SIGNED_TOMORROW(
            "The document was signed tomorrow.",
            issue((scene, draft) -> BadMdocs.dated(draft, "signed", scene.at().plus(Duration.ofDays(1))))),
    SIGNED_BEFORE_ITS_CERTIFICATE(
            "The document was signed when its signer was none yet.",
            issue((scene, draft) -> BadMdocs.dated(draft, "signed", scene.at().minus(Duration.ofDays(90))))),
    DATE_IS_A_TEXT(
            "The end of the document is a text and no date.",
            issue((scene, draft) -> draft.mso().get("validityInfo").set("validUntil", text("2030-01-01T00:00:00Z")))),
    NO_DEVICE_KEY(
            "The document is bound to no key.",
            issue((_, draft) -> draft.mso().get("deviceKeyInfo").Remove(text("deviceKey")))),
    PRIVATE_DEVICE_KEY("The document shows the private part of the key.", issue(BadMdocs::privateKey)),
    STATUS_NOBODY_READS(
            "The document has a status of a kind nobody reads.",
            issue((_, draft) -> draft.mso().Add("status", BadMdocs.nobodysStatus()))),

    STATUS_NOT_OK(
            "The response says that something went wrong.",
            response(item -> item.set("status", CBORObject.FromObject(10)))),
    TWO_DOCUMENTS(
            "The response has two documents.",
            response(item -> item.get("documents").Add(document(item)))),
    NO_DOCUMENT("The response has no document.", response(item -> item.set("documents", CBORObject.NewArray()))),
    OTHER_VERSION("The response is of version 2.0.", response(item -> item.set("version", text("2.0")))),

    INDEFINITE_LENGTH("The response ends somewhere.", octets(BadCbor::indefinite)),
    DUPLICATE_KEY("The response has its status twice.", octets(BadCbor::duplicateKey)),
    LONG_INTEGER("The status takes two bytes.", octets(BadCbor::longInteger)),
    LONG_LENGTH("The number of members takes two bytes.", octets(BadCbor::longLength)),
    KEY_THAT_IS_NO_NUMBER("A key is not a number.", octets(BadCbor::numberThatIsNone)),
    FALSE_LENGTH("A text is of 4 GB, and ends.", octets(BadCbor::falseLength)),
    FALSE_NUMBER_OF_MEMBERS("The response has 4 billion members, and three.", octets(BadCbor::falseNumberOfMembers)),
    TWO_ITEMS("There is something behind the response.", octets(BadCbor::twoItems)),
    CUT_SHORT("The last byte is missing.", octets(BadCbor::cutShort)),
    BAD_TEXT("A text is not UTF-8.", octets(BadCbor::badText)),
    DEEP_TAGS("A tag is in a tag, ten thousand times.", octets(BadCbor::tags)),
    DEEP_ARRAYS("An array is in an array, ten thousand times.", octets(BadCbor::arrays)),
    ONION("The document is embedded in itself for ever.", response(BadCbor::onion));

    private final String crime;

    @SuppressWarnings("ImmutableEnumChecker") // a deed has no state
    private final MdocDeed deed;

    MdocTampering(String crime, MdocDeed deed) {
        this.crime = crime;
        this.deed = deed;
    }

    MdocTampering(String crime, SignerOddity oddity) {
        this(crime, new MdocDeed.OnSigner(oddity));
    }

    /** One sentence: what is done. */
    public String crime() {
        return crime;
    }

    MdocDeed deed() {
        return deed;
    }
}
