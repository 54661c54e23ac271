package dev.verifier.server.client;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Remembers what was used once until it is worthless anyway. Of several that try at once exactly one is the first, on this
 * node or another. Only digests are kept. Thread-safe.
 */
public final class ReplayGuard {

    private final UsedOnce used;

    ReplayGuard(JdbcClient database) {
        this.used = new UsedOnce(database);
    }

    /**
     * Whether this is the first use.
     *
     * @param owner whose id it is, so that nobody can use up another's ids
     * @param id what is used
     * @param worthlessFrom until when it is remembered
     */
    public boolean firstUse(String owner, String id, Instant worthlessFrom) {
        return used.add(digest(owner, id), worthlessFrom);
    }

    private static String digest(String owner, String id) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(owner.getBytes(StandardCharsets.UTF_8));
            // A byte that is in no UTF-8 text keeps (a, bc) and (ab, c) apart.
            sha256.update((byte) 0xff);
            return HexFormat.of().formatHex(sha256.digest(id.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
