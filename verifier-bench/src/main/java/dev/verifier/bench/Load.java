package dev.verifier.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Holds conversations over keep-alive connections, the next one as soon as the last is over.
 *
 * @param servers where to, the connections in turn
 * @param connections how many at once
 * @param longest when a round is broken off
 */
record Load(List<InetSocketAddress> servers, int connections, Duration longest) {

    /**
     * Holds each of these once.
     *
     * @param name what to call them
     * @param usage of the server, so far
     * @throws RefusedException if any is answered otherwise than it should be
     */
    Round send(String name, List<? extends Conversation> conversations, Supplier<Usage> usage)
            throws RefusedException, InterruptedException {
        return send(name, conversations, usage, Double.POSITIVE_INFINITY);
    }

    /**
     * The same with a time for each to begin at, one after the other. What is measured of each is then the time from there to its end, also
     * where all connections were busy at that time: nobody waits with asking until others have their answers.
     *
     * @param perSecond how many begin in a second; infinity where each begins as soon as there is a connection
     */
    Round send(String name, List<? extends Conversation> conversations, Supplier<Usage> usage, double perSecond)
            throws RefusedException, InterruptedException {
        var next = new AtomicInteger();
        var nanos = new long[conversations.size()];
        var failures = new ArrayList<String>();
        var before = usage.get();
        var own = own();
        var start = System.nanoTime();
        try (var senders =
                Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            var shifts = new ArrayList<Future<List<String>>>();
            for (var i = 0; i < connections; i++) {
                var server = servers.get(i % servers.size());
                shifts.add(senders.submit(() ->
                        shift(server, conversations, next, nanos, new Schedule(start, longest.toNanos(), perSecond))));
            }
            for (var shift : shifts) {
                failures.addAll(outcome(shift));
            }
        }
        var elapsed = Duration.ofNanos(System.nanoTime() - start);
        var asking = own().minus(own);
        var spent = usage.get().since(before);
        var answered = Arrays.stream(nanos).filter(taken -> taken > 0).sorted().toArray();
        if (!failures.isEmpty() || answered.length == 0) {
            throw new RefusedException(name, failures);
        }
        return new Round(answered, elapsed, spent, asking);
    }

    private static Duration own() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** When each is to begin, in nanoseconds of this machine's clock. */
    private record Schedule(long start, long longest, double perSecond) {

        long end() {
            return start + longest;
        }

        boolean isPaced() {
            return Double.isFinite(perSecond);
        }

        /** Waits until it is time for this one, and says when that was. */
        long await(int number) {
            var due = isPaced() ? start + (long) (number / perSecond * 1e9) : start;
            for (var left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            return due;
        }
    }

    /** What is said over one connection, and what went wrong in it. */
    private static List<String> shift(
            InetSocketAddress server,
            List<? extends Conversation> conversations,
            AtomicInteger next,
            long[] nanos,
            Schedule schedule)
            throws IOException {
        var failures = new ArrayList<String>();
        try (var connection = Connection.to(server)) {
            for (var i = next.getAndIncrement();
                    i < nanos.length && System.nanoTime() < schedule.end();
                    i = next.getAndIncrement()) {
                var before = connection.waited();
                try {
                    var due = schedule.await(i);
                    conversations.get(i).hold(connection);
                    nanos[i] = schedule.isPaced() ? System.nanoTime() - due : connection.waited() - before;
                } catch (UnexpectedAnswerException e) {
                    failures.add(e.getMessage());
                }
            }
        }
        return failures;
    }

    /** One request, outside of any round. */
    Answer ask(byte[] request) throws IOException {
        try (var connection = Connection.to(server())) {
            return connection.ask(request);
        }
    }

    /** A whole login, outside of any round. */
    SignIn.Passage once(SignIn signIn) throws IOException {
        try (var connection = Connection.to(server())) {
            return signIn.passage(connection);
        }
    }

    /** A whole login at a confidential client, outside of any round. */
    Tokens tokens(SignIn signIn) throws IOException {
        try (var connection = Connection.to(server())) {
            return signIn.redeem(connection, signIn.arrive(connection));
        }
    }

    /** The first. */
    InetSocketAddress server() {
        return servers.getFirst();
    }

    private static List<String> outcome(Future<List<String>> shift) throws InterruptedException {
        try {
            return shift.get();
        } catch (ExecutionException e) {
            return List.of("a connection broke: " + e.getCause());
        }
    }
}
