package dev.verifier.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An issuer that may give powers of onboarding in one domain, and what it gives. */
class AllowedValuesTests {

    private static final Map<String, Object> GOOD = Map.of("function", "Onboarding", "domain", "DOME");

    static List<List<Map<String, Object>>> within() {
        return List.of(
                List.of(GOOD),
                List.of(Map.of("tmf_function", "Onboarding", "tmf_domain", "DOME")),
                List.of(Map.of("tmf_function", "Onboarding", "domain", List.of("DOME"), "action", "Execute")),
                List.of(Map.of("function", "Onboarding", "tmf_function", "Onboarding", "domain", "DOME")),
                List.of(GOOD, Map.of("tmf_function", "Onboarding", "tmf_domain", "DOME")));
    }

    @ParameterizedTest
    @MethodSource("within")
    void powers_within_the_restriction_are_permitted_under_either_name(List<Map<String, Object>> powers) {
        assertThat(restrictedBy("function", "domain", powers)).isTrue();
        assertThat(restrictedBy("tmf_function", "tmf_domain", powers)).isTrue();
    }

    static List<List<Map<String, Object>>> beyond() {
        return List.of(
                List.of(),
                List.of(Map.of()),
                List.of(Map.of("function", "Admin", "domain", "DOME")),
                List.of(GOOD, Map.of("tmf_function", "Admin", "tmf_domain", "EUDISTACK")),
                List.of(Map.of("tmf_function", "Admin", "tmf_domain", "EUDISTACK"), GOOD),
                List.of(Map.of("function", "Onboarding", "tmf_function", "Admin", "domain", "DOME")),
                List.of(Map.of("function", "Onboarding", "domain", "DOME", "tmf_domain", List.of("DOME", "EUDISTACK"))),
                List.of(GOOD, Map.of("function", "Onboarding")),
                List.of(GOOD, Map.of("type", "domain")),
                List.of(Map.of("function", "Onboarding", "domain", List.of())),
                List.of(Map.of("function", "Onboarding", "domain", Map.of("name", "DOME"))));
    }

    @ParameterizedTest
    @MethodSource("beyond")
    void one_power_beyond_the_restriction_under_any_name_is_one_too_many(List<Map<String, Object>> powers) {
        assertThat(restrictedBy("function", "domain", powers)).isFalse();
        assertThat(restrictedBy("tmf_function", "tmf_domain", powers)).isFalse();
    }

    @Test
    void a_claim_that_is_in_the_subject_and_in_its_mandate_must_be_allowed_in_both() {
        var country = new AllowedValues("country", Set.of("ES", "7"));

        assertThat(country.permits(Map.of("country", "ES"))).isTrue();
        assertThat(country.permits(Map.of("country", 7L, "mandate", Map.of("country", "ES"))))
                .isTrue();
        assertThat(country.permits(Map.of("country", "ES", "mandate", Map.of("country", "FR"))))
                .isFalse();
        assertThat(country.permits(Map.of("mandate", "ES"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "power.", "power..function", "mandate.power.function.deeper"})
    void a_restriction_on_nothing_that_is_there_permits_nothing(String name) {
        assertThat(new AllowedValues(name, Set.of("Onboarding")).permits(subject(List.of(GOOD))))
                .isFalse();
    }

    private static boolean restrictedBy(String function, String domain, List<Map<String, Object>> powers) {
        return new AllowedValues("power." + function, Set.of("Onboarding")).permits(subject(powers))
                && new AllowedValues("mandate.power." + domain, Set.of("DOME")).permits(subject(powers));
    }

    private static Map<String, @Nullable Object> subject(List<Map<String, Object>> powers) {
        return Map.of("mandate", Map.of("power", powers));
    }
}
