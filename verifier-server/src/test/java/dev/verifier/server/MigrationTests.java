package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Tables change in steps, which have numbers. */
class MigrationTests {

    /** Whoever has the newest step is never given one before it, and does not start any more: these must stay free. */
    private static final List<Integer> NEVER_USED = List.of(7);

    @Test
    void a_number_is_used_once_and_one_that_was_left_out_never() throws IOException {
        var all =
                Stream.concat(numbers().stream(), NEVER_USED.stream()).sorted().toList();

        assertThat(all)
                .isEqualTo(IntStream.rangeClosed(1, all.getLast()).boxed().toList());
    }

    private static List<Integer> numbers() throws IOException {
        var steps = new PathMatchingResourcePatternResolver().getResources("classpath:db/migration/V*.sql");
        return Arrays.stream(steps)
                .map(step -> String.valueOf(step.getFilename()).replaceAll("^V|__.*$", ""))
                .map(Integer::valueOf)
                .toList();
    }
}
