package dev.verifier.server.list;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Documents that cost more to read than to send. */
class YamlTests {

    @Test
    void a_value_that_is_written_once_and_meant_a_thousand_times_is_refused() {
        var longest = " " + "y".repeat(9_999);
        var names = String.join(", ", Collections.nCopies(3_000, "*a"));

        assertThat(texts("names: [\"" + longest + "\"]")).contains(longest.strip());
        assertThat(texts("a: &a \"" + longest + "\"\nnames: [" + names + "]")).isEmpty();
        assertThat(texts("a: &a x\nnames: [" + names + "]")).isEmpty();
        assertThat(texts("names: &a [x]")).isEmpty();
    }

    @Test
    void a_value_longer_than_any_that_is_meant_is_refused() {
        assertThat(texts("names: [" + "y".repeat(10_000) + "]")).contains("y".repeat(10_000));
        assertThat(texts("names: [" + "y".repeat(10_001) + "]")).isEmpty();
        assertThat(texts("names: [x]\n? " + "y".repeat(10_001) + "\n: x")).isEmpty();
    }

    private static Optional<String> texts(String document) {
        var findings = new ArrayList<Finding>();
        var root = Yaml.parse(document.getBytes(StandardCharsets.UTF_8), findings);
        assertThat(root.isEmpty()).isEqualTo(!findings.isEmpty());
        return root.map(list -> String.join(",", list.texts("names")));
    }
}
