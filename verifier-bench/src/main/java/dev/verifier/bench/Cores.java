package dev.verifier.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The machine's cores, divided so that what measures takes no time from what is measured.
 *
 * @param server two for the server
 * @param others the rest
 */
record Cores(String server, String others) {

    private static final Pattern ALLOWED = Pattern.compile("(?m)^Cpus_allowed_list:\\s*(\\S+)$");
    private static final int FEWEST = 4;

    /** Keeps this process to its own share; empty where there are too few cores or no {@code taskset}. */
    static Optional<Cores> divide() throws IOException, InterruptedException {
        var status = Path.of("/proc/self/status");
        var divided = Files.exists(status) ? of(Files.readString(status)) : Optional.<Cores>empty();
        return divided.isPresent() && divided.get().keep(ProcessHandle.current().pid()) ? divided : Optional.empty();
    }

    /** @param status as in {@code /proc/self/status} */
    static Optional<Cores> of(String status) {
        var allowed = ALLOWED.matcher(status);
        var cores = allowed.find() ? numbers(allowed.group(1)) : new int[0];
        return cores.length < FEWEST
                ? Optional.empty()
                : Optional.of(new Cores(list(cores, 0, 2), list(cores, 2, cores.length)));
    }

    private boolean keep(long pid) throws InterruptedException {
        return keep(pid, others);
    }

    /** All of them, one by one: the server's first. */
    List<String> each() {
        return Stream.of(server, others)
                .flatMap(list -> Arrays.stream(list.split(",")))
                .toList();
    }

    /** Keeps this process to these. */
    boolean keepTo(String cores) throws InterruptedException {
        return keep(ProcessHandle.current().pid(), cores);
    }

    /** Keeps another process, and those that it is going to start, to the server's share. */
    boolean keepToServer(long pid) throws InterruptedException {
        return keep(pid, server);
    }

    private static boolean keep(long pid, String cores) throws InterruptedException {
        try {
            var taskset = new ProcessBuilder("taskset", "-a", "-p", "-c", cores, String.valueOf(pid))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return taskset.waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static int[] numbers(String list) {
        return Arrays.stream(list.split(","))
                .map(range -> range.split("-"))
                .flatMapToInt(ends ->
                        IntStream.rangeClosed(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1])))
                .toArray();
    }

    private static String list(int[] cores, int from, int to) {
        return Arrays.stream(cores, from, to).mapToObj(String::valueOf).collect(Collectors.joining(","));
    }
}
