package dev.verifier.server.admin;

import dev.verifier.server.audit.RefusalMemory.Remembered;
import dev.verifier.server.key.KeyStates.KeyState;
import dev.verifier.server.list.Finding;
import dev.verifier.server.list.LatestGood;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A server at an instant. Names of clients, lists and keys, reasons and support ids; nothing about anybody who signs in.
 *
 * @param at the instant
 * @param issuer whose server
 * @param lists the lists in use
 * @param keys the keys that are published, and what vouches for them
 * @param logins how many have not ended, by state, on all nodes; null where the database does not say
 * @param reasons why this node refused what it remembers, the most frequent first
 * @param refusals what it remembers, the newest first
 */
record Overview(
        Instant at,
        String issuer,
        List<ListState> lists,
        List<KeyState> keys,
        @Nullable Map<String, Long> logins,
        List<Reason> reasons,
        List<Remembered> refusals) {

    /**
     * A list.
     *
     * @param location where it is
     * @param entries how many are in use
     * @param asOf when its source last confirmed it; null where it was never loaded
     * @param problem why the last refresh brought nothing; empty where it did
     * @param findings what is odd in it
     */
    record ListState(
            String name,
            String location,
            int entries,
            @Nullable Instant asOf,
            String problem,
            List<Finding> findings) {

        static ListState of(LatestGood<?> list) {
            return new ListState(
                    list.name(),
                    place(list.source()),
                    list.size(),
                    list.loaded() ? list.asOf() : null,
                    list.problem(),
                    list.findings());
        }
    }

    /** Without what lets somebody fetch it: a query is where signed addresses have their signature. */
    static String place(String location) {
        return location.replaceFirst("[?#].*", "?…").replaceFirst("//[^/]*@", "//");
    }

    /**
     * A reason.
     *
     * @param code stable code
     * @param count how often
     */
    record Reason(String code, long count) {}

    static List<Reason> reasons(List<Remembered> refusals) {
        return refusals.stream()
                .map(Remembered::code)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
                .entrySet()
                .stream()
                .map(one -> new Reason(one.getKey(), one.getValue()))
                .sorted(Comparator.comparingLong(Reason::count).reversed().thenComparing(Reason::code))
                .toList();
    }

    /** How long ago something was, or how soon it will be, for people. */
    public String distance(Instant other) {
        var seconds = Math.abs(Duration.between(other, at).toSeconds());
        if (seconds < 120) {
            return seconds + " s";
        }
        if (seconds < 7200) {
            return seconds / 60 + " min";
        }
        return seconds < 2 * 86_400 ? seconds / 3600 + " h" : seconds / 86_400 + " days";
    }
}
