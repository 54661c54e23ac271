package dev.verifier.cose;

import static dev.verifier.cose.Bytes.hex;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.rejection.Part;
import dev.verifier.rejection.RejectedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which keys of COSE are keys here. */
class CoseKeyTests {

    private static final String X = "215820bac5b11cad8f99f9c72b05cf4b9e26d244dc189f745228255a219a86d6a09eff";
    private static final String Y = "22582020138bf82dc1b6d562be0fa54ab7804a3a64b6d72ccfed6b6fb6ed28bbfc117e";
    private static final String D = "23582057c92077664146e876760c9520d054aa93c3afb04e306705db6090308507b4d3";

    private static String curveOf(String hex) {
        try {
            return CoseKey.of(Cbor.read(Part.CREDENTIAL, hex(hex), 4)).curve();
        } catch (RejectedException e) {
            return e.rejection().code();
        }
    }

    @Test
    void reads_public_keys() {
        assertThat(curveOf("a4 0102 2001" + X + Y)).isEqualTo("P-256");
        assertThat(curveOf("a5 0102 0326 2001" + X + Y)).isEqualTo("P-256");
        assertThat(curveOf("a5 0102 024131 2001" + X + Y)).isEqualTo("P-256");
        // RFC 8032 §7.1, test 1.
        assertThat(curveOf("a3 0101 2006 215820d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"))
                .isEqualTo("Ed25519");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a5 0102 2001" + X + Y + D,
                "a3 0102 2001" + X + "",
                "a4 0102 2001" + X + "22f5",
                "a4 0102 2001" + X + X,
                "a4 0102 2001" + X + "22582120138bf82dc1b6d562be0fa54ab7804a3a64b6d72ccfed6b6fb6ed28bbfc117e00",
                "a4 0102 2002" + X + Y,
                "a4 0102 2008" + X + Y,
                "a4 0101 2001" + X + Y,
                "a3 0101 2004" + X,
                "a2 0104 2041" + "01",
                "a5 0102 033822 2001" + X + Y,
                "a4 0102 2001 2140 2240"
            })
    void refuses_every_other(String hex) {
        assertThat(curveOf(hex))
                .isIn(
                        "key_not_usable",
                        "credential_claim_missing",
                        "credential_cbor_malformed",
                        "credential_algorithm_not_allowed");
    }
}
