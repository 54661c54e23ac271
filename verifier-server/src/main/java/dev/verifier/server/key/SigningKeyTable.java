package dev.verifier.server.key;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.verifier.server.key.DataKey.Place;
import dev.verifier.server.key.DatedKeys.DatedKey;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Signing keys that all nodes share: one row for each, in the order in which they sign. Their private parts are sealed with the data key.
 * Thread-safe.
 *
 * @param data seals them
 */
record SigningKeyTable(JdbcClient database, DataKey data, SecureRandom random) {

    private static final String COLUMN = "signing_key.content";

    /** A key at its place. */
    record Row(int place, DatedKey dated) {

        String kid() {
            return dated.key().id();
        }
    }

    /** All of them, in order. */
    List<Row> rows() {
        return database.sql("select place, kid, content, signs_from from signing_key order by place")
                .query((row, _) -> new Row(
                        row.getInt("place"),
                        new DatedKey(
                                opened(row.getString("kid"), row.getString("content")),
                                row.getObject("signs_from", OffsetDateTime.class)
                                        .toInstant())))
                .list();
    }

    /** Adds a new key; empty where another node was faster to add one at this place. */
    Optional<Row> add(int place, Instant signsFrom) {
        try {
            return add(
                    place,
                    SigningKey.of(
                            new ECKeyGenerator(Curve.P_256).secureRandom(random).generate()),
                    signsFrom);
        } catch (JOSEException e) {
            throw new IllegalStateException("every JDK makes keys on P-256", e);
        }
    }

    /** Adds a key that is not kept from us; empty where another node was faster. */
    Optional<Row> add(int place, SigningKey key, Instant signsFrom) {
        // PostgreSQL rounds what is finer: the first key would sign from a moment later than it was made for.
        var from = signsFrom.truncatedTo(ChronoUnit.MICROS);
        try {
            database.sql("insert into signing_key (place, kid, content, signs_from) values (?, ?, ?, ?)")
                    .params(
                            place,
                            key.id(),
                            data.seal(
                                    new Place(COLUMN, key.id()),
                                    key.secret().orElseThrow().toJSONString()),
                            from.atOffset(ZoneOffset.UTC))
                    .update();
            return Optional.of(new Row(place, new DatedKey(key, from)));
        } catch (DuplicateKeyException e) {
            return Optional.empty();
        }
    }

    /** Whether it was this call that removed it. */
    boolean remove(Row row) {
        return database.sql("delete from signing_key where place = ? and kid = ?")
                        .params(row.place(), row.kid())
                        .update()
                == 1;
    }

    private SigningKey opened(String kid, String content) {
        var text = switch (data.open(new Place(COLUMN, kid), content)) {
            case DataKey.Opened opened -> opened.text();
            case DataKey.KeyUnknown unknown ->
                throw KeySource.invalid(
                        "verifier.keys.data",
                        "the database has signing keys that the data key " + unknown.keyId()
                                + " opens: give this node the data key of the others");
            case DataKey.Altered _ ->
                throw KeySource.invalid(
                        "verifier.keys.rotation",
                        "the database has a signing key that is not as it was written: find out who changed it");
        };
        ECKey secret = KeyText.privateKey(text);
        var key = SigningKey.untried(LocalKey.of(secret));
        if (!key.id().equals(kid)) {
            throw KeySource.invalid("verifier.keys.rotation", "the database has a signing key under another's name");
        }
        return key;
    }
}
