package dev.verifier.dcql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ClaimsPathTests {

    /** The example of OpenID4VP 1.0 §7.3, and what its examples do not show. */
    private static final Map<String, @Nullable Object> CREDENTIAL = Map.of(
            "name", "Arthur Dent",
            "address", Map.of("street_address", "42 Market Street", "locality", "Milliways"),
            "degrees", List.of(Map.of("type", "BSc", "university", "Betelgeuse"), Map.of("type", "MSc")),
            "nationalities", List.of("British", "Betelgeusian"),
            "0", "a member whose name is a digit",
            "nothing", List.of(),
            "mixed", List.of(Map.of("type", "BSc"), "MSc"));

    static Stream<Arguments> selections() {
        return Stream.of(
                Arguments.of(List.of("name"), List.of("Arthur Dent")),
                Arguments.of(List.of("address", "street_address"), List.of("42 Market Street")),
                Arguments.of(Arrays.asList("degrees", null, "type"), List.of("BSc", "MSc")),
                Arguments.of(Arrays.asList("nationalities", null), List.of("British", "Betelgeusian")),
                Arguments.of(List.of("nationalities", 1), List.of("Betelgeusian")),
                Arguments.of(List.of("nationalities", 1L), List.of("Betelgeusian")),
                Arguments.of(List.of("degrees", 0, "university"), List.of("Betelgeuse")),
                // An element without the member leaves the selection, the others stay.
                Arguments.of(Arrays.asList("degrees", null, "university"), List.of("Betelgeuse")),
                Arguments.of(List.of("0"), List.of("a member whose name is a digit")));
    }

    @ParameterizedTest
    @MethodSource("selections")
    void selects_what_the_specification_selects(List<?> path, List<?> found) {
        assertThat(ClaimsPath.of(path).select(CREDENTIAL)).isEqualTo(found);
        assertThat(ClaimsPath.of(ClaimsPath.of(path).toJson())).isEqualTo(ClaimsPath.of(path));
    }

    static Stream<List<?>> dead_ends() {
        return Stream.of(
                List.of("missing"),
                List.of("Name"),
                List.of("name", "missing"),
                List.of("name", 0),
                Arrays.asList("name", null),
                List.of(0),
                Arrays.asList((Object) null),
                List.of("address", 0),
                Arrays.asList("address", null),
                List.of("nationalities", "0"),
                List.of("nationalities", 2),
                List.of("nationalities", Long.MAX_VALUE),
                Arrays.asList("nothing", null),
                Arrays.asList("nationalities", null, "name"),
                // One element that is no object ends it for those that are.
                Arrays.asList("mixed", null, "type"),
                List.of("degrees", "type"));
    }

    @ParameterizedTest
    @MethodSource("dead_ends")
    void selects_nothing_where_the_specification_ends_with_an_error(List<?> path) {
        assertThat(ClaimsPath.of(path).select(CREDENTIAL)).isEmpty();
    }

    static Stream<List<?>> no_paths() {
        return Stream.of(List.of(), List.of(-1), List.of(-1L), List.of(1.5), List.of(true), List.of(List.of("a")));
    }

    @ParameterizedTest
    @MethodSource("no_paths")
    void is_made_of_strings_non_negative_integers_and_null_only(List<?> path) {
        assertThatIllegalArgumentException().isThrownBy(() -> ClaimsPath.of(path));
    }

    @Test
    void can_be_read_by_people() {
        assertThat(ClaimsPath.of(Arrays.asList("mandate", "power", null, "action", 0)))
                .hasToString("mandate.power[*].action[0]");
    }
}
