package dev.verifier.server.wallet;

import dev.verifier.server.key.SealedColumn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/**
 * A login as it lies in the table.
 *
 * @param id its name
 * @param version how often it was changed
 * @param phase which state it is in
 * @param content the state itself
 * @param fetched whether a wallet has fetched its request since the content was written
 */
record LoginRow(String id, int version, String phase, String content, boolean fetched) {

    static final String SELECT = "select id, version, phase, content, fetched from wallet_login where ";
    static final String REQUESTED = Phase.REQUESTED.name();
    static final String COMPLETED = Phase.COMPLETED.name();

    /** The states, by the names they have in the table. */
    private enum Phase {
        REQUESTED(WalletLogin.Requested.class),
        PRESENTED(WalletLogin.Presented.class),
        COMPLETED(WalletLogin.Completed.class),
        ENDED(WalletLogin.Ended.class);

        private final Class<? extends WalletLogin> state;

        Phase(Class<? extends WalletLogin> state) {
            this.state = state;
        }
    }

    static String phase(WalletLogin login) {
        return switch (login) {
            case WalletLogin.Requested _ -> REQUESTED;
            case WalletLogin.Presented _ -> Phase.PRESENTED.name();
            case WalletLogin.Completed _ -> COMPLETED;
            case WalletLogin.Ended _ -> Phase.ENDED.name();
        };
    }

    static LoginRow of(ResultSet row) throws SQLException {
        return new LoginRow(
                row.getString("id"),
                row.getInt("version"),
                row.getString("phase"),
                row.getString("content"),
                row.getBoolean("fetched"));
    }

    WalletLogin read(SealedColumn column) {
        var login = column.read(id, content, Phase.valueOf(phase).state, phase);
        return fetched && login instanceof WalletLogin.Requested requested ? requested.fetchedByWallet() : login;
    }

    /** The same; empty where another version wrote it, or a key sealed it that is not configured here. */
    Optional<WalletLogin> readable(SealedColumn column) {
        try {
            return Optional.of(read(column));
        } catch (JacksonException | IllegalArgumentException | IllegalStateException e) {
            return Optional.empty();
        }
    }
}
