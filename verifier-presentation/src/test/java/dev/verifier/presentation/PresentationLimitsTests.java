package dev.verifier.presentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class PresentationLimitsTests {

    @Test
    void one_of_each_is_the_least() {
        assertThat(new PresentationLimits(Ann.LIMITS, 1, 1).disclosures()).isEqualTo(1);

        assertThatIllegalArgumentException().isThrownBy(() -> new PresentationLimits(Ann.LIMITS, 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new PresentationLimits(Ann.LIMITS, 1, 0));
    }
}
