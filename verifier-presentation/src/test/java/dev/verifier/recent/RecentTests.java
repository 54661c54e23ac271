package dev.verifier.recent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class RecentTests {

    @Test
    void computes_once_and_forgets_what_was_used_longest_ago() throws RejectedException {
        var computed = new ArrayList<String>();
        var recent = new Recent<String, Integer>(2);
        Recent.Computation<String, Integer> length = key -> {
            computed.add(key);
            return key.length();
        };

        assertThat(recent.get("a", length)).isEqualTo(1);
        recent.get("bb", length);
        recent.get("a", length);
        recent.get("ccc", length);
        recent.get("a", length);
        recent.get("bb", length);

        assertThat(computed).containsExactly("a", "bb", "ccc", "bb");
    }

    @Test
    void does_not_remember_a_rejection() throws RejectedException {
        var recent = new Recent<String, Integer>(2);

        assertThatExceptionOfType(RejectedException.class)
                .isThrownBy(() -> recent.get("a", _ -> {
                    throw new RejectedException(new Rejection.Revoked());
                }));
        assertThat(recent.get("a", String::length)).isEqualTo(1);
    }
}
