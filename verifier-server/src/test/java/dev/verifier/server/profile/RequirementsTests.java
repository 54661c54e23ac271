package dev.verifier.server.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.verifier.credential.IssuerId;
import dev.verifier.rejection.Rejection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequirementsTests {

    /** One and the same power, in the words of every version. */
    private static final List<Map<String, Object>> POWERS = List.of(
            Map.of("function", "Onboarding", "action", List.of("Execute"), "domain", "DOME"),
            Map.of("tmf_function", "Onboarding", "tmf_action", "Execute", "tmf_domain", List.of("DOME")),
            Map.of("function", "Onboarding", "action", "Execute", "domain", "DOME"));

    private static String missed(String requirements, Map<String, Object> power) {
        return Requirements.of(requirements)
                .missed(
                        List.of("LEARCredentialEmployee"),
                        new IssuerId("VATES-A12345678"),
                        Map.of("power", List.of(power, Map.of("function", "Other"))))
                .map(Rejection::code)
                .orElse("nothing");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                                                    | nothing
            {"powers": [{"function": "Onboarding", "action": "Execute", "domain": "DOME"}]}       | nothing
            {"powers": [{"function": "Onboarding"}, {"function": "Other"}]}                       | nothing
            {"powers": [{"domain": "DOME"}]}                                                      | nothing
            {"powers": [{"function": "Onboarding", "action": "Delete", "domain": "DOME"}]}        | required_power_missing
            {"powers": [{"function": "Onboarding"}, {"function": "Certification"}]}               | required_power_missing
            {"powers": [{"function": "onboarding"}]}                                              | required_power_missing
            {"powers": [{"function": "Other", "action": "Execute"}]}                              | required_power_missing
            {"anyPower": [{"function": "Certification"}, {"function": "Onboarding"}]}             | nothing
            {"anyPower": [{"function": "Certification"}, {"function": "Nothing"}]}                | required_power_missing
            {"types": ["X", "LEARCredentialEmployee"]}                                            | nothing
            {"types": ["X"]}                                                                      | required_type_missing
            {"issuers": ["did:elsi:VATES-A12345678"]}                                             | nothing
            {"issuers": ["VATES-A12345678", "VATES-B"]}                                           | nothing
            {"issuers": ["VATES-B"]}                                                              | required_issuer_missing
            """)
    void each_is_met_or_says_what_is_missing(String requirements, String expected) {
        assertThat(POWERS)
                .allSatisfy(power -> assertThat(missed(requirements, power)).isEqualTo(expected));
    }

    @Test
    void who_has_no_mandate_has_no_power() {
        var required = Requirements.of("{\"powers\": [{\"function\": \"Onboarding\"}]}");

        assertThat(required.missed(List.of("urn:eudi:pid:1"), new IssuerId("x"), Map.of()))
                .contains(new Rejection.RequiredPowerMissing("Onboarding"));
        assertThat(required.missed(List.of("x"), new IssuerId("x"), Map.of("power", "Onboarding")))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5",
                "{\"power\": []}",
                "{\"powers\": []}",
                "{\"powers\": [{}]}",
                "{\"powers\": [\"Onboarding\"]}",
                "{\"powers\": [{\"Function\": \"Onboarding\"}]}",
                "{\"issuers\": [\" \"]}"
            })
    void what_cannot_be_meant_is_refused(String requirements) {
        assertThatIllegalArgumentException().isThrownBy(() -> Requirements.of(requirements));
    }
}
