package dev.verifier.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DidKeysTests {
    private final WalletKey key = WalletKey.generate(Witness.RANDOM);

    @ParameterizedTest
    @EnumSource
    void are_not_the_did_of_the_key(DidKeys hostile) {
        assertThat(hostile.of(key)).isNotEqualTo(key.did());
        assertThatIllegalArgumentException().isThrownBy(() -> DidKey.parse(hostile.of(key)));
    }

    @Test
    void are_all_different() {
        assertThat(Arrays.stream(DidKeys.values()).map(hostile -> hostile.of(key)))
                .doesNotHaveDuplicates();
    }

    @Test
    void begin_as_the_published_dids_of_their_kind_do() {
        assertThat(DidKeys.ED25519.of(key)).startsWith("did:key:z6Mk");
        assertThat(DidKeys.SECP256K1.of(key)).startsWith("did:key:zQ3s");
        assertThat(DidKeys.RSA.of(key)).startsWith("did:key:z4MX");
        assertThat(DidKeys.OFF_CURVE.of(key)).startsWith("did:key:zDn");
    }
}
