package dev.verifier.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read in /proc. */
class CoresTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"0-3 | 0,1 | 2,3", "4-7 | 4,5 | 6,7", "0,2-4,9 | 0,2 | 3,4,9", "1,3,5,7 | 1,3 | 5,7"})
    void two_cores_are_the_servers_and_the_rest_is_the_loads(String allowed, String server, String others) {
        assertThat(Cores.of(status(allowed))).contains(new Cores(server, others));
    }

    @Test
    void they_are_counted_one_by_one_and_each_node_may_have_its_own() {
        var cores = new Cores("0,1", "2,3");
        assertThat(cores.each()).containsExactly("0", "1", "2", "3");

        var single = cores.each().stream().map(core -> new Cores(core, "3")).toList();
        assertThat(new Pins(single, Optional.empty()).node(2)).contains(single.get(2));
        assertThat(Pins.together(Optional.of(cores)).node(2)).contains(cores);
        assertThat(Pins.together(Optional.empty()).node(0)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0-2", "0", "0,3"})
    void fewer_than_four_are_shared(String allowed) {
        assertThat(Cores.of(status(allowed))).isEmpty();
    }

    @Test
    void a_system_that_does_not_say_is_shared() {
        assertThat(Cores.of("")).isEmpty();
    }

    @Test
    void resident_memory_is_that_of_now_and_not_of_the_peak() {
        assertThat(Server.resident(status("0-3"))).isEqualTo(1_433_600 * 1024L);
    }

    @Test
    void reads_what_a_process_has_reachable() throws Exception {
        var histogram = """
                 num     #instances         #bytes  class name (module)
                -------------------------------------------------------
                   1:         10000        5000000  [B (java.base@25)
                Total         20000        7000000
                """;

        assertThat(Server.live(histogram)).isEqualTo(7_000_000);
        assertThatIOException().isThrownBy(() -> Server.live("no such process"));
    }

    @Test
    void memory_that_is_not_said_is_not_guessed() {
        assertThatIllegalArgumentException().isThrownBy(() -> Server.resident("VmHWM:\t 1433700 kB\n"));
    }

    private static String status(String allowed) {
        return """
                Name:	java
                VmHWM:	 1433700 kB
                VmRSS:	 1433600 kB
                RssAnon:	 1400000 kB
                Cpus_allowed:	f
                Cpus_allowed_list:	%s
                Mems_allowed_list:	0
                """.formatted(allowed);
    }
}
