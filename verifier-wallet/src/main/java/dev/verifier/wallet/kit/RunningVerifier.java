package dev.verifier.wallet.kit;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** A verifier's process. What it says goes to a file, and what it says of its clients is listened to. */
public final class RunningVerifier implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int LAST_WORDS = 20;

    private final Process process;
    private final Deque<String> lastWords = new ArrayDeque<>();
    private final BlockingQueue<Reading> readings = new LinkedBlockingQueue<>();

    /** It does not run. */
    public static final class NotRunning extends RuntimeException {
        private NotRunning(String message) {
            super(message);
        }
    }

    /**
     * What it says when it has read its list of clients.
     *
     * @param entries how many are in use; -1 if the list was not taken
     * @param findings what is odd, a line each
     */
    record Reading(int entries, List<String> findings) {}

    private RunningVerifier(Process process, Path log) {
        this.process = process;
        Thread.ofVirtual().name("verifier-log").start(() -> listen(log));
    }

    /**
     * Starts it.
     *
     * @param log where it says what it does
     */
    public static RunningVerifier start(List<String> command, Path log) {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            // It does not hear that we end.
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
            return new RunningVerifier(process, log);
        } catch (IOException e) {
            throw new NotRunning("It cannot be started: " + e.getMessage());
        }
    }

    /** Waits until it answers at this address. */
    public void awaitReady(URI health) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        try (var http = HttpClient.newHttpClient()) {
            while (System.nanoTime() < deadline) {
                if (answers(http, health)) {
                    readings.clear();
                    return;
                }
                if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
                    throw new NotRunning("It ended with " + process.exitValue() + ":\n" + lastWords());
                }
            }
            throw new NotRunning("It does not get ready:\n" + lastWords());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotRunning("Interrupted.");
        }
    }

    /** Waits until it has read its list of clients once more. */
    Reading nextReading() {
        try {
            var reading = readings.poll(30, TimeUnit.SECONDS);
            if (reading == null) {
                throw NotDone.unanswered("The verifier does not read its list of clients:\n" + lastWords());
            }
            return reading;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw NotDone.unanswered("Interrupted.");
        }
    }

    private static boolean answers(HttpClient http, URI health) throws InterruptedException {
        try {
            var request = HttpRequest.newBuilder(health)
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private void listen(Path log) {
        try (var said = new BufferedReader(process.inputReader(StandardCharsets.UTF_8));
                var file = Files.newBufferedWriter(log)) {
            for (var line = said.readLine(); line != null; line = said.readLine()) {
                file.write(line);
                file.newLine();
                file.flush();
                remember(line);
                if (line.contains("\"list\":\"clients\"")) {
                    hear(line);
                }
            }
        } catch (IOException e) {
            remember("(nothing more is heard: " + e.getMessage() + ")");
        }
    }

    private void remember(String line) {
        synchronized (lastWords) {
            lastWords.addLast(line);
            if (lastWords.size() > LAST_WORDS) {
                lastWords.removeFirst();
            }
        }
    }

    /** The events of docs/audit.schema.json that tell of a list. */
    private void hear(String line) {
        try {
            var event = JsonMapper.shared().readValue(line.substring(line.indexOf('{')), Map.class);
            if ("ListLoaded".equals(event.get("event")) && event.get("entries") instanceof Integer entries) {
                var findings = event.get("findings") instanceof List<?> some ? some : List.of();
                readings.add(new Reading(
                        entries, findings.stream().map(String::valueOf).toList()));
            } else if ("ListKept".equals(event.get("event"))) {
                readings.add(new Reading(-1, List.of(String.valueOf(event.get("reason")))));
            }
        } catch (JacksonException e) {
            remember("(that was no event)");
        }
    }

    private String lastWords() {
        synchronized (lastWords) {
            return String.join("\n", lastWords);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
