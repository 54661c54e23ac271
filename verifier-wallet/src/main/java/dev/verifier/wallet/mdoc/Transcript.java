package dev.verifier.wallet.mdoc;

import com.upokecenter.cbor.CBORObject;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * OpenID4VP 1.0 Appendix B.2.6: what the device signs of the request it answers.
 *
 * @param item the SessionTranscript
 */
public record Transcript(CBORObject item) {
    /**
     * Appendix B.2.6.1, by redirect.
     *
     * @param clientId with its prefix
     * @param thumbprint of the key that the answer is encrypted to (RFC 7638, base64url); null where it goes in clear
     */
    public static Transcript redirect(String clientId, String nonce, @Nullable String thumbprint, String responseUri) {
        return of("OpenID4VPHandover", clientId, nonce, bytes(thumbprint), responseUri);
    }

    /** Appendix B.2.6.2, over the Digital Credentials API. */
    public static Transcript dcApi(String origin, String nonce, @Nullable String thumbprint) {
        return of("OpenID4VPDCAPIHandover", origin, nonce, bytes(thumbprint));
    }

    byte[] octets() {
        return Octets.of(Octets.embedded(item));
    }

    private static Transcript of(String name, Object... info) {
        var list = CBORObject.NewArray();
        for (var member : info) {
            list.Add(member);
        }
        var handover = CBORObject.NewArray().Add(name).Add(Octets.digest("SHA-256", Octets.of(list)));
        return new Transcript(
                CBORObject.NewArray().Add(CBORObject.Null).Add(CBORObject.Null).Add(handover));
    }

    private static CBORObject bytes(@Nullable String thumbprint) {
        return thumbprint == null
                ? CBORObject.Null
                : CBORObject.FromObject(Base64.getUrlDecoder().decode(thumbprint));
    }
}
