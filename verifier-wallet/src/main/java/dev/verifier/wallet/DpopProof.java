package dev.verifier.wallet;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * A proof that whoever sends a request has a key (RFC 9449 §4.2). Immutable; every change is another proof, of the same
 * {@code jti} unless that is what is changed.
 */
public final class DpopProof {
    private static final int ID_LENGTH = 16;

    private final WalletKey key;
    private final JwsDraft draft;

    private DpopProof(WalletKey key, JwsDraft draft) {
        this.key = key;
        this.draft = draft;
    }

    /**
     * A proof for one request.
     *
     * @param method of the request
     * @param target its URL, without query and fragment
     */
    public static DpopProof of(WalletKey key, String method, URI target, Instant at, SecureRandom random) {
        var id = new byte[ID_LENGTH];
        random.nextBytes(id);
        var header =
                Json.object(Map.entry("typ", "dpop+jwt"), Map.entry("alg", "ES256"), Map.entry("jwk", key.publicJwk()));
        var claims = Json.object(
                Map.entry("jti", CompactJws.encode(id)),
                Map.entry("htm", method),
                Map.entry("htu", target.toString()),
                Map.entry("iat", at.getEpochSecond()));
        return new DpopProof(key, new JwsDraft(header, claims));
    }

    /** For a request that this access token is sent with (RFC 9449 §7). */
    public DpopProof with(String accessToken) {
        return edit(draft -> draft.with("ath", CompactJws.encode(sha256(accessToken))));
    }

    /** With a nonce of the server (RFC 9449 §8). */
    public DpopProof nonce(String nonce) {
        return edit(draft -> draft.with("nonce", nonce));
    }

    /** As made by somebody whose clock is off by this much; ahead, if positive. */
    public DpopProof clockShifted(Duration ahead) {
        return edit(draft -> draft.shifted(ahead));
    }

    /** Any other change before it is signed. */
    public DpopProof edit(UnaryOperator<JwsDraft> change) {
        return new DpopProof(key, change.apply(draft));
    }

    /** The value of the {@code DPoP} header. */
    public String compact() {
        return key.sign(draft);
    }

    /**
     * The same with this crime committed.
     *
     * @param rogue whoever has no part in the request
     */
    public String tampered(ProofTampering crime, WalletKey rogue) {
        return crime.commit(key, rogue, draft);
    }

    /** What names a key in tokens (RFC 7638 §3, RFC 9449 §6.1). */
    public static String thumbprint(WalletKey key) {
        var members = new TreeMap<>(key.publicJwk());
        members.keySet().retainAll(Set.of("crv", "kty", "x", "y"));
        return CompactJws.encode(sha256(Json.write(members)));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
