package dev.verifier.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTests {
    private static final String ODD = "\"quoted\" \\ line\nbreak \u0001 é €";

    @Test
    void what_is_written_is_read() {
        assertThat(Json.read(Json.write(Map.of("odd", ODD)))).containsExactly(Map.entry("odd", ODD));
        assertThat(Json.read("{}")).isEmpty();
        assertThat(Json.read(" { \"a\" : \"\\u00e9\\/\\t\" , \"b\":\"\" } "))
                .containsEntry("a", "é/\t")
                .containsEntry("b", "");
    }

    @Test
    void lists_numbers_and_truths_are_written() {
        assertThat(Json.write(List.of(Map.of("a", true), 1, "b"))).isEqualTo("[{\"a\":true},1,\"b\"]");
    }

    @Test
    void a_long_page_is_read() {
        var page = "<p class=\"x\">\n".repeat(70_000);

        assertThat(Json.read(Json.write(Map.of("body", page)))).containsEntry("body", page);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{\"a\"}",
                "{\"a\":1}",
                "{\"a\":\"b\"",
                "{\"a\":\"b\",}",
                "{\"a\":\"b\"}x",
                "{\"a\":\"\\u00\"}"
            })
    void what_is_no_object_of_texts_is_refused(String json) {
        assertThatThrownBy(() -> Json.read(json)).isInstanceOf(IllegalArgumentException.class);
    }
}
