package dev.verifier.server.grant;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/** The one table grants are remembered in. A row is written only over the version that was read. Thread-safe. */
record GrantTable(JdbcClient database) {

    /** In ASCII: half a character, which a request or a credential may have, is not kept by every database. */
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private static final String SELECT =
            "select id, version, client_registration, content from authorization_grant where ";

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
                        JSON.readValue(row.getString("content"), GrantContent.class)))
                .optional();
    }

    void insert(String id, String clientRegistration, GrantContent content) {
        database.sql("""
                        insert into authorization_grant
                            (id, version, client_registration, session_id, code_digest, refresh_family, content, ends_at)
                        values (?, 0, ?, ?, ?, ?, ?, ?)""")
                .param(id)
                .param(clientRegistration)
                .param(content.session())
                .param(code(content))
                .param(family(content))
                .param(JSON.writeValueAsString(content))
                .param(content.endsAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Whether it was still that version. */
    boolean update(String id, int version, GrantContent content) {
        return database.sql("""
                        update authorization_grant
                        set version = version + 1, code_digest = ?, refresh_family = ?, content = ?, ends_at = ?
                        where id = ? and version = ?""")
                        .param(code(content))
                        .param(family(content))
                        .param(JSON.writeValueAsString(content))
                        .param(content.endsAt().atOffset(ZoneOffset.UTC))
                        .param(id)
                        .param(version)
                        .update()
                == 1;
    }

    private static @Nullable String code(GrantContent content) {
        return content.code() == null ? null : content.code().digest().hex();
    }

    private static @Nullable String family(GrantContent content) {
        return content.refresh() == null ? null : content.refresh().name().hex();
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

    void forget(Instant at) {
        database.sql("delete from authorization_grant where ends_at < ?")
                .param(at.atOffset(ZoneOffset.UTC))
                .update();
    }
}
