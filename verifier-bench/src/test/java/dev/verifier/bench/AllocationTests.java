package dev.verifier.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class AllocationTests {

    private static final long MEGABYTE = 1 << 20;

    /** By how much the rest of that machine may disturb the count: its own management allocates, too. */
    private static final long OTHERS = 4 * MEGABYTE;

    @Test
    void what_virtual_threads_allocate_is_counted_also_where_they_have_ended() throws Exception {
        try (var other = new Other();
                var allocation = new Allocation(other.process.pid())) {
            other.allocate(1);
            var first = allocation.bytes();
            var idle = allocation.bytes();
            other.allocate(100);
            var busy = allocation.bytes();

            assertThat(idle - first).isBetween(0L, OTHERS);
            assertThat(busy - idle).isBetween(100 * MEGABYTE, 100 * MEGABYTE + OTHERS);
        }
    }

    @Test
    void a_process_that_has_no_virtual_machine_says_nothing_and_costs_no_figure() throws Exception {
        var process = new ProcessBuilder("sleep", "60").start();
        try (var allocation = new Allocation(process.pid())) {
            process.destroy();
            process.waitFor();

            assertThatThrownBy(allocation::bytes).isInstanceOf(IOException.class);
            assertThat(allocation.bytesOrNothing()).isZero();
        }
    }

    private static final class Other implements AutoCloseable {

        final Process process;
        private final BufferedReader said;

        Other() throws IOException {
            process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Allocating.class.getName())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            said = process.inputReader(StandardCharsets.US_ASCII);
        }

        void allocate(int megabytes) throws IOException {
            process.outputWriter(StandardCharsets.US_ASCII)
                    .append(megabytes + "\n")
                    .flush();
            assertThat(said.readLine()).isEqualTo(String.valueOf(megabytes));
        }

        @Override
        public void close() throws IOException {
            said.close();
            process.destroy();
            process.onExit().join();
        }
    }
}
