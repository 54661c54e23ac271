package dev.verifier.server.limit;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What the nodes that share a database counted. Each writes rows of its own only, and the whole count each time: nobody waits for
 * anybody, and what is written twice is counted once. Thread-safe.
 */
final class RateTable {

    private final JdbcTemplate batches;
    private final JdbcClient database;
    private final String node;

    /** @param node the name of this one, which no other has */
    RateTable(JdbcTemplate batches, String node) {
        this.batches = batches;
        this.database = JdbcClient.create(batches);
        this.node = node;
    }

    /** What this node counted of somebody in the period that began then. */
    record Use(String digest, Instant since, long uses, Instant worthlessFrom) {}

    void write(List<Use> uses) {
        var updated = batches.batchUpdate(
                "update rate_use set uses = ? where digest = ? and since = ? and node = ?",
                uses.stream()
                        .map(use -> new Object[] {
                            use.uses(), use.digest(), use.since().atOffset(ZoneOffset.UTC), node
                        })
                        .toList());
        var added = new ArrayList<Object[]>();
        for (var i = 0; i < updated.length; i++) {
            if (updated[i] == 0) {
                var use = uses.get(i);
                added.add(new Object[] {
                    use.digest(),
                    use.since().atOffset(ZoneOffset.UTC),
                    node,
                    use.uses(),
                    use.worthlessFrom().atOffset(ZoneOffset.UTC)
                });
            }
        }
        if (!added.isEmpty()) {
            batches.batchUpdate(
                    "insert into rate_use (digest, since, node, uses, worthless_from) values (?, ?, ?, ?, ?)", added);
        }
    }

    /** What all other nodes counted together, of those who did anything there in the period that began then. */
    Map<String, Long> ofOthers(List<String> digests, Instant since) {
        return database
                .sql("""
                        select digest, sum(uses) as uses from rate_use
                        where digest in (:digests) and since = :since and node <> :node group by digest""")
                .param("digests", digests)
                .param("since", since.atOffset(ZoneOffset.UTC))
                .param("node", node)
                .query((row, _) -> Map.entry(row.getString("digest"), row.getLong("uses")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
