package dev.verifier.server.client;

import dev.verifier.server.list.YamlObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A client's secret as the server keeps it: never the secret itself. What the list has in clear is hashed while the list is read.
 *
 * @param stored how it was hashed, in braces, and the hash
 */
record ClientSecret(String stored) {

    /** A cost beyond that is seconds of work for everybody who guesses. */
    private static final Pattern BCRYPT =
            Pattern.compile("\\{bcrypt}\\$2[aby]\\$(?:0[4-9]|1[0-4])\\$[./0-9A-Za-z]{53}");

    private static final Pattern PBKDF2 =
            Pattern.compile("\\{pbkdf2}[0-9a-f]{80}|\\{pbkdf2@SpringSecurity_v5_8}[0-9a-f]{96}");

    private static final String CLEAR = "{noop}";
    private static final String DIGEST = "{hmac}";

    /** The secret of an entry; nothing, and perhaps a finding, where it has none. */
    static Optional<ClientSecret> of(YamlObject entry, String clientId, boolean strict) {
        var text = entry.text("clientSecret").orElse("");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (BCRYPT.matcher(text).matches() || PBKDF2.matcher(text).matches()) {
            return Optional.of(new ClientSecret(text));
        }
        if (!text.startsWith(CLEAR) || text.equals(CLEAR)) {
            entry.error(
                    "clientSecret",
                    "must be {bcrypt} with its hash of a cost up to 14, {pbkdf2} with its hash, or {noop} with the secret");
            return Optional.empty();
        }
        var clear = "stands here in clear, for whoever reads the list; write {bcrypt} and its hash";
        if (strict) {
            entry.error("clientSecret", clear);
        } else {
            entry.warning("clientSecret", clear);
        }
        return Optional.of(new ClientSecret(DIGEST + digest(clientId, text.substring(CLEAR.length()))));
    }

    /** Whether the stored form can be computed at once, so that nobody needs to be kept from guessing for the work it makes. */
    boolean isQuick() {
        return stored.startsWith(DIGEST);
    }

    boolean isBcrypt() {
        return stored.startsWith("{bcrypt}");
    }

    /** Compared in a time that does not depend on where they differ. */
    boolean quicklyMatches(String clientId, String presented) {
        return same(stored, DIGEST + digest(clientId, presented));
    }

    /** What is remembered of a secret that was right: without the stored form it says nothing. */
    static String digest(String key, String secret) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every JDK has HmacSHA256", e);
        }
    }

    static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "ClientSecret";
    }
}
