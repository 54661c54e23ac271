package dev.verifier.server.limit;

import dev.verifier.server.configuration.Rate;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.dao.DataAccessException;

/**
 * The rates that all nodes on one database keep together. Nothing of it is done while somebody waits: each node counts for itself, and
 * once a second tells the others of those who did much ({@code docs/adr/0036-nodes-keep-rates-together.md}). Thread-safe.
 */
public final class Throttles {

    /** As many of each rate as one exchange takes. */
    private static final int AT_ONCE = 500;

    private final ConcurrentMap<String, Throttle> throttles = new ConcurrentHashMap<>();
    private final ReentrantLock exchanging = new ReentrantLock();
    private final RateTable table;
    private final SecretKeySpec secret;
    private final Clock clock;

    /** @param secret by which nobody but the nodes can tell who is counted */
    Throttles(RateTable table, String secret, Clock clock) {
        this.table = table;
        this.secret = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
        this.clock = clock;
    }

    /** The throttle of a name that is the same on every node. */
    public Throttle named(String name, Rate rate) {
        return throttles.computeIfAbsent(name, _ -> new Throttle(rate));
    }

    /** Tells other nodes, and hears from them. Where the database is away, which its health tells, each node goes on by itself. */
    void exchange() {
        if (!exchanging.tryLock()) {
            return; // the one before is not done yet
        }
        try {
            throttles.forEach(this::exchange);
        } finally {
            exchanging.unlock();
        }
    }

    private void exchange(String name, Throttle throttle) {
        var keys = throttle.toTell(AT_ONCE);
        if (keys.isEmpty()) {
            return;
        }
        var at = clock.instant();
        var since = throttle.since(at);
        var digests = keys.stream().collect(Collectors.toMap(key -> key, key -> digest(name, key)));
        var told = keys.stream().collect(Collectors.toMap(key -> key, key -> throttle.uses(key, since)));
        try {
            table.write(keys.stream()
                    .map(key -> new RateTable.Use(
                            digests.getOrDefault(key, ""),
                            since,
                            told.getOrDefault(key, 0L),
                            throttle.worthlessFrom(since)))
                    .toList());
            var heard = table.ofOthers(List.copyOf(digests.values()), since);
            told.forEach((key, uses) ->
                    throttle.exchanged(key, uses, heard.getOrDefault(digests.getOrDefault(key, ""), 0L), at));
        } catch (DataAccessException e) {
            throttle.notTold(keys);
        }
    }

    private String digest(String name, String key) {
        try {
            var mac = Mac.getInstance(secret.getAlgorithm());
            mac.init(secret);
            mac.update(name.getBytes(StandardCharsets.UTF_8));
            // A byte that is in no UTF-8 text keeps (a, bc) and (ab, c) apart.
            mac.update((byte) 0xff);
            return HexFormat.of().formatHex(mac.doFinal(key.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every JDK has HMAC-SHA-256", e);
        }
    }
}
