package dev.verifier.wallet;

import static dev.verifier.wallet.Gallery.HONEST;
import static dev.verifier.wallet.Gallery.MACHINE;
import static dev.verifier.wallet.Witness.AT;
import static dev.verifier.wallet.Witness.ORGANIZATION;
import static dev.verifier.wallet.Witness.RANDOM;
import static dev.verifier.wallet.Witness.VERIFIER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TamperingTests {
    private static final Seal RSA_SEAL = Gallery.SEAL.authority().seal(ORGANIZATION, SealKey.RSA_2048);

    static List<Tampering> crimes() {
        return Tampering.all();
    }

    static Stream<Arguments> crimesByVersion() {
        return Stream.of(LearVersion.M1, LearVersion.M3)
                .flatMap(version -> Tampering.all().stream().map(crime -> Arguments.of(crime, version)));
    }

    @ParameterizedTest
    @MethodSource("crimes")
    void shows_at_its_own_stage_and_at_no_other(Tampering crime) {
        var guilty = HONEST.tampered(crime);
        boolean inForm = !guilty.form().keySet().equals(HONEST.form().keySet())
                || !guilty.form().values().containsAll(List.of(MACHINE.did(), typeOf(HONEST)));
        boolean inCredential = !Gallery.inCredential(guilty).isEmpty();
        boolean inPresentation = !Gallery.inPresentation(guilty).isEmpty();
        boolean inAssertion = inForm || !Gallery.inAssertion(guilty).isEmpty();
        assertThat(List.of(inCredential, inPresentation, inAssertion))
                .isEqualTo(
                        switch (crime) {
                            case ChainTampering _, CredentialTampering _ -> List.of(true, false, false);
                            case PresentationTampering _ -> List.of(false, true, false);
                            case AssertionTampering _,
                                    WalletTampering _,
                                    SdJwtTampering _,
                                    DisclosureTampering _,
                                    EncryptionTampering _ -> List.of(false, false, true);
                        });
        assertThat(guilty.form()).isNotEqualTo(HONEST.form());
    }

    @ParameterizedTest
    @MethodSource("crimesByVersion")
    void can_be_committed_on_every_version_and_under_rsa(Tampering crime, LearVersion version) {
        var honest = Gallery.login(RSA_SEAL, version);
        var guilty = honest.tampered(crime);
        assertThat(guilty.form()).isNotEqualTo(honest.form());
        boolean onCredential = crime instanceof ChainTampering || crime instanceof CredentialTampering;
        assertThat(guilty.credential().equals(honest.credential())).isEqualTo(!onCredential);
    }

    @ParameterizedTest
    @MethodSource("crimes")
    void says_in_one_sentence_what_is_done(Tampering crime) {
        assertThat(crime.crime()).matches("[A-Z].*[^.]\\.").hasSizeLessThan(150);
    }

    @ParameterizedTest
    @MethodSource("crimes")
    void needs_a_seal_where_it_says_so_and_nowhere_else(Tampering crime) {
        var sealless = MachineLogin.builder(MACHINE, VERIFIER, AT, RANDOM)
                .credential(HONEST.credential())
                .build();
        if (crime.needsSeal()) {
            assertThatIllegalStateException().isThrownBy(() -> sealless.tampered(crime));
        } else {
            assertThat(sealless.tampered(crime).form()).isNotEqualTo(sealless.form());
        }
    }

    @Test
    void is_described_differently_each_time() {
        assertThat(Tampering.all()).extracting(Tampering::crime).doesNotHaveDuplicates();
        assertThat(Tampering.all()).extracting(Tampering::id).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("crimes")
    void is_found_by_its_id(Tampering crime) {
        assertThat(Tampering.named(crime.id())).isEqualTo(crime);
    }

    @Test
    void is_found_by_its_name_if_no_other_stage_has_it() {
        assertThat(Tampering.named("self-signed")).isEqualTo(ChainTampering.SELF_SIGNED);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tampering.named("ALG_NONE"))
                .withMessageContaining("assertion.ALG_NONE");
        assertThatIllegalArgumentException().isThrownBy(() -> Tampering.named("NO_SUCH_CRIME"));
    }

    private static String typeOf(MachineLogin login) {
        return login.form().getOrDefault("client_assertion_type", "");
    }
}
