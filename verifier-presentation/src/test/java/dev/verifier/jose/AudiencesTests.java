package dev.verifier.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.verifier.rejection.Part;
import dev.verifier.rejection.RejectedException;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AudiencesTests {

    private static final Audiences RULE = new Audiences(Set.of("https://v", "https://v/token"), true);

    @Test
    void accepts_one_of_our_names_alone() {
        assertThat(outcome(RULE, "https://v")).isEqualTo("https://v");
        assertThat(outcome(RULE, List.of("https://v/token"))).isEqualTo("https://v/token");
    }

    @Test
    void refuses_everything_else() {
        assertThat(outcome(RULE, "https://v/")).isEqualTo("presentation_wrong_audience");
        assertThat(outcome(RULE, "HTTPS://V")).isEqualTo("presentation_wrong_audience");
        assertThat(outcome(RULE, List.of("https://v", "https://v/token"))).isEqualTo("presentation_wrong_audience");
        assertThat(outcome(RULE, List.of())).isEqualTo("presentation_wrong_audience");
        assertThat(outcome(RULE, List.of(1L))).isEqualTo("presentation_malformed");
        assertThat(outcome(RULE, null)).isEqualTo("presentation_claim_missing");
    }

    @Test
    void wants_a_string_where_arrays_are_not_allowed() {
        var strict = new Audiences(Set.of("https://v"), false);

        assertThat(outcome(strict, "https://v")).isEqualTo("https://v");
        assertThat(outcome(strict, List.of("https://v"))).isEqualTo("presentation_wrong_audience");
    }

    @Test
    void cannot_be_made_for_nobody() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Audiences(Set.of(), true));
    }

    private static String outcome(Audiences rule, @Nullable Object audience) {
        var members = new HashMap<String, @Nullable Object>();
        if (audience != null) {
            members.put("aud", audience);
        }
        try {
            return rule.require(new Claims(Part.PRESENTATION, "", members));
        } catch (RejectedException e) {
            return e.rejection().code();
        }
    }
}
