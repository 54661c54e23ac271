package dev.verifier.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Under which circumstances the figures were seen, in sentences. */
final class Conditions {

    private static final Pattern MODEL = Pattern.compile("(?m)^model name\\s*:\\s*(.+)$");
    private static final Pattern TOTAL = Pattern.compile("(?m)^MemTotal:\\s*(\\d+) kB$");

    private Conditions() {}

    /** Which machine, and when. */
    static List<String> machine(Instant at) throws IOException {
        var cpu = Path.of("/proc/cpuinfo");
        var model = MODEL.matcher(Files.exists(cpu) ? Files.readString(cpu) : "");
        var memory = Path.of("/proc/meminfo");
        var total = TOTAL.matcher(Files.exists(memory) ? Files.readString(memory) : "");
        return List.of(
                at.truncatedTo(ChronoUnit.MINUTES).toString(),
                (model.find() ? model.group(1) : "an unknown processor")
                        + (total.find() ? ", " + Long.parseLong(total.group(1)) / (1 << 20) + " GB of memory" : ""));
    }

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
                "KB allocated are those of a virtual machine's heap, by its own count; of Node.js they are not measured",
                String.format(
                        Locale.ROOT,
                        "Java %s, %s; load average at the start %.1f",
                        Runtime.version(),
                        machine.getArch(),
                        machine.getSystemLoadAverage()));
    }
}
