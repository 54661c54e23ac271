package dev.verifier.wallet;

import static dev.verifier.wallet.Witness.AT;
import static dev.verifier.wallet.Witness.ORGANIZATION;
import static dev.verifier.wallet.Witness.RANDOM;
import static dev.verifier.wallet.Witness.VERIFIER;
import static dev.verifier.wallet.Witness.at;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MachineLoginTests {
    private static final long NOW = AT.getEpochSecond();
    private static final WalletKey MACHINE = WalletKey.generate(RANDOM);
    private static final Seal SEAL = TestAuthority.create(AT, RANDOM).seal(ORGANIZATION, SealKey.P_256);

    private final MachineLogin login =
            MachineLogin.builder(MACHINE, VERIFIER, AT, RANDOM).seal(SEAL).build();

    @Test
    void asserts_what_the_contract_asks_for() throws GeneralSecurityException {
        var assertion = CompactJws.parse(login.assertion());
        assertThat(Witness.verifies(login.assertion(), MACHINE.publicKey())).isTrue();
        assertThat(assertion.header()).isEqualTo(Map.of("alg", "ES256", "typ", "JWT", "kid", MACHINE.did()));
        assertThat(assertion.claims())
                .containsOnlyKeys("iss", "sub", "aud", "iat", "exp", "jti", "vp_token")
                .containsEntry("iss", MACHINE.did())
                .containsEntry("sub", MACHINE.did())
                .containsEntry("aud", VERIFIER.toString())
                .containsEntry("iat", (int) NOW)
                .containsEntry("exp", (int) NOW + 120);
        var vpToken = Base64.getDecoder().decode((String) at(assertion.claims(), "vp_token"));
        assertThat(new String(vpToken, US_ASCII)).isEqualTo(login.presentation());
    }

    @Test
    void presents_what_the_contract_asks_for() throws GeneralSecurityException {
        var presentation = CompactJws.parse(login.presentation());
        assertThat(Witness.verifies(login.presentation(), MACHINE.publicKey())).isTrue();
        assertThat(presentation.header()).isEqualTo(Map.of("alg", "ES256", "typ", "JWT", "kid", MACHINE.did()));
        assertThat(presentation.claims())
                .containsOnlyKeys("iss", "sub", "aud", "iat", "nbf", "exp", "jti", "vp")
                .containsEntry("aud", VERIFIER.toString())
                .containsEntry("exp", (int) NOW + 120);
        assertThat(at(presentation.claims(), "vp/holder")).isEqualTo(MACHINE.did());
        assertThat(at(presentation.claims(), "vp/type")).isEqualTo(List.of("VerifiablePresentation"));
        assertThat(at(presentation.claims(), "vp/verifiableCredential")).isEqualTo(List.of(login.credential()));
    }

    @Test
    void fills_in_the_form() {
        assertThat(login.form())
                .containsOnlyKeys("grant_type", "client_assertion_type", "client_assertion", "client_id")
                .containsEntry("grant_type", "client_credentials")
                .containsEntry("client_assertion", login.assertion())
                .containsEntry("client_id", MACHINE.did());
        assertThat(login.formBody()).startsWith("grant_type=client_credentials&client_assertion_type=urn%3Aietf%3A");
        assertThat(login.tokenEndpoint()).hasToString("https://verifier.acme.example/oidc/token");
    }

    @ParameterizedTest
    @EnumSource(names = "M.", mode = EnumSource.Mode.MATCH_ALL)
    void presents_every_version_of_a_machines_credential(LearVersion version) {
        var other = MachineLogin.builder(MACHINE, VERIFIER, AT, RANDOM)
                .seal(SEAL)
                .version(version)
                .build();
        assertThat(CompactJws.parse(other.credential()).claims()).containsEntry("sub", MACHINE.did());
        assertThat(new String(
                        Base64.getUrlDecoder()
                                .decode(CompactJws.parse(other.credential()).payloadPart()),
                        US_ASCII))
                .contains(version.type());
    }

    @Test
    void uses_the_credential_it_was_given() {
        var given = MachineLogin.builder(MACHINE, VERIFIER, AT, RANDOM)
                .credential(login.credential())
                .build();
        assertThat(given.credential()).isEqualTo(login.credential());
        assertThatIllegalStateException().isThrownBy(() -> given.tampered(ChainTampering.SELF_SIGNED));
        assertThatIllegalStateException().isThrownBy(() -> given.tampered(PresentationTampering.OF_ANOTHER_MACHINE));
    }

    @Test
    void needs_an_issuer_or_a_credential() {
        var builder = MachineLogin.builder(MACHINE, VERIFIER, AT, RANDOM);
        assertThatIllegalStateException().isThrownBy(builder::build);
    }

    @Test
    void is_the_presentation_itself_in_the_runbook() {
        var runbook = login.runbook();
        assertThat(runbook.assertion()).isEqualTo(runbook.presentation());
        assertThat(runbook.form()).containsEntry("client_assertion", runbook.presentation());
        assertThat(runbook.credential()).isEqualTo(login.credential());
    }

    @Test
    void tampers_with_the_runbooks_assertion_too() {
        assertThat(CompactJws.parse(login.runbook()
                                .tampered(AssertionTampering.JTI_MISSING)
                                .assertion())
                        .claims())
                .containsKey("vp")
                .doesNotContainKey("jti");
        assertThat(login.tampered(AssertionTampering.JTI_MISSING).runbook().form())
                .isNotEqualTo(login.runbook().form());
    }

    @ParameterizedTest
    @EnumSource(names = "VP_TOKEN_.*", mode = EnumSource.Mode.MATCH_ALL)
    void has_no_room_in_the_runbook_for_a_crime_on_the_vp_token(AssertionTampering crime) {
        var runbook = login.runbook();
        assertThatIllegalArgumentException().isThrownBy(() -> runbook.tampered(crime));
        var guilty = login.tampered(crime);
        assertThatIllegalArgumentException().isThrownBy(guilty::runbook);
    }

    @Test
    void logs_in_anew_with_everything_new_but_the_credential() {
        var later = login.anew(AT.plusSeconds(60));
        assertThat(later.credential()).isEqualTo(login.credential());
        assertThat(claim(later.presentation(), "jti")).isNotEqualTo(claim(login.presentation(), "jti"));
        assertThat(claim(later.assertion(), "jti")).isNotEqualTo(claim(login.assertion(), "jti"));
        assertThat(claim(later.assertion(), "iat")).isEqualTo((int) NOW + 60);
    }

    @Test
    void replays_a_presentation_in_a_new_assertion() {
        var replay = login.reasserted(AT.plusSeconds(1));
        assertThat(replay.presentation()).isEqualTo(login.presentation());
        assertThat(claim(replay.assertion(), "jti")).isNotEqualTo(claim(login.assertion(), "jti"));
    }

    @Test
    void is_addressed_as_told() {
        var endpoint = login.tokenEndpoint().toString();
        assertThat(claim(login.presentationAudience(endpoint).presentation(), "aud"))
                .isEqualTo(endpoint);
        assertThat(claim(login.presentationAudience(endpoint).assertion(), "aud"))
                .isEqualTo(VERIFIER.toString());
        assertThat(claim(login.assertionAudience(List.of(endpoint)).assertion(), "aud"))
                .isEqualTo(List.of(endpoint));
        assertThat(CompactJws.parse(login.withoutPresentationAudience().presentation())
                        .claims())
                .doesNotContainKey("aud");
    }

    @Test
    void tells_the_time_as_told() {
        assertThat(claim(login.inMilliseconds().assertion(), "exp")).isEqualTo((NOW + 120) * 1000);
        assertThat(claim(login.inMilliseconds().presentation(), "exp")).isEqualTo((int) NOW + 120);
        assertThat(claim(login.lifetime(Duration.ofMinutes(9)).assertion(), "exp"))
                .isEqualTo((int) NOW + 540);
        assertThat(claim(login.lifetime(Duration.ofMinutes(9)).presentation(), "exp"))
                .isEqualTo((int) NOW + 540);
        assertThat(claim(login.clockShifted(Duration.ofSeconds(-30)).presentation(), "nbf"))
                .isEqualTo((int) NOW - 30);
        assertThat(claim(login.clockShifted(Duration.ofSeconds(-30)).assertion(), "exp"))
                .isEqualTo((int) NOW + 90);
        assertThat(claim(login.inMilliseconds().lifetime(Duration.ofMinutes(1)).assertion(), "exp"))
                .isEqualTo((NOW + 60) * 1000);
    }

    @Test
    void names_its_key_as_told() {
        assertThat(CompactJws.parse(login.kidWithFragment().assertion()).header())
                .containsEntry("kid", MACHINE.keyId());
        var bare = login.keyInTheHeader();
        assertThat(CompactJws.parse(bare.assertion()).header())
                .containsEntry("jwk", MACHINE.publicJwk())
                .doesNotContainKey("kid");
        assertThat(CompactJws.parse(bare.presentation()).header()).containsEntry("jwk", MACHINE.publicJwk());
        assertThat(CompactJws.parse(
                                login.assertionType("client-authentication+jwt").assertion())
                        .header())
                .containsEntry("typ", "client-authentication+jwt");
        assertThat(CompactJws.parse(login.withoutAssertionType().assertion()).header())
                .doesNotContainKey("typ");
    }

    @Test
    void leaves_out_what_it_is_told_to() {
        assertThat(login.withoutClientId().form()).doesNotContainKey("client_id");
        assertThat(CompactJws.parse(login.withoutVpToken().assertion()).claims())
                .doesNotContainKey("vp_token");
    }

    @Test
    void calls_itself_what_it_is_told() {
        var hostile = HostileDid.UNCOMPRESSED.of(MACHINE);
        var renamed = login.calling(hostile);
        assertThat(renamed.form()).containsEntry("client_id", hostile);
        assertThat(CompactJws.parse(renamed.assertion()).header()).containsEntry("kid", hostile);
        assertThat(claim(renamed.assertion(), "iss")).isEqualTo(hostile);
        assertThat(claim(renamed.presentation(), "sub")).isEqualTo(hostile);
        assertThat(at(CompactJws.parse(renamed.presentation()).claims(), "vp/holder"))
                .isEqualTo(hostile);
    }

    @Test
    void keeps_its_habits_in_later_changes() {
        var habits =
                login.withoutPresentationAudience().inMilliseconds().anew(Instant.EPOCH.plus(Duration.ofDays(20_000)));
        assertThat(CompactJws.parse(habits.presentation()).claims()).doesNotContainKey("aud");
        assertThat(claim(habits.assertion(), "iat")).isEqualTo(20_000L * 86_400 * 1000);
    }

    @Test
    void encodes_names_as_well_as_values() {
        var odd = login.editForm(_ -> Map.of("a&b", "c=d"));
        assertThat(odd.formBody()).isEqualTo("a%26b=c%3Dd");
    }

    @Test
    void sends_the_form_where_it_is_told() {
        var other = MachineLogin.builder(MACHINE, VERIFIER, AT, RANDOM)
                .seal(SEAL)
                .tokenEndpoint(URI.create("https://verifier.acme.example/token"))
                .build();
        assertThat(other.tokenEndpoint()).hasToString("https://verifier.acme.example/token");
    }

    private static Object claim(String compact, String name) {
        return at(CompactJws.parse(compact).claims(), name);
    }
}
