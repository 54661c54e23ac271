package dev.verifier.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IssuerIdTests {

    @Test
    void is_the_same_with_and_without_its_label() {
        var acme = new IssuerId("VATES-A12345678");

        assertThat(IssuerId.parse("did:elsi:VATES-A12345678")).contains(acme);
        assertThat(acme.did()).isEqualTo("did:elsi:VATES-A12345678");
        assertThat(acme).hasToString("VATES-A12345678");
        assertThat(IssuerId.parse("did:web:acme.example")).map(IssuerId::did).contains("did:web:acme.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://pid.example/issuer", "x509:thumbprint:CN=PID,C=ES"})
    void what_is_no_organisation_gets_no_label(String text) {
        assertThat(new IssuerId(text).did()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\u2003",
                "did:elsi:",
                "did:elsi: ",
                "did:elsi:did:elsi:",
                "did:elsi:did:elsi:VATES-A12345678",
                "did:elsi:did:web:acme.example"
            })
    void a_label_in_front_of_nothing_or_of_another_names_nobody(String text) {
        assertThat(IssuerId.parse(text)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> new IssuerId(text));
    }
}
