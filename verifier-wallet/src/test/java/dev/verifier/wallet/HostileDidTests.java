package dev.verifier.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HostileDidTests {
    private final WalletKey key = WalletKey.generate(Witness.RANDOM);

    @ParameterizedTest
    @EnumSource
    void is_not_the_did_of_the_key(HostileDid hostile) {
        assertThat(hostile.of(key)).isNotEqualTo(key.did());
        assertThatIllegalArgumentException().isThrownBy(() -> DidKey.parse(hostile.of(key)));
    }

    @Test
    void is_different_each_time() {
        assertThat(Arrays.stream(HostileDid.values()).map(hostile -> hostile.of(key)))
                .doesNotHaveDuplicates();
    }

    @Test
    void begins_as_the_published_dids_of_its_kind_do() {
        assertThat(HostileDid.ED25519.of(key)).startsWith("did:key:z6Mk");
        assertThat(HostileDid.SECP256K1.of(key)).startsWith("did:key:zQ3s");
        assertThat(HostileDid.RSA.of(key)).startsWith("did:key:z4MX");
        assertThat(HostileDid.OFF_CURVE.of(key)).startsWith("did:key:zDn");
    }
}
