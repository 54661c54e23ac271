package dev.verifier.bench;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A process that listens once it is ready.
 *
 * @param command what starts it
 * @param ready what is answered 200 then
 */
record Start(List<String> command, URI ready) {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int BETWEEN_MILLIS = 5;

    /**
     * Starts it, waits until it is ready, and ends it.
     *
     * @param log what it says goes there
     * @return from before there was a process until it answered
     */
    Duration ready(Optional<Cores> cores, Path log) throws IOException, InterruptedException {
        var kept = new ArrayList<String>();
        cores.ifPresent(divided -> kept.addAll(List.of("taskset", "-c", divided.server())));
        kept.addAll(command);
        var before = System.nanoTime();
        var process = new ProcessBuilder(kept)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            while (!answers()) {
                if (!process.isAlive() || System.nanoTime() - before > PATIENCE.toNanos()) {
                    throw new IOException(command.getLast() + " does not start:\n" + Files.readString(log));
                }
                Thread.sleep(BETWEEN_MILLIS);
            }
            return Duration.ofNanos(System.nanoTime() - before);
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    /** Runs something to its end. */
    static void run(List<String> command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + " fails:\n" + said);
        }
    }

    private boolean answers() {
        try {
            return ((HttpURLConnection) ready.toURL().openConnection()).getResponseCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }
}
