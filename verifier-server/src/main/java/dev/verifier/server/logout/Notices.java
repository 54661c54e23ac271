package dev.verifier.server.logout;

import dev.verifier.server.key.SealedColumn;
import dev.verifier.server.key.SealedColumns;
import dev.verifier.server.logout.Notice.Kind;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Notices of one kind that wait to be delivered: one table, so that they outlive a restart. Whoever wants to deliver one takes it for a
 * while by a statement that counts only if nobody else did. Thread-safe.
 */
final class Notices {

    private static final int ID_BYTES = 16;

    /** Longer than all attempts together: nothing waits for ever, whatever keeps it. */
    private static final Duration LIFE = Duration.ofDays(1);

    private final Kind kind;
    private final JdbcClient database;
    private final SealedColumn content;
    private final Predicate<String> wanted;
    private final SecureRandom random;
    private final Clock clock;

    /** @param wanted whether a client wants to be told, by its id */
    Notices(
            Kind kind,
            JdbcClient database,
            SealedColumns columns,
            Predicate<String> wanted,
            SecureRandom random,
            Clock clock) {
        this.kind = kind;
        this.database = database;
        this.content = columns.of(kind.table() + "." + kind.column());
        this.wanted = wanted;
        this.random = random;
        this.clock = clock;
    }

    /** For a client that wants to be told. */
    void add(String session, String clientId, String said) {
        if (!wanted.test(clientId)) {
            return;
        }
        var bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        var id = HexFormat.of().formatHex(bytes);
        var at = clock.instant();
        database.sql("""
                        insert into %s (id, client_id, session_id, %s, attempts, due_at, ends_at)
                        values (?, ?, ?, ?, 0, ?, ?)""".formatted(kind.table(), kind.column()))
                .params(
                        id,
                        clientId,
                        session,
                        content.writtenText(id, said),
                        at.atOffset(ZoneOffset.UTC),
                        at.plus(LIFE).atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Those that are due, a few of each client: nobody's many keep anybody else's waiting. */
    List<Notice> due(int ofEach, int most) {
        return database.sql("""
                        select id, client_id, session_id, %s, attempts from (
                            select n.*, row_number() over (partition by client_id order by due_at) as place
                            from %s n where due_at <= ?) waiting
                        where place <= ? order by due_at limit ?""".formatted(kind.column(), kind.table()))
                .params(clock.instant().atOffset(ZoneOffset.UTC), ofEach, most)
                .query((row, _) -> new Notice(
                        row.getString("id"),
                        row.getString("client_id"),
                        row.getString("session_id"),
                        content.readableText(row.getString("id"), row.getString(kind.column()))
                                .orElse(""),
                        row.getInt("attempts")))
                .list();
    }

    /** Whether it may be delivered now, by nobody else until then. */
    boolean take(Notice notice, Instant until) {
        return database.sql("update " + kind.table()
                                + " set attempts = attempts + 1, due_at = ? where id = ? and attempts = ?")
                        .params(until.atOffset(ZoneOffset.UTC), notice.id(), notice.attempts())
                        .update()
                == 1;
    }

    /** One that was taken is due again. */
    void postpone(Notice notice, Instant until) {
        database.sql("update " + kind.table() + " set due_at = ? where id = ?")
                .params(until.atOffset(ZoneOffset.UTC), notice.id())
                .update();
    }

    void remove(Notice notice) {
        database.sql("delete from " + kind.table() + " where id = ?")
                .param(notice.id())
                .update();
    }
}
