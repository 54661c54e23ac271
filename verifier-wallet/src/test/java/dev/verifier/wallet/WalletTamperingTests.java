package dev.verifier.wallet;

import static dev.verifier.wallet.Ann.ASKED;
import static dev.verifier.wallet.Ann.HONEST;
import static dev.verifier.wallet.Ann.KEY;
import static dev.verifier.wallet.Gallery.ROGUE;
import static dev.verifier.wallet.Gallery.SEAL;
import static dev.verifier.wallet.Witness.ORGANIZATION;
import static dev.verifier.wallet.Witness.at;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class WalletTamperingTests {
    private static final Seal RSA_SEAL = SEAL.authority().seal(ORGANIZATION, SealKey.RSA_2048);

    private static final Map<String, String> DIFFERENCES = Gallery.table("""
            WRONG_NONCE                  | nonce
            MISSING_NONCE                | nonce
            NONCE_CUT_SHORT              | nonce
            NONCE_IS_A_LIST              | nonce
            NONCE_IS_A_NUMBER            | nonce
            FOREIGN_AUDIENCE             | aud
            EXPIRED_PRESENTATION         | exp iat nbf
            PRESENTATION_FROM_THE_FUTURE | exp iat nbf
            SIGNED_BY_ANOTHER_KEY        | signature
            UNSIGNED                     | header/alg signature
            STRIPPED_SIGNATURE           | signature
            HOLDER_NOT_SUBJECT           | header/kid iss signature sub vp/holder
            UNREQUESTED_QUERY_ID         | vp_token
            EMPTY_VP_TOKEN               | vp_token
            NO_PRESENTATION              | vp_token
            TWO_PRESENTATIONS            | vp_token
            TWO_HUNDRED_PRESENTATIONS    | vp_token
            WRONG_STATE                  | state
            MISSING_STATE                | state
            MISSING_VP_TOKEN             | vp_token
            BLANK_VP_TOKEN               | vp_token
            VP_TOKEN_IS_A_LIST           | vp_token
            VP_TOKEN_IS_A_NUMBER         | vp_token
            VP_TOKEN_IS_GARBAGE          | vp_token
            ANSWER_AND_ERROR             | error
            WRONG_CREDENTIAL_TYPE        | credential vp_token
            """);

    private static final Map<String, String> IN_THE_ANSWER = Gallery.table("""
            UNREQUESTED_QUERY_ID      | {not_requested=[1]}
            EMPTY_VP_TOKEN            | {}
            NO_PRESENTATION           | {employee_w3c=[]}
            TWO_PRESENTATIONS         | {employee_w3c=[2]}
            TWO_HUNDRED_PRESENTATIONS | {employee_w3c=[200]}
            """);

    static Stream<Arguments> crimesByVersion() {
        return Stream.of(LearVersion.E1, LearVersion.E2, LearVersion.E4)
                .flatMap(version -> Tampering.ofWallets().stream().map(crime -> Arguments.of(crime, version)));
    }

    static List<Tampering> crimes() {
        return Tampering.ofWallets();
    }

    @ParameterizedTest
    @EnumSource
    void changes_one_thing(WalletTampering crime) {
        var guilty = HONEST.tampered(crime);
        var places = new ArrayList<String>();
        if (!HONEST.credential().equals(guilty.credential())) {
            places.add("credential");
        }
        var inPresentation = difference(guilty);
        if (!inPresentation.isEmpty()) {
            places.add(inPresentation);
            assertThat(answer(guilty)).isEqualTo(Map.of(ASKED.queryId(), List.of(guilty.presentation())));
        } else {
            places.add(inForm(guilty));
        }
        assertThat(String.join(" ", places)).isEqualTo(DIFFERENCES.get(crime.name()));
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "UNREQUESTED_QUERY_ID",
                "EMPTY_VP_TOKEN",
                "NO_PRESENTATION",
                "TWO_PRESENTATIONS",
                "TWO_HUNDRED_PRESENTATIONS"
            })
    void answers_other_queries_or_more_often(WalletTampering crime) {
        var counted = answer(HONEST.tampered(crime));
        counted.replaceAll((_, value) -> ((List<?>) value).isEmpty() ? value : List.of(((List<?>) value).size()));
        assertThat(counted).hasToString(Objects.requireNonNull(IN_THE_ANSWER.get(crime.name())));
    }

    @ParameterizedTest
    @EnumSource(names = {"SIGNED_BY_ANOTHER_KEY", "HOLDER_NOT_SUBJECT"})
    void has_the_rogues_signature_where_that_is_the_crime(WalletTampering crime) throws GeneralSecurityException {
        assertThat(Witness.verifies(HONEST.tampered(crime).presentation(), ROGUE.publicKey()))
                .isTrue();
    }

    @Test
    void presents_a_genuine_machines_credential_as_the_wrong_type() throws GeneralSecurityException {
        for (var version : List.of(LearVersion.E3, LearVersion.E4)) {
            var guilty = Ann.login(SEAL, version).tampered(WalletTampering.WRONG_CREDENTIAL_TYPE);
            assertThat(Witness.verifies(guilty.credential(), SEAL.publicKey())).isTrue();
            assertThat(Witness.verifies(guilty.presentation(), KEY.publicKey())).isTrue();
            var credential = CompactJws.parse(guilty.credential());
            assertThat(LearVersion.of(credential).orElseThrow().machine()).isTrue();
            assertThat(credential.claims()).containsEntry("sub", KEY.did());
        }
    }

    @Test
    void presents_the_persons_own_credential_in_the_rogues_name() {
        var guilty = HONEST.tampered(WalletTampering.HOLDER_NOT_SUBJECT);
        assertThat(guilty.credential()).isEqualTo(HONEST.credential());
        assertThat(at(CompactJws.parse(guilty.presentation()).claims(), "vp/verifiableCredential"))
                .isEqualTo(List.of(HONEST.credential()));
    }

    @ParameterizedTest
    @MethodSource("crimesByVersion")
    void can_be_committed_on_every_version_and_under_rsa(Tampering crime, LearVersion version) {
        var honest = Ann.login(RSA_SEAL, version);
        var guilty = honest.tampered(crime);
        assertThat(guilty.form()).isNotEqualTo(honest.form());
        boolean onCredential = crime instanceof ChainTampering
                || crime instanceof CredentialTampering
                || crime == WalletTampering.WRONG_CREDENTIAL_TYPE;
        assertThat(guilty.credential().equals(honest.credential())).isEqualTo(!onCredential);
    }

    @ParameterizedTest
    @MethodSource("crimes")
    void needs_a_seal_where_it_says_so_and_nowhere_else(Tampering crime) {
        var sealless = WalletLogin.builder(KEY, ASKED, Witness.AT, Witness.RANDOM)
                .credential(HONEST.credential())
                .build();
        boolean committed = true;
        try {
            assertThat(sealless.tampered(crime).form()).isNotEqualTo(sealless.form());
        } catch (IllegalStateException e) {
            committed = false;
        }
        assertThat(committed).isEqualTo(!crime.needsSeal());
    }

    @ParameterizedTest
    @EnumSource
    void says_in_one_sentence_what_is_done(WalletTampering crime) {
        assertThat(crime.crime()).matches("[A-Z].*[^.]\\.").hasSizeLessThan(150);
        assertThat(Tampering.named(crime.id())).isEqualTo(crime);
        assertThat(Tampering.all()).doesNotContain(crime);
        assertThat(crime.id()).startsWith("wallet.");
    }

    @Test
    void is_described_differently_each_time() {
        assertThat(Tampering.everybodys()).extracting(Tampering::crime).doesNotHaveDuplicates();
        assertThat(Tampering.everybodys()).extracting(Tampering::id).doesNotHaveDuplicates();
    }

    /** What differs in the presentation when both present the credential the guilty one has. */
    private static String difference(WalletLogin guilty) {
        var honest =
                HONEST.editPresentation(draft -> draft.with(Presentation.CREDENTIALS, List.of(guilty.credential())));
        return Difference.between(honest.presentation(), guilty.presentation(), KEY.publicKey());
    }

    /** ECDSA throws dice of its own, so an answer is compared without its signatures. */
    private static String inForm(WalletLogin guilty) {
        var names = new TreeSet<>(HONEST.form().keySet());
        names.addAll(guilty.form().keySet());
        names.removeIf(name ->
                unsigned(HONEST.form().get(name)).equals(unsigned(guilty.form().get(name))));
        return String.join(" ", names);
    }

    private static String unsigned(@Nullable String text) {
        return String.valueOf(text).replaceAll("\\.[A-Za-z0-9_-]{86}\"", "\"");
    }

    private static Map<String, Object> answer(WalletLogin login) {
        return Json.read(login.form().getOrDefault("vp_token", ""));
    }
}
