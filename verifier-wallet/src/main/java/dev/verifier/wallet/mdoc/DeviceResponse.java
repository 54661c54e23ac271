package dev.verifier.wallet.mdoc;

import com.upokecenter.cbor.CBORObject;
import dev.verifier.wallet.WalletKey;
import java.security.PublicKey;
import org.jspecify.annotations.Nullable;

/**
 * ISO/IEC 18013-5 §8.3.2.1.2.2, OpenID4VP 1.0 Appendix B.2.5: a document about to be shown. Whatever is edited in it is edited in place.
 */
public final class DeviceResponse {
    final Mdoc mdoc;
    DeviceKey key;
    Transcript transcript;

    /** Which document it says it is, and which the device signs. */
    String docType;

    String signedDocType;
    CBORObject deviceNameSpaces = Octets.embedded(CBORObject.NewOrderedMap());
    CBORObject signedHeader = Cose.header(Cose.ES256);
    final CBORObject openHeader = CBORObject.NewOrderedMap();

    @Nullable
    PublicKey verifier;

    private DeviceResponse(Mdoc mdoc, WalletKey key, Transcript transcript) {
        this.mdoc = mdoc;
        this.key = new DeviceKey(key);
        this.transcript = transcript;
        this.docType = mdoc.docType();
        this.signedDocType = mdoc.docType();
    }

    /** Everything that is in the document, in answer to a request. */
    public static DeviceResponse of(Mdoc mdoc, WalletKey key, Transcript transcript) {
        return new DeviceResponse(mdoc, key, transcript);
    }

    /** With a MAC under a key agreed with the verifier's, in the place of a signature. */
    public DeviceResponse withMac(PublicKey verifiersKey) {
        verifier = verifiersKey;
        signedHeader = Cose.header(Cose.HMAC_256);
        return this;
    }

    /** With an element that nobody but the device vouches for. */
    public DeviceResponse saying(String nameSpace, String element, CBORObject value) {
        deviceNameSpaces = Octets.embedded(CBORObject.NewOrderedMap()
                .Add(nameSpace, CBORObject.NewOrderedMap().Add(element, value)));
        return this;
    }

    /** The response as CBOR. */
    public CBORObject item() {
        var document = CBORObject.NewOrderedMap()
                .Add("docType", docType)
                .Add("issuerSigned", mdoc.issuerSigned())
                .Add(
                        "deviceSigned",
                        CBORObject.NewOrderedMap()
                                .Add("nameSpaces", deviceNameSpaces)
                                .Add("deviceAuth", deviceAuth()));
        return CBORObject.NewOrderedMap()
                .Add("version", "1.0")
                .Add("documents", CBORObject.NewArray().Add(document))
                .Add("status", 0);
    }

    /** As it stands in a {@code vp_token}. */
    @Override
    public String toString() {
        return Octets.base64Url(Octets.of(item()));
    }

    private CBORObject deviceAuth() {
        var authentication = CBORObject.NewArray()
                .Add("DeviceAuthentication")
                .Add(transcript.item())
                .Add(signedDocType)
                .Add(deviceNameSpaces);
        var payload = Octets.of(Octets.embedded(authentication));
        var header = Octets.of(signedHeader);
        var counterpart = verifier;
        return counterpart == null
                ? CBORObject.NewOrderedMap()
                        .Add(
                                "deviceSignature",
                                Cose.message("Signature1", header, openHeader, null, payload, key::sign))
                : CBORObject.NewOrderedMap()
                        .Add(
                                "deviceMac",
                                Cose.message(
                                        "MAC0",
                                        header,
                                        openHeader,
                                        null,
                                        payload,
                                        input -> key.tag(counterpart, transcript, input)));
    }
}
