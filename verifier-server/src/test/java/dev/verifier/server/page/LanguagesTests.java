package dev.verifier.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguagesTests {

    private final Languages languages = new Languages(List.of("en", "es", "ca"), "en");

    @ParameterizedTest
    @CsvSource({
        "es, es",
        "'de, ca;q=0.5', ca",
        "ca-ES, ca",
        "de, en",
        "'fr-FR,fr;q=0.9', en",
        "*, en",
        "'', en",
        "'not;a;header', en",
        "'de;q=2', en"
    })
    void a_language_that_is_not_spoken_is_answered_in_another(String asked, String spoken) {
        assertThat(languages.wanted(asked).locale().getLanguage()).isEqualTo(spoken);
    }
}
