package dev.verifier.wallet;

import static dev.verifier.wallet.Ann.ASKED;
import static dev.verifier.wallet.Ann.HONEST;
import static dev.verifier.wallet.Ann.KEY;
import static dev.verifier.wallet.Gallery.SEAL;
import static dev.verifier.wallet.Witness.AT;
import static dev.verifier.wallet.Witness.RANDOM;
import static dev.verifier.wallet.Witness.at;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

class WalletLoginTests {
    private static final int NOW = (int) AT.getEpochSecond();

    @Test
    void presents_what_the_specification_asks_for() throws GeneralSecurityException {
        var presentation = CompactJws.parse(HONEST.presentation());
        assertThat(Witness.verifies(HONEST.presentation(), KEY.publicKey())).isTrue();
        assertThat(presentation.header()).isEqualTo(Map.of("alg", "ES256", "typ", "JWT", "kid", KEY.did()));
        assertThat(presentation.claims())
                .containsOnlyKeys("iss", "sub", "aud", "iat", "nbf", "exp", "jti", "vp", "nonce")
                .containsEntry("aud", ASKED.clientId())
                .containsEntry("nonce", ASKED.nonce())
                .containsEntry("iss", KEY.did())
                .containsEntry("exp", NOW + 120);
        assertThat(at(presentation.claims(), "vp/holder")).isEqualTo(KEY.did());
        assertThat(at(presentation.claims(), "vp/verifiableCredential")).isEqualTo(List.of(HONEST.credential()));
    }

    @Test
    void answers_under_the_query_it_was_asked() {
        assertThat(HONEST.form()).containsOnlyKeys("vp_token", "state").containsEntry("state", "state-of-the-request");
        assertThat(Json.read(HONEST.form().getOrDefault("vp_token", "")))
                .isEqualTo(Map.of("employee_w3c", List.of(HONEST.presentation())));
        assertThat(HONEST.formBody()).startsWith("vp_token=%7B%22employee_w3c%22%3A%5B%22ey");
        assertThat(HONEST.responseUri()).isEqualTo(ASKED.responseUri());
    }

    @ParameterizedTest
    @EnumSource(names = "E.", mode = EnumSource.Mode.MATCH_ALL)
    void presents_every_version_of_an_employees_credential(LearVersion version) throws GeneralSecurityException {
        var credential = Ann.login(SEAL, version).credential();
        assertThat(Witness.verifies(credential, SEAL.publicKey())).isTrue();
        assertThat(CompactJws.parse(credential).claims()).containsEntry("sub", KEY.did());
        assertThat(LearVersion.of(CompactJws.parse(credential))).contains(version);
    }

    /** The decoder of the contract's §4.3, written down here once more: plain, or Base64 of either kind, and then the same again. */
    @ParameterizedTest
    @EnumSource
    void says_the_same_in_every_form(VpTokenForm form) {
        var login = HONEST.as(form);
        var read = decoded(login.form().getOrDefault("vp_token", ""));
        assertThat(read)
                .isEqualTo(
                        form.keyed()
                                ? Map.of(ASKED.queryId(), List.of(login.presentation()))
                                : Map.of("", List.of(login.presentation())));
        assertThat(login.presentation()).hasSameSizeAs(HONEST.presentation());
    }

    @Test
    void writes_each_form_differently() {
        var texts = List.of(VpTokenForm.values()).stream()
                .map(form -> form.write(Map.of("q", List.of("e30.e30.c2ln"))))
                .toList();
        assertThat(texts)
                .containsExactly(
                        "{\"q\":[\"e30.e30.c2ln\"]}",
                        "{\"q\":\"e30.e30.c2ln\"}",
                        "eyJxIjpbImUzMC5lMzAuYzJsbiJdfQ==",
                        "eyJxIjoiZTMwLmUzMC5jMmxuIn0=",
                        "eyJxIjpbImUzMC5lMzAuYzJsbiJdfQ",
                        "e30.e30.c2ln",
                        "\"e30.e30.c2ln\"",
                        "ZTMwLmUzMC5jMmxu",
                        "ZTMwLmUzMC5jMmxu");
    }

    @Test
    void answers_as_the_legacy_wallet_does() {
        var legacy = HONEST.asLegacyWallet();
        assertThat(legacy.form()).containsOnlyKeys("vp_token", "state", "presentation_submission");
        assertThat(legacy.form().get("vp_token")).matches("[A-Za-z0-9_-]+");
        assertThat(Json.read(legacy.form().getOrDefault("presentation_submission", "")))
                .containsEntry("id", "CustomerPresentationSubmission");
        var presentation = CompactJws.parse(legacy.presentation());
        assertThat(presentation.header()).containsEntry("kid", KEY.keyId());
        assertThat(presentation.claims())
                .containsEntry("aud", "https://self-issued.me/v2")
                .containsEntry("nonce", ASKED.nonce())
                .containsEntry("exp", NOW + 180);
    }

    @Test
    void changes_as_told() {
        assertThat(claims(HONEST.presentationAudience(List.of("a", "b")))).containsEntry("aud", List.of("a", "b"));
        assertThat(claims(HONEST.clockShifted(Duration.ofSeconds(30)))).containsEntry("nbf", NOW + 30);
        assertThat(claims(HONEST.lifetime(Duration.ofMinutes(9)))).containsEntry("exp", NOW + 540);
        assertThat(claims(HONEST.anew(AT.plusSeconds(60)))).containsEntry("iat", NOW + 60);
        assertThat(claims(HONEST.editPresentation(draft -> draft.with("sub", "x"))))
                .containsEntry("sub", "x");
        assertThat(HONEST.editForm(form -> Map.of("a&b", "c=d")).formBody()).isEqualTo("a%26b=c%3Dd");
        assertThat(CompactJws.parse(HONEST.keyInTheHeader().presentation()).header())
                .containsEntry("jwk", KEY.publicJwk())
                .doesNotContainKey("kid");
    }

    @Test
    void answers_another_question_with_the_same_credential() {
        var other = new Asked(ASKED.clientId(), ASKED.responseUri(), "another-nonce", null, "lear");
        var login = HONEST.answering(other);
        assertThat(login.credential()).isEqualTo(HONEST.credential());
        assertThat(claims(login)).containsEntry("nonce", "another-nonce");
        assertThat(login.form()).containsOnlyKeys("vp_token");
        assertThat(login.form().get("vp_token")).startsWith("{\"lear\"");
        assertThat(HONEST.answering(ASKED.under("lear")).form().get("vp_token")).startsWith("{\"lear\"");
    }

    @Test
    void declines_with_an_error_and_the_state() {
        var refusal = ASKED.refusal(WalletError.ACCESS_DENIED);
        assertThat(refusal.form()).isEqualTo(Map.of("error", "access_denied", "state", "state-of-the-request"));
        assertThat(refusal.body()).isEqualTo("error=access_denied&state=state-of-the-request");
        assertThat(refusal.responseUri()).isEqualTo(ASKED.responseUri());
    }

    @Test
    void needs_an_issuer_or_a_credential() {
        var builder = WalletLogin.builder(KEY, ASKED, AT, RANDOM);
        assertThatIllegalStateException().isThrownBy(builder::build);
        var given = builder.credential(HONEST.credential()).build();
        assertThat(given.credential()).isEqualTo(HONEST.credential());
        assertThatIllegalStateException().isThrownBy(() -> given.tampered(ChainTampering.SELF_SIGNED));
        assertThatIllegalStateException().isThrownBy(() -> given.tampered(WalletTampering.WRONG_CREDENTIAL_TYPE));
    }

    @Test
    void commits_no_machines_crime() {
        for (var crime : List.of(
                AssertionTampering.JTI_MISSING,
                PresentationTampering.OF_ANOTHER_MACHINE,
                CredentialTampering.TYPE_OF_AN_EMPLOYEE)) {
            assertThatIllegalArgumentException().isThrownBy(() -> HONEST.tampered(crime));
        }
    }

    @Test
    void has_no_room_for_query_ids_in_a_form_without_them() {
        var bare = HONEST.as(VpTokenForm.JWT);
        assertThatIllegalArgumentException().isThrownBy(() -> bare.tampered(WalletTampering.UNREQUESTED_QUERY_ID));
        var guilty = HONEST.tampered(WalletTampering.EMPTY_VP_TOKEN);
        assertThatIllegalArgumentException().isThrownBy(() -> guilty.as(VpTokenForm.JWT));
        assertThat(bare.tampered(WalletTampering.WRONG_NONCE).form()).isNotEqualTo(bare.form());
    }

    private static Map<String, Object> claims(WalletLogin login) {
        return CompactJws.parse(login.presentation()).claims();
    }

    private static Map<String, Object> decoded(String vpToken) {
        if (vpToken.startsWith("{")) {
            var answer = Json.read(vpToken);
            answer.replaceAll((_, value) -> value instanceof String one ? List.of(one) : value);
            return answer;
        }
        if (vpToken.startsWith("\"")) {
            return decoded(JsonMapper.shared().readValue(vpToken, String.class));
        }
        if (vpToken.contains(".")) {
            return Map.of("", List.of(vpToken));
        }
        var standard = vpToken.replace('-', '+').replace('_', '/');
        return decoded(new String(Base64.getDecoder().decode(standard), UTF_8));
    }
}
