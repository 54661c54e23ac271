package dev.verifier.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an operator's page says of where a list is. */
class OverviewTests {

    @ParameterizedTest
    @CsvSource({
        "https://lists.example/clients.yaml, https://lists.example/clients.yaml",
        "file:/etc/verifier/clients.yaml, file:/etc/verifier/clients.yaml",
        "https://lists.example/clients.yaml?sv=1&sig=c2VjcmV0, https://lists.example/clients.yaml?…",
        "https://me:secret@lists.example/clients.yaml, https://lists.example/clients.yaml"
    })
    void a_place_is_told_without_what_lets_somebody_fetch_it(String location, String told) {
        assertThat(Overview.place(location)).isEqualTo(told);
    }
}
