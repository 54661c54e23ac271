package dev.verifier.server;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Many who try the same at the same instant. */
public final class Contenders {

    private Contenders() {}

    /** What each of them got. */
    public static <T> List<T> outcomes(int many, IntFunction<T> attempt) {
        var start = new CyclicBarrier(many);
        var attempts = IntStream.range(0, many)
                .<Callable<T>>mapToObj(contender -> () -> {
                    start.await();
                    return attempt.apply(contender);
                })
                .toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var outcomes = new ArrayList<T>();
            for (var outcome : threads.invokeAll(attempts)) {
                outcomes.add(outcome.get());
            }
            return outcomes;
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    /** How many of them could say yes. */
    public static long successes(int many, IntFunction<Boolean> attempt) {
        return outcomes(many, attempt).stream().filter(yes -> yes).count();
    }
}
