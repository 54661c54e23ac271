package dev.verifier.server.grant;

import dev.verifier.server.key.SealedColumn;
import dev.verifier.server.key.SealedColumns;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The one table grants are remembered in. A row is written only over the version that was read. Thread-safe. */
record GrantTable(JdbcClient database, SealedColumn content) {

    private static final String SELECT =
            "select id, version, client_registration, content from authorization_grant where ";

    GrantTable(JdbcClient database, SealedColumns columns) {
        this(database, columns.of("authorization_grant.content"));
    }

    /**
     * A grant as it was read.
     *
     * @param id its identifier
     * @param version what it was when it was read
     * @param clientRegistration registration id of its client
     * @param content the grant
     */
    record Row(String id, int version, String clientRegistration, GrantContent content) {}

    Optional<Row> byId(String id) {
        return row("id = ?", id);
    }

    Optional<Row> byCode(String presented) {
        return row("code_digest = ?", TokenDigest.ofPresented(presented).hex());
    }

    Optional<Row> byRefreshToken(String presented) {
        return Optional.ofNullable(RefreshFamily.nameIn(presented))
                .flatMap(name -> row("refresh_family = ?", name.hex()));
    }

    private Optional<Row> row(String condition, String value) {
        return database.sql(SELECT + condition)
                .param(value)
                // By name: Spring's own way tries names that no column has, and H2 writes each failure to a file.
                .query((row, _) -> new Row(
                        row.getString("id"),
                        row.getInt("version"),
                        row.getString("client_registration"),
                        content.read(row.getString("id"), row.getString("content"), GrantContent.class)))
                .optional();
    }

    void insert(String id, String clientRegistration, GrantContent granted) {
        database.sql("""
                        insert into authorization_grant
                            (id, version, client_registration, session_id, code_digest, refresh_family, content, ends_at)
                        values (?, 0, ?, ?, ?, ?, ?, ?)""")
                .param(id)
                .param(clientRegistration)
                .param(granted.session())
                .param(code(granted))
                .param(family(granted))
                .param(content.written(id, granted))
                .param(granted.endsAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Whether it was still that version. */
    boolean update(String id, int version, GrantContent granted) {
        return database.sql("""
                        update authorization_grant
                        set version = version + 1, code_digest = ?, refresh_family = ?, content = ?, ends_at = ?
                        where id = ? and version = ?""")
                        .param(code(granted))
                        .param(family(granted))
                        .param(content.written(id, granted))
                        .param(granted.endsAt().atOffset(ZoneOffset.UTC))
                        .param(id)
                        .param(version)
                        .update()
                == 1;
    }

    private static @Nullable String code(GrantContent granted) {
        return granted.code() == null ? null : granted.code().digest().hex();
    }

    private static @Nullable String family(GrantContent granted) {
        return granted.refresh() == null ? null : granted.refresh().name().hex();
    }

    /** Whether it was there. */
    boolean delete(String id) {
        return database.sql("delete from authorization_grant where id = ?")
                        .param(id)
                        .update()
                == 1;
    }

    void deleteOfSession(String session) {
        database.sql("delete from authorization_grant where session_id = ?")
                .param(session)
                .update();
    }
}
