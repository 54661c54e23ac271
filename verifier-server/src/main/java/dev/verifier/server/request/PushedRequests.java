package dev.verifier.server.request;

import dev.verifier.server.key.SealedColumn;
import dev.verifier.server.key.SealedColumns;
import dev.verifier.server.request.AskedParameters.Kept;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;

/**
 * Requests that wait for their browser, and then for its login to end: those that were pushed (RFC 9126), and what request objects
 * said. Each leads to one login. They are found by a name that nobody guesses, of which a digest is kept. Thread-safe.
 */
public final class PushedRequests {

    /** RFC 9126 §2.2. */
    static final String PREFIX = "urn:ietf:params:oauth:request_uri:";

    private static final int RANDOM_BYTES = 32;
    private static final TypeReference<Map<String, String>> PARAMETERS = new TypeReference<>() {};

    private final JdbcClient database;
    private final SealedColumn content;
    private final SecureRandom random;

    PushedRequests(JdbcClient database, SealedColumns columns, SecureRandom random) {
        this.database = database;
        this.content = columns.of("pushed_request.content");
        this.random = random;
    }

    /** Keeps a client's parameters for so long, unless a login begins with them. */
    public AskedParameters add(Map<String, String> values, Instant endsAt) {
        var bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        var uri = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        var digest = digest(uri);
        database.sql("insert into pushed_request (digest, content, ends_at) values (?, ?, ?)")
                .param(digest)
                .param(content.written(digest, values))
                .param(endsAt.atOffset(ZoneOffset.UTC))
                .update();
        return new AskedParameters(values, new Kept(uri, null));
    }

    /** What is kept under a name now, whosever it is. */
    Optional<AskedParameters> find(String uri, Instant at) {
        var digest = digest(uri);
        return database.sql("select content, login from pushed_request where digest = ? and ends_at > ?")
                .params(digest, at.atOffset(ZoneOffset.UTC))
                .query((row, _) -> new AskedParameters(
                        content.read(digest, row.getString("content"), PARAMETERS),
                        new Kept(uri, row.getString("login"))))
                .optional();
    }

    /**
     * Takes a request for a login, or for whatever else answers it; true once. Whoever answers a request that is kept without having
     * taken it lets it be answered twice (RFC 9126 §7.3).
     *
     * @param kept as it was found: of several that found it free, or taken by the same login, one takes it
     * @param login by whom it is taken
     * @param endsAt until when that one may come back to it
     */
    public boolean take(Kept kept, String login, Instant endsAt) {
        return database.sql("""
                        update pushed_request set login = ?, ends_at = ?
                        where digest = ? and coalesce(login, '') = ?""")
                        .param(login)
                        .param(endsAt.atOffset(ZoneOffset.UTC))
                        .param(digest(kept.uri()))
                        .param(kept.login() == null ? "" : kept.login())
                        .update()
                == 1;
    }

    private static String digest(String uri) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(uri.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
