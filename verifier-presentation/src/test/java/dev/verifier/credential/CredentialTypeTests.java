package dev.verifier.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialTypeTests {

    @ParameterizedTest
    @ValueSource(strings = {"VerifiableCredential", "VerifiableAttestation"})
    void what_every_credential_is_says_nothing(String name) {
        assertThat(new CredentialType(name).isBase()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"LEARCredentialEmployee", "verifiablecredential", "VerifiableCredential "})
    void every_other_name_says_what_it_is_as_it_is_written(String name) {
        assertThat(new CredentialType(name).isBase()).isFalse();
        assertThat(new CredentialType(name)).hasToString(name);
    }

    @Test
    void a_type_without_a_name_is_none() {
        assertThatIllegalArgumentException().isThrownBy(() -> new CredentialType(" "));
    }
}
