package dev.verifier.wallet.mdoc;

import com.upokecenter.cbor.CBOREncodeOptions;
import com.upokecenter.cbor.CBORObject;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** CBOR as bytes and bytes as CBOR. */
final class Octets {
    private static final int ENCODED = 24;
    private static final CBOREncodeOptions OPTIONS =
            new CBOREncodeOptions("keepkeyorder=true;useindeflengthstrings=false;resolvereferences=false");

    private Octets() {}

    static byte[] of(CBORObject item) {
        return item.EncodeToBytes(OPTIONS);
    }

    /** RFC 8949 §3.4.5.1: {@code #6.24(bstr .cbor item)}. */
    static CBORObject embedded(CBORObject item) {
        return embedded(of(item));
    }

    static CBORObject embedded(byte[] item) {
        return CBORObject.FromObject(item).WithTag(ENCODED);
    }

    /** The item in an embedded one. */
    static CBORObject opened(CBORObject embedded) {
        return read(embedded.GetByteString());
    }

    static CBORObject read(byte[] octets) {
        return CBORObject.DecodeFromBytes(octets, OPTIONS);
    }

    static byte[] digest(String algorithm, byte[] octets) {
        try {
            return MessageDigest.getInstance(algorithm).digest(octets);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalArgumentException("no digest " + algorithm, e);
        }
    }

    static String base64Url(byte[] octets) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }
}
