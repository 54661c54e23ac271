package dev.verifier.server.logout;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Which of the nodes on one database does what only one of them has to do. A turn ends by itself, so that a node that was killed in the
 * middle of one keeps nobody from the next. Thread-safe.
 */
record NodeTurns(JdbcClient database) {

    /** Whether it is this node's turn, until then; of several that ask at once it is one's. */
    boolean take(String name, Instant at, Instant until) {
        var taken = database.sql("update node_turn set taken_until = ? where name = ? and taken_until <= ?")
                .params(until.atOffset(ZoneOffset.UTC), name, at.atOffset(ZoneOffset.UTC))
                .update();
        return taken == 1 || isFirst(name, until);
    }

    private boolean isFirst(String name, Instant until) {
        var known = database.sql("select count(*) from node_turn where name = ?")
                .param(name)
                .query(Integer.class)
                .single();
        if (known > 0) {
            return false;
        }
        try {
            database.sql("insert into node_turn (name, taken_until) values (?, ?)")
                    .params(name, until.atOffset(ZoneOffset.UTC))
                    .update();
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    /** The same for so long; the turn, where it is this node's. */
    Optional<NodeTurn> take(String name, Instant at, Duration length) {
        return take(name, at, at.plus(length))
                ? Optional.of(new NodeTurn(this, name, at.plus(length)))
                : Optional.empty();
    }

    /** The turn of this node goes on. */
    void keep(String name, Instant until) {
        database.sql("update node_turn set taken_until = ? where name = ?")
                .params(until.atOffset(ZoneOffset.UTC), name)
                .update();
    }
}
