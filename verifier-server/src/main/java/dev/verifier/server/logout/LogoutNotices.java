package dev.verifier.server.logout;

import dev.verifier.server.client.TrustedClients;
import dev.verifier.server.key.SealedColumn;
import dev.verifier.server.key.SealedColumns;
import dev.verifier.server.session.SessionClient;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Notices that wait to be delivered: one table, so that they outlive a restart. Whoever wants to deliver one takes it for a while by
 * a statement that counts only if nobody else did. Thread-safe.
 */
final class LogoutNotices {

    private static final int ID_BYTES = 16;

    private final JdbcClient database;
    private final SealedColumn subject;
    private final TrustedClients clients;
    private final SecureRandom random;
    private final Clock clock;

    LogoutNotices(
            JdbcClient database, SealedColumns columns, TrustedClients clients, SecureRandom random, Clock clock) {
        this.database = database;
        this.subject = columns.of("logout_notice.subject");
        this.clients = clients;
        this.random = random;
        this.clock = clock;
    }

    /** For a client that wants to be told. */
    void add(String session, SessionClient client) {
        if (clients.client(client.clientId())
                .filter(registered -> registered.backchannelLogoutUri() != null)
                .isEmpty()) {
            return;
        }
        var bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        var id = HexFormat.of().formatHex(bytes);
        database.sql("""
                        insert into logout_notice (id, client_id, session_id, subject, attempts, due_at)
                        values (?, ?, ?, ?, 0, ?)""")
                .params(
                        id,
                        client.clientId(),
                        session,
                        subject.writtenText(id, client.subject()),
                        clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Those that are due, a few of each client: nobody's many keep anybody else's waiting. */
    List<LogoutNotice> due(int ofEach, int most) {
        return database.sql("""
                        select id, client_id, session_id, subject, attempts from (
                            select n.*, row_number() over (partition by client_id order by due_at) as place
                            from logout_notice n where due_at <= ?) waiting
                        where place <= ? order by due_at limit ?""")
                .params(clock.instant().atOffset(ZoneOffset.UTC), ofEach, most)
                .query((row, _) -> new LogoutNotice(
                        row.getString("id"),
                        row.getString("client_id"),
                        row.getString("session_id"),
                        subject.readText(row.getString("id"), row.getString("subject")),
                        row.getInt("attempts")))
                .list();
    }

    /** Whether it may be delivered now, by nobody else until then. */
    boolean take(LogoutNotice notice, Instant until) {
        return database.sql(
                                "update logout_notice set attempts = attempts + 1, due_at = ? where id = ? and attempts = ?")
                        .params(until.atOffset(ZoneOffset.UTC), notice.id(), notice.attempts())
                        .update()
                == 1;
    }

    /** One that was taken is due again. */
    void postpone(LogoutNotice notice, Instant until) {
        database.sql("update logout_notice set due_at = ? where id = ?")
                .params(until.atOffset(ZoneOffset.UTC), notice.id())
                .update();
    }

    void remove(LogoutNotice notice) {
        database.sql("delete from logout_notice where id = ?")
                .param(notice.id())
                .update();
    }
}
