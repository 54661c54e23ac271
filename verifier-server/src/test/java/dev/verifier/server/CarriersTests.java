package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import jdk.management.VirtualThreadSchedulerMXBean;
import org.junit.jupiter.api.Test;

/** In virtual machines of their own: what is watched is the scheduler of a whole one. */
class CarriersTests {

    private static final int MORE_THAN_CORES = 200;

    @Test
    void when_all_carriers_are_kept_by_a_class_that_is_initialized_others_are_run_all_the_same() throws Exception {
        assertThat(run("watched")).isZero();
    }

    @Test
    void those_who_have_much_to_do_get_no_more_carriers() throws Exception {
        assertThat(run("busy")).isZero();
    }

    @Test
    void without_a_watch_nobody_is_run_any_more() throws Exception {
        assertThat(run("alone")).isEqualTo(Stuck.NOBODY_RAN);
    }

    private static int run(String how) throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(java, "-cp", System.getProperty("java.class.path"), Stuck.class.getName(), how)
                .inheritIO()
                .start();
        try {
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }

    /** Many need a class whose initialization waits for one that comes after them. */
    static final class Stuck {

        static final int NOBODY_RAN = 3;
        static final int MORE_CARRIERS = 4;

        private static final CountDownLatch LAST = new CountDownLatch(1);

        public static void main(String[] arguments) throws InterruptedException {
            if (arguments[0].equals("busy")) {
                busy();
            }
            var watched = arguments[0].equals("watched");
            if (watched) {
                Carriers.watch(2 * MORE_THAN_CORES);
            }
            for (var i = 0; i < MORE_THAN_CORES; i++) {
                Thread.ofVirtual().start(Needed::touch);
            }
            Thread.ofVirtual().start(LAST::countDown);
            System.exit(LAST.await(watched ? 30 : 2, TimeUnit.SECONDS) ? 0 : NOBODY_RAN);
        }

        /** As many as there are cores never end, for as long as all others would have become carriers. */
        private static void busy() throws InterruptedException {
            Carriers.watch(2 * MORE_THAN_CORES);
            var scheduler = ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);
            for (var i = 0; i < scheduler.getParallelism(); i++) {
                Thread.ofVirtual().start(() -> {
                    while (LAST.getCount() > 0) {
                        Thread.onSpinWait();
                    }
                });
            }
            var before = scheduler.getParallelism();
            var later = new CountDownLatch(1);
            Thread.ofVirtual().start(later::countDown);
            var ran = later.await(3, TimeUnit.SECONDS);
            System.exit(!ran && scheduler.getParallelism() == before ? 0 : MORE_CARRIERS);
        }

        static final class Needed {

            static {
                try {
                    LAST.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }

            static void touch() {}
        }
    }
}
