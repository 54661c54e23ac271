package dev.verifier.bench;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Under which circumstances the figures were seen, in sentences. */
final class Conditions {

    private Conditions() {}

    static List<String> of(Plan plan, int nodes, boolean postgres, Optional<Cores> cores) {
        var machine = ManagementFactory.getOperatingSystemMXBean();
        var where = cores.map(divided ->
                        "server on cores " + divided.server() + " and load on " + divided.others() + ", by taskset")
                .orElse("server and load share " + machine.getAvailableProcessors()
                        + " cores: there is no taskset, or fewer than four");
        return List.of(
                "%d connections, %d rounds of %d s each in turn"
                        .formatted(
                                plan.connections(), plan.rounds(), plan.round().toSeconds()),
                (nodes == 1 ? "one node" : nodes + " nodes") + ", "
                        + (postgres ? "PostgreSQL" : "the database that is in the server"),
                where,
                String.format(
                        Locale.ROOT,
                        "Java %s, %s; load average at the start %.1f",
                        Runtime.version(),
                        machine.getArch(),
                        machine.getSystemLoadAverage()));
    }
}
