package dev.verifier.bench;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The real server, as a process of its own: one node. */
final class Server implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s*(\\d+) kB$");

    private static final Pattern LIVE = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)$");

    private final Process process;
    private final int port;
    private final Path log;
    private final Allocation allocation;

    private Server(Process process, int port, Path log) {
        this.process = process;
        this.port = port;
        this.log = log;
        this.allocation = new Allocation(process.pid());
    }

    /**
     * Starts the server and waits until it is healthy.
     *
     * @param port where it listens
     * @param log what it says goes there
     * @param cores where it is to run; everywhere if absent
     * @param jvm options of its virtual machine
     * @param options of its own
     */
    static Server start(Path jar, int port, Path log, Optional<Cores> cores, List<String> jvm, List<String> options)
            throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        cores.ifPresent(divided -> command.addAll(List.of("taskset", "-c", divided.server())));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvm);
        command.addAll(List.of("-jar", jar.toAbsolutePath().toString()));
        command.addAll(options);
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        var server = new Server(process, port, log);
        server.awaitHealth();
        return server;
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** Whether it says that it uses the fast provider of cryptography. */
    boolean accelerated() throws IOException {
        return Files.readString(log).contains("\"accelerated\":true");
    }

    /** User and system time of all its threads since it was started. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    /** Bytes of its heap that it has allocated since it was started; nothing where it does not say. */
    long allocated() {
        return allocation.bytesOrNothing();
    }

    /** What it takes once it has collected its garbage. */
    Memory memory() throws IOException, InterruptedException {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var counting = new ProcessBuilder(jcmd, String.valueOf(process.pid()), "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        var histogram = new String(counting.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        counting.waitFor();
        return new Memory(live(histogram), resident());
    }

    /** @param histogram as jcmd prints it: of what is reachable, with the sum at the end */
    static long live(String histogram) throws IOException {
        var matcher = LIVE.matcher(histogram);
        if (!matcher.find()) {
            throw new IOException("the server's memory cannot be counted:\n" + histogram);
        }
        return Long.parseLong(matcher.group(1));
    }

    /** Bytes of its memory that are in RAM. */
    long resident() throws IOException {
        return resident(Files.readString(Path.of("/proc", String.valueOf(process.pid()), "status")));
    }

    /** @param status as in {@code /proc/self/status} */
    static long resident(String status) {
        var matcher = RESIDENT.matcher(status);
        if (!matcher.find()) {
            throw new IllegalArgumentException("no VmRSS");
        }
        return Long.parseLong(matcher.group(1)) * 1024;
    }

    private void awaitHealth() throws IOException, InterruptedException {
        var health = URI.create("http://localhost:" + port + "/health");
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (!healthy(health)) {
            if (!process.isAlive() || System.nanoTime() > end) {
                var said = Files.readString(log);
                close();
                throw new IOException("the server does not start:\n" + said);
            }
            Thread.sleep(50);
        }
    }

    private static boolean healthy(URI health) {
        try {
            return ((HttpURLConnection) health.toURL().openConnection()).getResponseCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        allocation.close();
        process.destroy();
        try {
            if (!process.waitFor(GRACE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
