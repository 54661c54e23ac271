package dev.verifier.wallet.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verifier.wallet.kit.Cast.Power;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class ToldTests {
    @Test
    void powers_have_a_function_actions_and_a_domain_that_may_go_without_saying() {
        var told = told(
                "{\"powers\":[{\"function\":\"A\",\"action\":\"B\"},{\"function\":\"C\",\"action\":[],\"domain\":\"D\"}]}");

        assertThat(told.powers()).containsExactly(new Power("A", List.of("B"), "DOME"), new Power("C", List.of(), "D"));
        assertThat(told("{}").powers()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"powers\":{}}",
                "{\"powers\":[1]}",
                "{\"powers\":[{\"action\":\"B\"}]}",
                "{\"powers\":[{\"function\":\"A\",\"action\":[1]}]}"
            })
    void powers_that_are_none_are_a_mistake(String json) {
        assertThatThrownBy(told(json)::powers)
                .isInstanceOfSatisfying(
                        NotDone.class, mistake -> assertThat(mistake.status()).isEqualTo(400));
    }

    @Test
    void a_text_is_a_text_and_an_address_an_address() {
        assertThat(told("{\"url\":\"http://a.example/\"}").address("url")).hasToString("http://a.example/");
        for (var json : List.of("{}", "{\"url\":1}", "{\"url\":\"http://a b\"}")) {
            assertThatThrownBy(() -> told(json).address("url")).isInstanceOf(NotDone.class);
        }
    }

    private static Told told(String json) {
        return new Told(JsonMapper.shared().readValue(json, Map.class));
    }
}
