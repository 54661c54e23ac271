package dev.verifier.presentation;

import dev.verifier.cose.CborText;
import dev.verifier.jose.PublicJwk;
import dev.verifier.presentation.Handover.KeyAgreement;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the device signs of the request it answers (OpenID4VP 1.0 Appendix B.2.6). It does not come with the answer: whoever signed
 * another one signed something else.
 *
 * @param handover name and digest of how the request came
 * @param nonce of the request
 * @param agreement for device MACs; null where there is none
 */
record SessionTranscript(
        List<Object> handover, String nonce, @Nullable KeyAgreement agreement) {

    static SessionTranscript of(Handover handover) throws RejectedException {
        return switch (handover) {
            case Handover.None() -> throw new RejectedException(new Rejection.HandoverMissing());
            case Handover.Redirect redirect ->
                new SessionTranscript(
                        named(
                                "OpenID4VPHandover",
                                redirect.clientId(),
                                redirect.nonce(),
                                thumbprint(redirect.responseKey()),
                                redirect.responseUri()),
                        redirect.nonce(),
                        redirect.agreement());
            case Handover.DcApi api ->
                new SessionTranscript(
                        named("OpenID4VPDCAPIHandover", api.origin(), api.nonce(), thumbprint(api.responseKey())),
                        api.nonce(),
                        api.agreement());
        };
    }

    /** As it stands in what is signed. */
    List<@Nullable Object> item() {
        return Arrays.asList(null, null, handover);
    }

    /** SessionTranscriptBytes, which keys for device MACs are derived from (ISO/IEC 18013-5 §9.1.5.1). */
    byte[] bytes() {
        return CborText.embedded(CborText.write(item()));
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static List<Object> named(String name, @Nullable Object... info) {
        return List.of(name, sha256(CborText.array(info)));
    }

    private static byte @Nullable [] thumbprint(@Nullable PublicJwk key) {
        return key == null ? null : Base64.getUrlDecoder().decode(key.thumbprint());
    }
}
