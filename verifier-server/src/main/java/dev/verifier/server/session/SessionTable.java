package dev.verifier.server.session;

import dev.verifier.server.key.SealedColumn;
import dev.verifier.server.key.SealedColumns;
import dev.verifier.server.token.PresentedSubject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Sessions as they are written down, each with the clients that signed somebody in with it. Thread-safe. */
final class SessionTable {

    private static final String SELECT = "select id, content, ends_at from browser_session where ";

    private final JdbcClient database;
    private final SealedColumn content;
    private final SealedColumn subject;

    SessionTable(JdbcClient database, SealedColumns columns) {
        this.database = database;
        this.content = columns.of("browser_session.content");
        this.subject = columns.of("session_client.subject");
    }

    private record Content(PresentedSubject subject, Instant at) {}

    Optional<BrowserSession> bySecret(String digest, Instant at) {
        return database.sql(SELECT + "secret_digest = ? and ends_at > ?")
                .params(digest, at.atOffset(ZoneOffset.UTC))
                .query((row, _) -> session(
                        row.getString("id"),
                        content.read(row.getString("id"), row.getString("content"), Content.class, digest),
                        row.getObject("ends_at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    Optional<BrowserSession> byId(String id, Instant at) {
        return database.sql(SELECT + "id = ? and ends_at > ?")
                .params(id, at.atOffset(ZoneOffset.UTC))
                .query((row, _) -> session(
                        row.getString("id"),
                        content.read(row.getString("id"), row.getString("content"), Content.class),
                        row.getObject("ends_at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    /** The names of sessions that have not ended, in their order, behind one of them. */
    List<String> after(String id, Instant at, int most) {
        return database.sql("select id from browser_session where id > ? and ends_at > ? order by id limit ?")
                .params(id, at.atOffset(ZoneOffset.UTC), most)
                .query((row, _) -> row.getString("id"))
                .list();
    }

    private static BrowserSession session(String id, Content read, Instant endsAt) {
        return new BrowserSession(id, read.subject(), read.at(), endsAt);
    }

    private String written(BrowserSession session, String digest) {
        return content.written(session.id(), new Content(session.subject(), session.at()), digest);
    }

    /** Whether it begins; not so where another tab of its browser was faster, whose secret the browser has then. */
    boolean add(BrowserSession session, String digest) {
        try {
            insert(session, digest);
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    private void insert(BrowserSession session, String digest) {
        database.sql("insert into browser_session (id, secret_digest, content, ends_at) values (?, ?, ?, ?)")
                .params(
                        session.id(),
                        digest,
                        written(session, digest),
                        session.endsAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Whether it goes on with what was proved anew, and with a new secret in place of the old. */
    boolean renew(BrowserSession session, String oldDigest, String newDigest) {
        return database.sql("""
                        update browser_session set secret_digest = ?, content = ?, ends_at = ?
                        where id = ? and secret_digest = ?""")
                        .params(
                                newDigest,
                                written(session, newDigest),
                                session.endsAt().atOffset(ZoneOffset.UTC),
                                session.id(),
                                oldDigest)
                        .update()
                == 1;
    }

    /**
     * Whether a client signed its person in with a session; not so where that has just ended.
     *
     * @param name under which the client knows the person
     * @param consented scopes to which the person agreed when asked; empty where nobody is asked
     */
    boolean join(String session, String client, String name, Set<String> consented) {
        var scopes = String.join(" ", consented);
        var written = subject.writtenText(row(session, client), name);
        if (update(session, client, written, scopes) == 0) {
            try {
                return insert(session, client, written, scopes);
            } catch (DuplicateKeyException e) {
                update(session, client, written, scopes); // another tab was faster
            }
        }
        return true;
    }

    /**
     * A session that begins, and its first client. In a transaction, so that there are both or neither.
     *
     * @throws DuplicateKeyException where another tab of its browser was faster: the transaction is over
     */
    void add(BrowserSession session, String digest, SessionClient client, Set<String> consented) {
        insert(session, digest);
        var row = row(session.id(), client.clientId());
        insert(
                session.id(),
                client.clientId(),
                subject.writtenText(row, client.subject()),
                String.join(" ", consented));
    }

    /** Of this and the end of the session one waits for the other. */
    private boolean insert(String session, String client, String written, String consented) {
        return database.sql("""
                        insert into session_client (session_id, client_id, subject, consented)
                        select id, ?, ?, ? from browser_session where id = ? for update""").params(client, written, consented, session).update() == 1;
    }

    private int update(String session, String client, String written, String consented) {
        return database.sql("""
                        update session_client set subject = ?, consented = ? where session_id = ? and client_id = ?""").params(written, consented, session, client).update();
    }

    Set<String> consented(String session, String client) {
        return database.sql("select consented from session_client where session_id = ? and client_id = ?")
                .params(session, client)
                .query(String.class)
                .optional()
                .filter(scopes -> !scopes.isEmpty())
                .map(scopes -> Set.of(scopes.split(" ")))
                .orElse(Set.of());
    }

    /** Nobody agreed to anything in a session any more. */
    void forgetConsents(String session) {
        database.sql("update session_client set consented = '' where session_id = ?")
                .param(session)
                .update();
    }

    List<SessionClient> clients(String session) {
        return database.sql("select client_id, subject from session_client where session_id = ? order by client_id")
                .param(session)
                .query((row, _) -> client(session, row.getString("client_id"), row.getString("subject")))
                .list();
    }

    private SessionClient client(String session, String client, String written) {
        return new SessionClient(
                client, subject.readableText(row(session, client), written).orElse(""));
    }

    /** The primary key as one text: no session has a space in its name. */
    private static String row(String session, String client) {
        return session + " " + client;
    }

    /** Whether it is there, and nobody joins or ends it until this transaction is over. */
    boolean hold(String session) {
        return database.sql("select id from browser_session where id = ? for update")
                .param(session)
                .query(String.class)
                .optional()
                .isPresent();
    }

    /** Whether it was there, and is no more. */
    boolean remove(String session) {
        return database.sql("delete from browser_session where id = ?")
                        .param(session)
                        .update()
                == 1;
    }
}
