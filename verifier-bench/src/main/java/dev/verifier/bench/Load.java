package dev.verifier.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Sends requests over keep-alive connections, the next one as soon as the last is answered.
 *
 * @param server where to
 * @param connections how many at once
 * @param longest when a round is broken off
 */
record Load(InetSocketAddress server, int connections, Duration longest) {

    private static final int PATIENCE = 10_000;

    /**
     * Sends each of these requests once.
     *
     * @param cpu the server's, so far
     * @throws RefusedException if any is answered otherwise than it should be
     */
    Round send(Errand errand, List<byte[]> requests, Supplier<Duration> cpu)
            throws RefusedException, InterruptedException {
        var next = new AtomicInteger();
        var nanos = new long[requests.size()];
        var failures = new ArrayList<String>();
        var before = cpu.get();
        var start = System.nanoTime();
        try (var senders =
                Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            var shifts = new ArrayList<Future<List<String>>>();
            for (var i = 0; i < connections; i++) {
                shifts.add(senders.submit(() -> shift(errand, requests, next, nanos, start + longest.toNanos())));
            }
            for (var shift : shifts) {
                failures.addAll(outcome(shift));
            }
        }
        var elapsed = Duration.ofNanos(System.nanoTime() - start);
        var spent = cpu.get().minus(before);
        var answered = Arrays.stream(nanos).filter(taken -> taken > 0).sorted().toArray();
        if (!failures.isEmpty() || answered.length == 0) {
            throw new RefusedException(errand.name(), failures);
        }
        return new Round(answered, elapsed, spent);
    }

    /** The exchanges of one connection, and what went wrong in them. */
    private List<String> shift(Errand errand, List<byte[]> requests, AtomicInteger next, long[] nanos, long end)
            throws IOException {
        var failures = new ArrayList<String>();
        try (var socket = connect();
                var in = new BufferedInputStream(socket.getInputStream(), 16 * 1024)) {
            for (var i = next.getAndIncrement();
                    i < nanos.length && System.nanoTime() < end;
                    i = next.getAndIncrement()) {
                var sent = System.nanoTime();
                socket.getOutputStream().write(requests.get(i));
                var answer = Answer.read(in);
                if (errand.done(answer)) {
                    nanos[i] = System.nanoTime() - sent;
                } else {
                    failures.add(answer.toString());
                }
            }
        }
        return failures;
    }

    /** One request, outside of any round. */
    Answer ask(byte[] request) throws IOException {
        try (var socket = connect()) {
            socket.getOutputStream().write(request);
            return Answer.read(socket.getInputStream());
        }
    }

    private Socket connect() throws IOException {
        var socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE);
        socket.connect(server, PATIENCE);
        return socket;
    }

    private static List<String> outcome(Future<List<String>> shift) throws InterruptedException {
        try {
            return shift.get();
        } catch (ExecutionException e) {
            return List.of("a connection broke: " + e.getCause());
        }
    }
}
