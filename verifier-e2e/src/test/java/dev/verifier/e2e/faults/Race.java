package dev.verifier.e2e.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Callers that begin in the same instant. */
final class Race implements AutoCloseable {

    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

    /** What each was told, in their order. */
    <T> List<T> run(List<Callable<T>> runners) throws InterruptedException {
        var start = new CyclicBarrier(runners.size());
        return all(runners.stream()
                .<Callable<T>>map(runner -> () -> {
                    start.await();
                    return runner.call();
                })
                .toList());
    }

    /** What each was told; nobody waits for another to begin. */
    <T> List<T> all(List<Callable<T>> tasks) throws InterruptedException {
        var results = new ArrayList<T>();
        for (Future<T> told : callers.invokeAll(tasks)) {
            try {
                results.add(told.get());
            } catch (ExecutionException e) {
                throw new AssertionError(e.getCause());
            }
        }
        return results;
    }

    @Override
    public void close() {
        callers.close();
    }
}
