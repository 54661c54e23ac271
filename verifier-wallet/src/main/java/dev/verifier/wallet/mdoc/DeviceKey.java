package dev.verifier.wallet.mdoc;

import dev.verifier.wallet.WalletKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Arrays;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** ISO/IEC 18013-5 §9.1.3: what a device does with its key. */
record DeviceKey(WalletKey key) {
    byte[] sign(byte[] input) {
        try {
            var signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(key.privateKey());
            signature.update(input);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK signs with P-256", e);
        }
    }

    /** §9.1.3.5: a tag under a key that the device agrees on with the verifier. */
    byte[] tag(PublicKey verifier, Transcript transcript, byte[] input) {
        try {
            var agreement = KeyAgreement.getInstance("ECDH");
            agreement.init(key.privateKey());
            agreement.doPhase(verifier, true);
            // RFC 5869 §2.2, §2.3: one block is all that is needed.
            var extracted = hmac(Octets.digest("SHA-256", transcript.octets()), agreement.generateSecret());
            var info = "EMacKey\u0001".getBytes(StandardCharsets.US_ASCII);
            return hmac(Arrays.copyOf(hmac(extracted, info), 32), input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK agrees on keys with P-256", e);
        }
    }

    private static byte[] hmac(byte[] key, byte[] input) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(input);
    }
}
