package dev.verifier.server;

import java.nio.file.Path;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/**
 * The database of a server that is told of none: H2 in a file, written through at every commit.
 *
 * @param dataDirectory where the file is; H2 itself would refuse a relative one
 */
record EmbeddedDatabase(Path dataDirectory) implements JdbcConnectionDetails {

    @Override
    public String getUsername() {
        return "verifier";
    }

    @Override
    public String getPassword() {
        return "";
    }

    @Override
    public String getJdbcUrl() {
        return "jdbc:h2:file:" + dataDirectory.toAbsolutePath().resolve("verifier")
                + ";DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0";
    }
}
