package dev.verifier.server.key;

import com.nimbusds.jose.jwk.ECKey;
import dev.verifier.server.audit.EventLog;
import dev.verifier.server.audit.VerifierEvent;
import dev.verifier.server.configuration.Rotation;
import dev.verifier.server.key.DatedKeys.DatedKey;
import dev.verifier.server.key.SigningKeyTable.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DataAccessException;

/**
 * Keys in the database, which follow one another. The next is written down long before it signs, so that every node has read it by then and
 * every reader has heard of it; that makes all nodes agree at every moment without talking to one another. Thread-safe.
 */
final class KeptKeys implements KeyRing {

    private final SigningKeyTable table;
    private final KeyTimes times;
    private final Rotation rotation;
    private final List<ECKey> also;
    private final EventLog events;
    private volatile DatedKeys keys;

    /**
     * @param first the key that signed until now; one is made where there is none
     * @param also public keys that are published too
     */
    KeptKeys(
            SigningKeyTable table,
            KeyTimes times,
            Rotation rotation,
            Optional<SigningKey> first,
            List<ECKey> also,
            EventLog events,
            Instant at) {
        this.table = table;
        this.times = times;
        this.rotation = rotation;
        this.also = also;
        this.events = events;
        if (table.rows().isEmpty()) {
            first.map(key -> table.add(1, key, at))
                    .orElseGet(() -> table.add(1, at))
                    .ifPresent(this::tell);
        }
        this.keys = dated(table.rows());
    }

    @Override
    public SigningKeys at(Instant at) {
        return keys.at(at);
    }

    /** Reads them again; makes the next one when its time has come, and forgets those whose tokens have all ended. */
    @Override
    public void refresh(Instant at) {
        try {
            var rows = table.rows();
            rotation.every()
                    .flatMap(period -> due(rows.getLast(), period, at))
                    .flatMap(signsFrom -> table.add(rows.getLast().place() + 1, signsFrom))
                    .ifPresent(this::tell);
            forget(at);
            keys = dated(table.rows());
        } catch (DataAccessException e) {
            // Those that are known stay: the next one was written down long before it is needed.
        }
    }

    /**
     * Has the next key made now, if none waits already.
     *
     * @return the one that will be next
     */
    static DatedKey rotate(SigningKeyTable table, KeyTimes times, Instant at) {
        var last = table.rows().getLast();
        if (last.dated().signsFrom().isAfter(at)) {
            return last.dated();
        }
        return table.add(last.place() + 1, times.next(at))
                .orElseGet(() -> table.rows().getLast())
                .dated();
    }

    private Optional<Instant> due(Row last, Duration period, Instant at) {
        var ends = last.dated().signsFrom().plus(period);
        if (at.isBefore(ends.minus(times.overlap()))) {
            return Optional.empty();
        }
        var earliest = times.next(at);
        return Optional.of(earliest.isAfter(ends) ? earliest : ends);
    }

    private void forget(Instant at) {
        var rows = table.rows();
        var dated = dated(rows);
        for (var place = 0; place < rows.size() && dated.isOver(place, at); place++) {
            if (table.remove(rows.get(place))) {
                events.publish(new VerifierEvent.KeyRetired(rows.get(place).kid()));
            }
        }
    }

    private DatedKeys dated(List<Row> rows) {
        return new DatedKeys(rows.stream().map(Row::dated).toList(), also, times.lasting());
    }

    private void tell(Row row) {
        events.publish(new VerifierEvent.KeyAdded(row.kid(), row.dated().signsFrom()));
    }
}
