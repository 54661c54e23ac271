package dev.verifier.wallet.mdoc;

import com.upokecenter.cbor.CBORObject;
import dev.verifier.wallet.SignerOddity;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Where in the making of an answer a crime is committed. */
sealed interface MdocDeed {
    /** When the signer is certified. */
    record OnSigner(SignerOddity oddity) implements MdocDeed {}

    /** Before the issuer signs: the signature is genuine. */
    record OnIssue(BiConsumer<MdocScene, MdocDraft> edit) implements MdocDeed {}

    /** After the issuer signed, before the device does. */
    record OnSigned(BiFunction<MdocScene, Mdoc, Mdoc> edit) implements MdocDeed {}

    /** Before the device signs. */
    record OnPresentation(BiConsumer<MdocScene, DeviceResponse> edit) implements MdocDeed {}

    /** After the device signed. */
    record OnResponse(Consumer<CBORObject> edit) implements MdocDeed {}

    /** In the bytes. */
    record OnOctets(UnaryOperator<byte[]> edit) implements MdocDeed {}

    static MdocDeed issue(BiConsumer<MdocScene, MdocDraft> edit) {
        return new MdocDeed.OnIssue(edit);
    }

    static MdocDeed signed(BiFunction<MdocScene, Mdoc, Mdoc> edit) {
        return new MdocDeed.OnSigned(edit);
    }

    static MdocDeed presentation(BiConsumer<MdocScene, DeviceResponse> edit) {
        return new MdocDeed.OnPresentation(edit);
    }

    static MdocDeed transcript(Function<MdocScene, Transcript> other) {
        return presentation((scene, draft) -> draft.transcript = other.apply(scene));
    }

    static MdocDeed response(Consumer<CBORObject> edit) {
        return new MdocDeed.OnResponse(edit);
    }

    static MdocDeed octets(UnaryOperator<byte[]> edit) {
        return new MdocDeed.OnOctets(edit);
    }

    static CBORObject document(CBORObject response) {
        return response.get("documents").get(0);
    }

    static CBORObject signed(CBORObject response) {
        return document(response).get("deviceSigned");
    }

    static CBORObject auth(CBORObject response) {
        return signed(response).get("deviceAuth");
    }

    static CBORObject text(String text) {
        return CBORObject.FromObject(text);
    }
}
