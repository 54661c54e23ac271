package dev.verifier.server;

import com.sun.management.ThreadMXBean;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import jdk.management.VirtualThreadSchedulerMXBean;

/**
 * Sees that virtual threads are run. As many threads of the system carry them as there are cores; where all of those are kept by
 * virtual threads that can't let go of them (JEP 491: while a class is loaded or initialized), one that only asks to be run isn't
 * run in time though none of them works, and there are four times as many carriers, until all is calm (ADR 35).
 *
 * <p>Thread-safe: one thread of the system does all of it.
 */
final class Carriers {

    private static final String PARALLELISM = "jdk.virtualThreadScheduler.parallelism";

    private static final Duration IN_TIME = Duration.ofMillis(250);

    /** Who works less in that time waits for something: one that has much to do and few cores works more. */
    private static final Duration NOTHING = Duration.ofMillis(1);

    private static final int FACTOR = 4;

    /** The scheduler's is the first pool of all. */
    private static final String CARRIER = "ForkJoinPool-1-worker-";

    private static final Duration BETWEEN = Duration.ofMillis(100);

    /** Rounds of {@link #BETWEEN} in which all were run in time, before there are as few carriers again as at first. */
    private static final int CALM = 100;

    private final VirtualThreadSchedulerMXBean scheduler;

    private final int few;

    private final int many;

    private int calm;

    private Carriers(VirtualThreadSchedulerMXBean scheduler, int few, int many) {
        this.scheduler = scheduler;
        this.few = few;
        this.many = many;
    }

    /**
     * Watches from now on until this virtual machine ends; to be called before the first virtual thread is made. The scheduler
     * is made for many carriers and has few: the number of queues into it is that of its start, and a new carrier is only made
     * for a thread that comes to a queue that is empty.
     *
     * @param many the most carriers there may be: more than the requests that come at once
     */
    static void watch(int many) {
        var few = Integer.getInteger(PARALLELISM, Runtime.getRuntime().availableProcessors());
        var most = Math.max(few, many);
        System.setProperty(PARALLELISM, Integer.toString(most));
        var scheduler = ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);
        scheduler.setParallelism(few);
        Thread.ofPlatform().name("carriers").daemon().start(new Carriers(scheduler, few, most)::run);
    }

    /** Reports as {@code verifier_carriers} how many carriers there may be now. */
    static void report(MeterRegistry registry) {
        var scheduler = ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);
        registry.gauge("verifier.carriers", scheduler, VirtualThreadSchedulerMXBean::getParallelism);
    }

    private void run() {
        try {
            while (true) {
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() throws InterruptedException {
        var now = scheduler.getParallelism();
        var run = ask();
        if (run.await(IN_TIME.toMillis(), TimeUnit.MILLISECONDS)) {
            if (now > few && ++calm >= CALM) {
                scheduler.setParallelism(few);
            }
            Thread.sleep(BETWEEN);
            return;
        }
        calm = 0;
        var worked = worked();
        var late = !run.await(IN_TIME.toMillis(), TimeUnit.MILLISECONDS);
        if (late && worked().minus(worked).compareTo(NOTHING) < 0) {
            scheduler.setParallelism(Math.min(many, FACTOR * now));
        }
    }

    /** One more virtual thread, from a thread of its own, which comes to a queue of its own. */
    private static CountDownLatch ask() {
        var run = new CountDownLatch(1);
        Thread.ofPlatform().daemon().start(() -> Thread.ofVirtual().start(run::countDown));
        return run;
    }

    /** CPU time of all carriers so far. */
    private static Duration worked() {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        var ids = Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(thread -> thread != null && thread.getThreadName().startsWith(CARRIER))
                .mapToLong(ThreadInfo::getThreadId)
                .toArray();
        return Duration.ofNanos(Arrays.stream(threads.getThreadCpuTime(ids))
                .filter(nanos -> nanos > 0)
                .sum());
    }
}
