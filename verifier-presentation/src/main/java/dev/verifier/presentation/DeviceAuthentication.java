package dev.verifier.presentation;

import dev.verifier.check.Check;
import dev.verifier.check.Trace;
import dev.verifier.cose.Cbor;
import dev.verifier.cose.CborText;
import dev.verifier.cose.CoseMac0;
import dev.verifier.cose.CoseSign1;
import dev.verifier.cose.EncodedCbor;
import dev.verifier.did.KeyDids;
import dev.verifier.rejection.Part;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * The presenter holds the key the issuer of an mdoc bound it to, for this request (ISO/IEC 18013-5 §9.1.3): a signature, or a MAC
 * under a key agreed with ours. Stateless.
 */
final class DeviceAuthentication {

    private static final Rejection INVALID = new Rejection.DeviceAuthInvalid();
    private static final byte[] MAC_KEY_INFO = "EMacKey".getBytes(StandardCharsets.US_ASCII);
    private static final int MAC_KEY_BYTES = 32;

    private DeviceAuthentication() {}

    static HolderProof require(
            MdocPresentation presented, MobileSecurityObject issued, PresentationRequest asked, Instant at)
            throws RejectedException {
        var transcript = SessionTranscript.of(asked.handover());
        Trace.passed(Part.PRESENTATION, Check.SESSION);
        var deviceAuth = presented.deviceAuth();
        var nameSpaces = presented.deviceNameSpaces();
        if (deviceAuth == null || nameSpaces == null) {
            throw new RejectedException(new Rejection.DeviceAuthMissing());
        }
        var key = issued.deviceKey();
        requireProof(deviceAuth, key, transcript, signed(transcript, issued.docType(), nameSpaces));
        key.require(nameSpaces.item());
        Trace.passed(Part.PRESENTATION, Check.DEVICE, key.key()::thumbprint);
        return new HolderProof(
                key.key(),
                KeyDids.didOf(key.key()),
                transcript.nonce(),
                at.plus(asked.freshness().longest()));
    }

    /** DeviceAuthenticationBytes (§9.1.3.4). */
    private static byte[] signed(SessionTranscript transcript, String docType, EncodedCbor nameSpaces) {
        return CborText.embedded(CborText.array("DeviceAuthentication", transcript.item(), docType, nameSpaces));
    }

    private static void requireProof(Cbor deviceAuth, DeviceKey key, SessionTranscript transcript, byte[] signed)
            throws RejectedException {
        var signature = deviceAuth.optional("deviceSignature");
        var mac = deviceAuth.optional("deviceMac");
        if (signature.isPresent() == mac.isPresent()) {
            throw new RejectedException(new Rejection.DeviceAuthMissing());
        }
        if (signature.isPresent()) {
            CoseSign1.of(signature.get()).verifyDetached(key.key(), signed, INVALID);
            return;
        }
        CoseMac0.of(mac.orElseThrow()).verifyDetached(macKey(key, transcript), signed, INVALID);
    }

    /** EMacKey (§9.1.3.5), from our private key and the public one of the device. */
    private static SecretKey macKey(DeviceKey device, SessionTranscript transcript) throws RejectedException {
        var agreement = transcript.agreement();
        if (agreement == null) {
            throw new RejectedException(new Rejection.DeviceMacNotSupported());
        }
        var parameters = HKDFParameterSpec.ofExtract()
                .addIKM(agreement.with(device.key()))
                .addSalt(SessionTranscript.sha256(transcript.bytes()))
                .thenExpand(MAC_KEY_INFO, MAC_KEY_BYTES);
        try {
            return KDF.getInstance("HKDF-SHA256").deriveKey("HmacSHA256", parameters);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK since 25 has HKDF", e);
        }
    }
}
