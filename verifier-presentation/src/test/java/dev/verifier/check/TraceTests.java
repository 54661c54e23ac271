package dev.verifier.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.rejection.Part;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What was passed is heard by whoever listens meanwhile, and by nobody else. */
class TraceTests {

    @Test
    void hears_what_is_passed_meanwhile_in_its_order_and_leaves_the_answer_as_it_is() {
        var trace = new Trace();

        var answer = trace.during(() -> {
            Trace.passed(Part.CREDENTIAL, Check.SIGNATURE, () -> "by a key");
            Trace.passed(Part.PRESENTATION, Check.NONCE);
            return "accepted";
        });

        assertThat(answer).isEqualTo("accepted");
        assertThat(trace.passed())
                .containsExactly(
                        new Trace.Passed(new Step(Part.CREDENTIAL, Check.SIGNATURE), "by a key"),
                        new Trace.Passed(new Step(Part.PRESENTATION, Check.NONCE), ""));
    }

    @Test
    void whether_somebody_listens_can_be_known() {
        assertThat(Trace.isHeard()).isFalse();
        assertThat(new Trace().during(Trace::isHeard)).isTrue();
        assertThat(Trace.isHeard()).isFalse();
    }

    @Test
    void nothing_is_looked_up_for_nobody() {
        var asked = new AtomicInteger();
        Supplier<String> found = () -> "found " + asked.incrementAndGet();
        var trace = new Trace();

        Trace.passed(Part.CREDENTIAL, Check.STATUS, found);
        assertThat(asked).hasValue(0);

        trace.during(() -> {
            Trace.passed(Part.CREDENTIAL, Check.STATUS, found);
            return true;
        });
        assertThat(asked).hasValue(1);
        assertThat(trace.passed()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void every_check_says_what_has_to_be_so_and_who_wants_it(Check check) {
        var others = Arrays.stream(Check.values())
                .filter(other -> other != check)
                .map(Check::question)
                .toList();

        assertThat(check.question()).isNotBlank().isNotIn(others);
        assertThat(List.of(check.clause().split(", ")))
                .isNotEmpty()
                .allSatisfy(clause -> assertThat(clause).isNotBlank());
    }
}
