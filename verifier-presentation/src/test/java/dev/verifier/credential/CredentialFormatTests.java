package dev.verifier.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialFormatTests {

    @ParameterizedTest
    @EnumSource
    void is_found_by_its_identifier(CredentialFormat format) {
        assertThat(format.identifier()).matches("[a-z_+-]+");
        assertThat(CredentialFormat.named(format.identifier())).isEqualTo(format);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "vc+sd-jwt", "ldp_vc", "DC+SD-JWT", "MSO_MDOC"})
    void is_none_that_is_not_verified_here(String identifier) {
        assertThatIllegalArgumentException().isThrownBy(() -> CredentialFormat.named(identifier));
    }
}
