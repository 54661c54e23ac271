package dev.verifier.server.wallet;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.verifier.server.audit.LoginLeg;
import dev.verifier.server.key.SealedColumn;
import dev.verifier.server.key.SealedColumns;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The logins that are going on: one table, and a step is one statement that counts only if the login is still as it was read. Of
 * several that try at once exactly one succeeds, on this node or another. Thread-safe.
 */
final class WalletLogins {

    /** As many as one statement names. */
    private static final int AT_ONCE = 500;

    /** What {@link RandomText} makes. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final JdbcClient database;
    private final SealedColumn content;

    /** The last versions of logins that this node wrote; what it has forgotten is taken for another's. */
    private final Cache<String, Integer> written = Caffeine.newBuilder()
            .maximumSize(100_000)
            .expireAfterWrite(Duration.ofMinutes(10))
            .build();

    WalletLogins(JdbcClient database, SealedColumns columns) {
        this.database = database;
        this.content = columns.of("wallet_login.content");
    }

    /**
     * A login as it was read.
     *
     * @param version what a step must find unchanged
     */
    record Kept(WalletLogin login, int version) {}

    void add(WalletLogin login) {
        var order = login.order();
        database.sql("""
                        insert into wallet_login
                            (id, version, phase, request_id, state, query_digest, content, ends_at)
                        values (?, 0, ?, ?, ?, ?, ?, ?)""")
                .param(order.id())
                .param(LoginRow.phase(login))
                .param(order.requestId())
                .param(order.state())
                .param(Digest.of(order.query()))
                .param(content.written(order.id(), login, LoginRow.phase(login)))
                .param(login.endsAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Whether the step was taken; not so where the login is no longer as it was read. */
    boolean replace(Kept before, WalletLogin after) {
        var id = after.order().id();
        return taken(
                id,
                before,
                database.sql("""
                                update wallet_login set version = version + 1, phase = ?, content = ?, ends_at = ?
                                where id = ? and version = ?""")
                        .param(LoginRow.phase(after))
                        .param(content.written(id, after, LoginRow.phase(after)))
                        .param(after.endsAt().atOffset(ZoneOffset.UTC))
                        .param(id)
                        .param(before.version())
                        .update());
    }

    /** The same of the step that a wallet has fetched the request: all that was sealed stays as it is. */
    boolean fetched(Kept before) {
        var id = before.login().order().id();
        return taken(
                id,
                before,
                database.sql(
                                "update wallet_login set version = version + 1, fetched = true where id = ? and version = ?")
                        .param(id)
                        .param(before.version())
                        .update());
    }

    private boolean taken(String id, Kept before, int rows) {
        if (rows == 1) {
            written.put(id, before.version() + 1);
        }
        return rows == 1;
    }

    /** Whether it is as this node left it, and not as another one did. */
    boolean isOurs(String id, int version) {
        var own = written.getIfPresent(id);
        return own != null && version <= own;
    }

    Optional<Kept> byId(String id) {
        return find("id = ?", LoginOrder::id, id);
    }

    Optional<Kept> byRequestId(String requestId) {
        return marked(find("request_id = ?", LoginOrder::requestId, requestId));
    }

    Optional<Kept> byState(String state) {
        return marked(find("state = ?", LoginOrder::state, state));
    }

    /** How often each of these was changed; those that are gone are left out. */
    Map<String, Integer> versions(Collection<String> ids) {
        var versions = new HashMap<String, Integer>();
        var left = List.copyOf(ids);
        for (var from = 0; from < left.size(); from += AT_ONCE) {
            database.sql("select id, version from wallet_login where id in (:ids)")
                    .param("ids", left.subList(from, Math.min(from + AT_ONCE, left.size())))
                    .query((row, _) -> versions.put(row.getString("id"), row.getInt("version")))
                    .list();
        }
        return versions;
    }

    /** Those that are about one authorization request and completed; whose they are is still to be seen. */
    List<Kept> completed(String query) {
        return all("query_digest = ? and phase = ?", Digest.of(query), LoginRow.COMPLETED).stream()
                .filter(kept -> kept.login().order().query().equals(query))
                .toList();
    }

    /** How many are waiting for a wallet. */
    long open(Instant at) {
        return database.sql("select count(*) from wallet_login where phase = ? and ends_at > ?")
                .params(LoginRow.REQUESTED, at.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    /** How many have not ended, by their state. */
    Map<String, Long> phases(Instant at) {
        var phases = new TreeMap<String, Long>();
        database.sql("select phase, count(*) from wallet_login where ends_at > ? group by phase")
                .param(at.atOffset(ZoneOffset.UTC))
                .query((row, _) -> phases.put(row.getString(1).toLowerCase(Locale.ROOT), row.getLong(2)))
                .list();
        return phases;
    }

    /** Forgets those that ended before this instant, at most a number of them: those that no other node did. In a transaction. */
    List<LoginRow> forget(Instant at, int most) {
        return database
                .sql(LoginRow.SELECT + "ends_at < ? order by ends_at, id limit ?")
                .params(at.atOffset(ZoneOffset.UTC), most)
                .query((row, _) -> LoginRow.of(row))
                .list()
                .stream()
                .filter(this::forget)
                .toList();
    }

    private boolean forget(LoginRow row) {
        return database.sql("delete from wallet_login where id = ? and version = ?")
                        .params(row.id(), row.version())
                        .update()
                == 1;
    }

    /** What a row said; empty where another version wrote it, or a key sealed it that is not configured here. */
    Optional<WalletLogin> readable(LoginRow row) {
        return row.readable(content);
    }

    /** Whoever knows these names was told them for this login; its own name is no secret. */
    private static Optional<Kept> marked(Optional<Kept> found) {
        found.ifPresent(kept -> LoginLeg.mark(kept.login().order().id()));
        return found;
    }

    /** What is searched by lies in clear: the login itself must say the same. */
    private Optional<Kept> find(String condition, Function<LoginOrder, String> name, String value) {
        if (!NAME.matcher(value).matches()) {
            return Optional.empty(); // not one of ours, and perhaps nothing a database could compare
        }
        return all(condition, value).stream()
                .filter(kept -> name.apply(kept.login().order()).equals(value))
                .findFirst();
    }

    private List<Kept> all(String condition, Object... values) {
        return database
                .sql(LoginRow.SELECT + condition)
                .params(values)
                .query((row, _) -> LoginRow.of(row))
                .list()
                .stream()
                .map(row -> new Kept(row.read(content), row.version()))
                .filter(kept -> isWhole(kept.login().order()))
                .toList();
    }

    /** A login that was begun before the wallet was asked this way cannot go on, and is as good as none. */
    private static boolean isWhole(LoginOrder order) {
        return Stream.of(order.asked(), order.manner()).noneMatch(Objects::isNull);
    }
}
