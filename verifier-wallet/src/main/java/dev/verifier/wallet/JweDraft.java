package dev.verifier.wallet;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A compact JWE with ECDH-ES in direct key agreement mode (RFC 7516 §7.1, RFC 7518 §4.6) before it is encrypted. What the header says
 * can be changed without what is done, and the other way round.
 */
final class JweDraft {
    private static final int GCM_NONCE = 12;
    private static final int GCM_TAG = 16;

    private final Map<String, Object> header;
    private final byte[] payload;
    private final EncryptionKey to;

    private JweDraft(Map<String, Object> header, byte[] payload, EncryptionKey to) {
        this.header = header;
        this.payload = payload;
        this.to = to;
    }

    static JweDraft of(EncryptionKey to, String payload) {
        var header = new LinkedHashMap<String, Object>();
        header.put("alg", "ECDH-ES");
        header.put("enc", to.enc().name());
        header.put("kid", to.kid());
        return new JweDraft(header, payload.getBytes(UTF_8), to);
    }

    byte[] payload() {
        return payload.clone();
    }

    EncryptionKey to() {
        return to;
    }

    JweDraft withHeader(String name, Object value) {
        var changed = new LinkedHashMap<>(header);
        changed.put(name, value);
        return new JweDraft(changed, payload, to);
    }

    JweDraft withoutHeader(String name) {
        var changed = new LinkedHashMap<>(header);
        changed.remove(name);
        return new JweDraft(changed, payload, to);
    }

    JweDraft to(EncryptionKey other) {
        return new JweDraft(header, payload, other);
    }

    JweDraft saying(byte[] other) {
        return new JweDraft(header, other, to);
    }

    /** RFC 7516 §4.1.3: what is said is compressed first. */
    JweDraft zipped(byte[] other) {
        var zipped = new ByteArrayOutputStream();
        try (var deflater = new DeflaterOutputStream(zipped, new Deflater(9, true))) {
            deflater.write(other);
        } catch (IOException e) {
            throw new IllegalStateException("memory is always there to write to", e);
        }
        return withHeader("zip", "DEF").saying(zipped.toByteArray());
    }

    String encrypted(SecureRandom random) {
        var ephemeral = SealKey.P_256.generate(random);
        var whole = new LinkedHashMap<>(header);
        whole.put("epk", new DidKey(((ECPublicKey) ephemeral.getPublic()).getW()).jwk());
        var protectedHeader = CompactJws.encode(Json.write(whole).getBytes(UTF_8));
        var nonce = new byte[GCM_NONCE];
        random.nextBytes(nonce);
        var sealed = sealed(contentKey(ephemeral), nonce, protectedHeader.getBytes(US_ASCII));
        int end = sealed.length - GCM_TAG;
        return protectedHeader + ".." + CompactJws.encode(nonce) + "." + CompactJws.encode(Arrays.copyOf(sealed, end))
                + "." + CompactJws.encode(Arrays.copyOfRange(sealed, end, sealed.length));
    }

    private byte[] sealed(byte[] key, byte[] nonce, byte[] header) {
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    new SecretKeySpec(key, "AES"),
                    new GCMParameterSpec(GCM_TAG * Byte.SIZE, nonce));
            cipher.updateAAD(header);
            return cipher.doFinal(payload);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES in GCM", e);
        }
    }

    /** RFC 7518 §4.6.2: one round of the Concat KDF is enough for 256 bits. */
    private byte[] contentKey(KeyPair ephemeral) {
        try {
            var agreement = KeyAgreement.getInstance("ECDH");
            agreement.init(ephemeral.getPrivate());
            agreement.doPhase(to.publicKey(), true);
            var sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(number(1));
            sha256.update(agreement.generateSecret());
            var algorithm = to.enc().name().getBytes(US_ASCII);
            sha256.update(number(algorithm.length));
            sha256.update(algorithm);
            sha256.update(number(0)); // apu
            sha256.update(number(0)); // apv
            sha256.update(number(to.enc().keyLength() * Byte.SIZE));
            return Arrays.copyOf(sha256.digest(), to.enc().keyLength());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has ECDH and SHA-256", e);
        }
    }

    private static byte[] number(int value) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(value).array();
    }
}
