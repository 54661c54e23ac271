package dev.verifier.wallet.mdoc;

import com.upokecenter.cbor.CBORObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** How documents are forged. */
final class BadMdocs {
    private static final int ES384 = -35;
    private static final int CRIT = 2;
    private static final int MAC = 5;
    private static final int PAYLOAD = 2;
    private static final int SIGNATURE = 3;
    private static final int TAG_SIGN1 = 18;

    private BadMdocs() {}

    // -- on the document

    /** One element exchanged for a better one after it was signed, its number and its salt kept. */
    static Mdoc edited(MdocScene scene, Mdoc mdoc) {
        return withItem(scene, mdoc, item -> item.set("elementValue", CBORObject.FromObject("Mighty")));
    }

    /** One element under another name. */
    static Mdoc renamed(MdocScene scene, Mdoc mdoc) {
        return withItem(scene, mdoc, item -> item.set("elementIdentifier", CBORObject.FromObject("given_name_birth")));
    }

    /** An element of another document of the same issuer, under the same number. */
    static Mdoc mixed(MdocScene scene, Mdoc mdoc) {
        var other = scene.issuer()
                .sign(scene.issuer()
                        .draft(scene.type(), "Another", "Person", scene.person().publicKey(), scene.at()));
        var list = items(scene, mdoc);
        list.set(0, items(scene, other).getFirst());
        return mdoc.with(Map.of(scene.type().nameSpace(), list));
    }

    /** Every element under a name space that the issuer did not put it in. */
    static Mdoc moved(MdocScene scene, Mdoc mdoc) {
        return mdoc.with(Map.of(scene.type().nameSpace() + ".ES", items(scene, mdoc)));
    }

    /** An element twice. */
    static Mdoc repeated(MdocScene scene, Mdoc mdoc) {
        var list = items(scene, mdoc);
        list.add(list.getFirst());
        return mdoc.with(Map.of(scene.type().nameSpace(), list));
    }

    private static Mdoc withItem(MdocScene scene, Mdoc mdoc, Consumer<CBORObject> edit) {
        var list = items(scene, mdoc);
        var item = Octets.opened(list.getFirst());
        edit.accept(item);
        list.set(0, Octets.embedded(item));
        return mdoc.with(Map.of(scene.type().nameSpace(), list));
    }

    private static List<CBORObject> items(MdocScene scene, Mdoc mdoc) {
        return new ArrayList<>(mdoc.items().getOrDefault(scene.type().nameSpace(), List.of()));
    }

    // -- on the issuer's signature

    static void algorithmInTheOpen(MdocDraft draft) {
        draft.signedHeader = null;
        draft.openHeader.Add(Cose.ALG, Cose.ES256);
    }

    static void algorithmTwice(MdocDraft draft) {
        draft.openHeader.Add(Cose.ALG, Cose.ES256);
    }

    static void algorithmOfAnotherKey(MdocDraft draft) {
        draft.signedHeader = Cose.header(ES384);
    }

    static void algorithmOfMacs(MdocDraft draft) {
        draft.signedHeader = Cose.header(MAC);
    }

    static void critical(MdocDraft draft) {
        Objects.requireNonNull(draft.signedHeader)
                .Add(CRIT, CBORObject.NewArray().Add(-70_000))
                .Add(-70_000, true);
    }

    /** COSE_Sign (RFC 9052 §4.1): a list of signatures in the place of one. */
    static Mdoc ofSeveralSigners(MdocScene scene, Mdoc mdoc) {
        var one = mdoc.issuerAuth();
        var signature = CBORObject.NewArray().Add(one.get(0)).Add(one.get(1)).Add(one.get(SIGNATURE));
        var several = CBORObject.NewArray()
                .Add(one.get(0))
                .Add(one.get(1))
                .Add(one.get(PAYLOAD))
                .Add(CBORObject.NewArray().Add(signature));
        return new Mdoc(mdoc.docType(), mdoc.items(), several);
    }

    static Mdoc inATag(MdocScene scene, Mdoc mdoc) {
        return new Mdoc(mdoc.docType(), mdoc.items(), mdoc.issuerAuth().WithTag(TAG_SIGN1));
    }

    /** The signature of another document of the same issuer. */
    static Mdoc withAnothersSignature(MdocScene scene, Mdoc mdoc) {
        var other = scene.issuer()
                .sign(scene.issuer().draft(scene.type(), scene.rogue().publicKey(), scene.at()));
        var auth = CBORObject.NewArray();
        for (int i = 0; i < SIGNATURE; i++) {
            auth.Add(mdoc.issuerAuth().get(i));
        }
        return new Mdoc(
                mdoc.docType(), mdoc.items(), auth.Add(other.issuerAuth().get(SIGNATURE)));
    }

    /** The MSO with the rogue's key in it, under the old signature. */
    static Mdoc withAnothersKey(MdocScene scene, Mdoc mdoc) {
        var mso = Octets.opened(Octets.read(mdoc.issuerAuth().get(PAYLOAD).GetByteString()));
        mso.get("deviceKeyInfo").set("deviceKey", Cose.key(scene.rogue().publicKey()));
        var auth = CBORObject.NewArray()
                .Add(mdoc.issuerAuth().get(0))
                .Add(mdoc.issuerAuth().get(1))
                .Add(Octets.of(Octets.embedded(mso)))
                .Add(mdoc.issuerAuth().get(SIGNATURE));
        return new Mdoc(mdoc.docType(), mdoc.items(), auth);
    }

    // -- on what the issuer says

    static void dated(MdocDraft draft, String date, Instant at) {
        draft.mso().get("validityInfo").set(date, MdocIssuer.date(at));
    }

    static void privateKey(MdocScene scene, MdocDraft draft) {
        draft.mso().get("deviceKeyInfo").get("deviceKey").Add(-4, new byte[32]);
    }

    static void elementTwice(MdocScene scene, MdocDraft draft) {
        draft.add(scene.type().nameSpace(), "family_name", CBORObject.FromObject("Other"), scene.random());
    }

    static CBORObject nobodysStatus() {
        return CBORObject.NewOrderedMap()
                .Add("identifier_list", CBORObject.NewOrderedMap().Add("id", new byte[] {1}));
    }
}
