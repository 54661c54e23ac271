package dev.verifier.server.key;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key under which the database keeps what only this server may read (AES-256-GCM, NIST SP 800-38D), and the keys that were it
 * before. What is sealed for one value of one row opens there and nowhere else. Immutable and thread-safe.
 */
public final class DataKey {

    /** How many bytes it has. */
    static final int BYTES = 32;

    /** Nothing that is kept in clear begins so: neither JSON nor base64url. */
    private static final char MARK = '~';

    private static final int ID_LENGTH = 8;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    /**
     * Which value of which row.
     *
     * @param column table and column, such as {@code wallet_login.content}
     * @param row the primary key
     */
    public record Place(String column, String row) {

        byte[] bytes() {
            // No column has a zero in its name, so no two places are written alike.
            return (column + '\0' + row).getBytes(StandardCharsets.UTF_8);
        }
    }

    /** What came of opening. */
    public sealed interface Opening permits Opened, KeyUnknown, Altered {}

    /** What was sealed. */
    public record Opened(String text) implements Opening {}

    /** It is sealed with a key that is configured no more, or not yet: its id. */
    public record KeyUnknown(String keyId) implements Opening {}

    /** It is not what was sealed for this place. */
    public record Altered() implements Opening {}

    /** What is derived from one configured key: each use has a key of its own. */
    private record Derived(String id, SecretKey master, SecretKey content) {

        static Derived from(byte[] bytes) {
            var master = new SecretKeySpec(bytes, "Generic");
            return new Derived(
                    ENCODER.encodeToString(expanded(master, "verifier: id of data key", ID_LENGTH * 6 / 8)),
                    master,
                    new SecretKeySpec(expanded(master, "verifier: content", BYTES), "HmacSHA256"));
        }
    }

    private final Derived current;
    private final Map<String, Derived> all;
    private final SecureRandom random;

    /**
     * @param current 32 bytes
     * @param previous those that still open what they sealed
     */
    DataKey(byte[] current, List<byte[]> previous, SecureRandom random) {
        this.current = Derived.from(current);
        this.all = new LinkedHashMap<>(Map.of(this.current.id(), this.current));
        previous.stream().map(Derived::from).forEach(key -> all.putIfAbsent(key.id(), key));
        this.random = random;
    }

    /** What a key of these bytes is called. */
    static String idOf(byte[] key) {
        return Derived.from(key).id();
    }

    /** A name of the key that seals, which tells nothing of it. */
    public String id() {
        return current.id();
    }

    /** Seals a text for one place. */
    public String seal(Place place, String text) {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            var cipher = cipher(Cipher.ENCRYPT_MODE, current, place, nonce);
            var content = cipher.doFinal(text.getBytes(StandardCharsets.UTF_8));
            var sealed =
                    ByteBuffer.allocate(NONCE_BYTES + content.length).put(nonce).put(content);
            return MARK + current.id() + '.' + ENCODER.encodeToString(sealed.array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }

    /** Whether a value is one that was sealed, by this key or another; else it was written before there was one. */
    public static boolean isSealed(String kept) {
        return !kept.isEmpty() && kept.charAt(0) == MARK;
    }

    /** Whether it is sealed, and by the key that seals now. */
    public boolean isCurrent(String kept) {
        return isSealed(kept) && current.id().equals(idIn(kept));
    }

    /** Opens what was sealed for this place. */
    public Opening open(Place place, String kept) {
        var id = isSealed(kept) ? idIn(kept) : "";
        if (id.isEmpty()) {
            return new Altered();
        }
        return Optional.ofNullable(all.get(id))
                .map(key -> open(key, place, kept.substring(id.length() + 2)))
                .orElseGet(() -> new KeyUnknown(id));
    }

    /** From which more is derived: this one, and those before. */
    List<SecretKey> masters() {
        return all.values().stream().map(Derived::master).toList();
    }

    private static Opening open(Derived key, Place place, String encoded) {
        try {
            var sealed = Base64.getUrlDecoder().decode(encoded);
            if (sealed.length < NONCE_BYTES + TAG_BITS / 8) {
                return new Altered();
            }
            var cipher = cipher(Cipher.DECRYPT_MODE, key, place, Arrays.copyOf(sealed, NONCE_BYTES));
            var clear = cipher.doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
            return new Opened(new String(clear, StandardCharsets.UTF_8));
        } catch (AEADBadTagException | IllegalArgumentException e) {
            return new Altered();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }

    /** Every row has a key of its own: under one for all, chance would repeat a nonce some day (NIST SP 800-38D §8.3). */
    private static Cipher cipher(int mode, Derived key, Place place, byte[] nonce) throws GeneralSecurityException {
        var where = place.bytes();
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(key.content());
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(mac.doFinal(where), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(key.id().getBytes(StandardCharsets.US_ASCII));
        cipher.updateAAD(where);
        return cipher;
    }

    /** Empty where there is none. */
    private static String idIn(String kept) {
        var end = kept.indexOf('.');
        return end == ID_LENGTH + 1 ? kept.substring(1, end) : "";
    }

    private static byte[] expanded(SecretKey master, String purpose, int bytes) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveData(HKDFParameterSpec.ofExtract()
                            .addIKM(master)
                            .thenExpand(purpose.getBytes(StandardCharsets.US_ASCII), bytes));
        } catch (InvalidAlgorithmParameterException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK of today has HKDF", e);
        }
    }
}
