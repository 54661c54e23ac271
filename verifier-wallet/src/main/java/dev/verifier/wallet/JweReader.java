package dev.verifier.wallet;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** RFC 7516 §5.2 for ECDH-ES and GCM, by the JDK alone. */
public final class JweReader {
    private JweReader() {}

    /**
     * What its header says, which nobody vouches for.
     *
     * @throws IllegalArgumentException if it has none
     */
    public static Map<String, Object> header(String compact) {
        return Json.read(new String(Base64.getUrlDecoder().decode(compact.split("\\.", -1)[0]), UTF_8));
    }

    /**
     * What is inside.
     *
     * @throws IllegalArgumentException if this key does not open it
     */
    public static String opened(String compact, WalletKey key) {
        var parts = compact.split("\\.", -1);
        if (parts.length != 5 || !(header(compact).get("epk") instanceof Map<?, ?>)) {
            throw new IllegalArgumentException("it is no JWE with an ephemeral key");
        }
        var header = header(compact);
        int length = "A256GCM".equals(header.get("enc")) ? 32 : 16;
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    new SecretKeySpec(contentKey(header, key, length), "AES"),
                    new GCMParameterSpec(128, Base64.getUrlDecoder().decode(parts[2])));
            cipher.updateAAD(parts[0].getBytes(US_ASCII));
            cipher.update(Base64.getUrlDecoder().decode(parts[3]));
            return new String(cipher.doFinal(Base64.getUrlDecoder().decode(parts[4])), UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static byte[] contentKey(Map<String, Object> header, WalletKey key, int length)
            throws GeneralSecurityException {
        var epk = (Map<?, ?>) Objects.requireNonNull(header.get("epk"));
        var point = new ECPoint(coordinate(epk, "x"), coordinate(epk, "y"));
        var agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(key.privateKey());
        agreement.doPhase(
                KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, P256.PARAMETERS)), true);
        var enc = String.valueOf(header.get("enc")).getBytes(US_ASCII);
        var info = ByteBuffer.allocate(16 + enc.length)
                .putInt(enc.length)
                .put(enc)
                .putInt(0)
                .putInt(0)
                .putInt(length * 8);
        var sha256 = MessageDigest.getInstance("SHA-256");
        sha256.update(new byte[] {0, 0, 0, 1});
        sha256.update(agreement.generateSecret());
        return Arrays.copyOf(sha256.digest(info.array()), length);
    }

    private static BigInteger coordinate(Map<?, ?> jwk, String name) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(String.valueOf(jwk.get(name))));
    }
}
