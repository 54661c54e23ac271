package dev.verifier.wallet.openid4vp;

import static dev.verifier.wallet.openid4vp.Questioner.AT;
import static dev.verifier.wallet.openid4vp.Questioner.RANDOM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.verifier.wallet.LearVersion;
import dev.verifier.wallet.Seal;
import dev.verifier.wallet.SealKey;
import dev.verifier.wallet.Tampering;
import dev.verifier.wallet.TestAuthority;
import dev.verifier.wallet.WalletError;
import dev.verifier.wallet.WalletKey;
import dev.verifier.wallet.WalletLogin;
import dev.verifier.wallet.WalletTampering;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("NullAway.Init") // JUnit fills the fields in
class VerifierConnectionTests {
    private static final WalletKey ANN = WalletKey.generate(RANDOM);
    private static final Seal SEAL = TestAuthority.create(AT, RANDOM).seal("VATES-A12345678", SealKey.P_256);

    private final VerifierConnection wallet =
            new VerifierConnection(InstantSource.fixed(AT), RANDOM, false, Attesters.NONE, Duration.ofSeconds(2));
    private Questioner verifier;

    @BeforeEach
    void open() throws IOException {
        verifier = new Questioner();
    }

    @AfterEach
    void close() {
        verifier.close();
        wallet.close();
    }

    @ParameterizedTest
    @EnumSource(names = "E.", mode = EnumSource.Mode.MATCH_ALL)
    void logs_a_person_in_with_every_version(LearVersion version) {
        verifier.redirectingTo("https://verifier.example/login/1?response_code=abc");
        assertThat(wallet.send(login(version).response()))
                .isEqualTo(
                        new VerifierReply.Accepted(URI.create("https://verifier.example/login/1?response_code=abc")));
        assertThat(verifier.answers()).hasSize(1);
    }

    @Test
    void knows_when_the_person_goes_on_elsewhere() {
        assertThat(wallet.send(login(LearVersion.E3).response())).isEqualTo(new VerifierReply.Accepted(null));
        verifier.redirectingTo("javascript:alert(1)");
        assertThat(wallet.send(login(LearVersion.E3).response())).isEqualTo(new VerifierReply.Accepted(null));
    }

    /** The control is {@link #logs_a_person_in_with_every_version}. */
    @ParameterizedTest
    @CsvSource({
        "WRONG_NONCE, nonce",
        "MISSING_NONCE, nonce",
        "FOREIGN_AUDIENCE, aud",
        "EXPIRED_PRESENTATION, time",
        "PRESENTATION_FROM_THE_FUTURE, time",
        "SIGNED_BY_ANOTHER_KEY, signature",
        "UNSIGNED, signature",
        "STRIPPED_SIGNATURE, signature",
        "HOLDER_NOT_SUBJECT, holder",
        "UNREQUESTED_QUERY_ID, vp_token",
        "TWO_PRESENTATIONS, vp_token",
        "WRONG_STATE, state"
    })
    void commits_crimes_that_a_verifier_can_see(WalletTampering crime, String reason) {
        var guilty = login(LearVersion.E3).tampered((Tampering) crime);
        assertThat(wallet.send(guilty.response()))
                .isEqualTo(new VerifierReply.Refused(400, "access_denied", reason, "7f"));
    }

    @Test
    void asks_for_a_request_with_a_nonce_of_its_own() {
        assertThat(wallet.fetch(verifier.linkToPost()).clientId()).isEqualTo(verifier.clientId());
        assertThat(wallet.fetch(verifier.linkToPost()).clientId()).isEqualTo(verifier.clientId());
        assertThat(verifier.fetches())
                .allSatisfy(form -> assertThat(form).containsOnlyKeys("wallet_nonce", "wallet_metadata"))
                .extracting(form -> form.get("wallet_nonce"))
                .doesNotHaveDuplicates();
        verifier.with("wallet_nonce", "another");
        assertThat(flaw(verifier.linkToPost())).isEqualTo(RequestFlaw.WRONG_WALLET_NONCE);
    }

    @Test
    void reads_a_request_that_is_encrypted_to_its_key_and_no_other_where_it_demands_that() {
        try (var careful =
                new VerifierConnection(InstantSource.fixed(AT), RANDOM, true, Attesters.NONE, Duration.ofSeconds(2))) {
            assertThat(careful.fetch(verifier.link()).clientId()).isEqualTo(verifier.clientId());
            assertThat(verifier.fetches())
                    .last()
                    .satisfies(form -> assertThat(form.get("wallet_metadata"))
                            .contains("\"jwks\"", "\"request_object_encryption_enc_values_supported\""));

            for (var how : EnumSet.complementOf(EnumSet.of(Questioner.Sealing.AS_ASKED))) {
                verifier.sealing(how);
                var flaw = catchThrowableOfType(UnacceptableRequest.class, () -> careful.fetch(verifier.link()))
                        .flaw();
                assertThat(flaw).as(how.name()).isEqualTo(RequestFlaw.NOT_ENCRYPTED);
            }
        }
    }

    @Test
    void declines() {
        var asked = wallet.fetch(verifier.link()).asked();
        assertThat(wallet.send(asked.refusal(WalletError.ACCESS_DENIED))).isEqualTo(new VerifierReply.Accepted(null));
        assertThat(verifier.answers()).containsExactly(Map.of("error", "access_denied", "state", "state-1"));
    }

    @Test
    void insists_on_the_media_type_unless_the_verifier_is_from_before() {
        verifier.calling("text/plain");
        assertThat(flaw(verifier.link())).isEqualTo(RequestFlaw.WRONG_MEDIA_TYPE);
        verifier.legacy();
        assertThat(wallet.fetch(verifier.link()).clientId()).startsWith("did:key:");
        verifier.calling("application/oauth-authz-req+jwt;charset=UTF-8");
        assertThat(wallet.fetch(verifier.link()).clientId()).startsWith("did:key:");
    }

    @ParameterizedTest
    @CsvSource({"404, GONE", "410, GONE", "302, UNREACHABLE", "307, UNREACHABLE", "500, UNREACHABLE"})
    void gives_up_on_a_request_that_is_not_there(int status, RequestFlaw flaw) {
        verifier.answeringRequestsWith(status);
        assertThat(flaw(verifier.link())).isEqualTo(flaw);
        assertThat(verifier.fetches()).hasSize(1);
    }

    @Test
    void gives_up_on_a_giant_and_on_silence() throws IOException {
        verifier.with("padding", "A".repeat(1 << 16));
        assertThat(flaw(verifier.link())).isEqualTo(RequestFlaw.UNREACHABLE);
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var uri = URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/");
            assertThat(flaw(new RequestLink(verifier.clientId(), uri, false))).isEqualTo(RequestFlaw.UNREACHABLE);
        }
    }

    @Test
    void says_so_when_nobody_answers() {
        var response = login(LearVersion.E3).response();
        verifier.close();
        assertThat(wallet.send(response)).isInstanceOf(VerifierReply.Unanswered.class);
        assertThat(flaw(verifier.link())).isEqualTo(RequestFlaw.UNREACHABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "<html>", "{\"error\":7}"})
    void understands_a_refusal_without_a_word(String body) {
        verifier.replying(403, body);
        assertThat(wallet.send(login(LearVersion.E3).response())).isEqualTo(new VerifierReply.Refused(403, "", "", ""));
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 302, 201})
    void understands_nothing_else(int status) {
        verifier.replying(status, "{}");
        assertThat(wallet.send(login(LearVersion.E3).response())).isInstanceOf(VerifierReply.Unanswered.class);
    }

    private WalletLogin login(LearVersion version) {
        var asked = wallet.fetch(verifier.link()).asked();
        return WalletLogin.builder(ANN, asked, AT, RANDOM)
                .seal(SEAL)
                .version(version)
                .build();
    }

    private RequestFlaw flaw(RequestLink link) {
        return catchThrowableOfType(UnacceptableRequest.class, () -> wallet.fetch(link))
                .flaw();
    }
}
