package dev.verifier.presentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.wallet.AssertionTampering;
import dev.verifier.wallet.LearVersion;
import dev.verifier.wallet.MachineLogin;
import dev.verifier.wallet.PresentationTampering;
import dev.verifier.wallet.SealKey;
import dev.verifier.wallet.Tampering;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each crime is caught, and caught for the right reason; the honest login beside it is believed. */
class RoguesGalleryTests {

    private static final Acme ACME = new Acme(SealKey.P_256);
    private static final Acme ACME_WITH_RSA = new Acme(SealKey.RSA_2048);
    private static final Properties REASONS = reasons();

    static Stream<Tampering> crimes() {
        return Tampering.all().stream().filter(crime -> !(crime instanceof AssertionTampering));
    }

    @ParameterizedTest
    @MethodSource("crimes")
    void each_crime_is_caught_for_its_own_reason(Tampering crime) throws Exception {
        var honest = ACME.login(LearVersion.M2).build();

        assertThat(ACME.judge(honest)).isInstanceOf(Verdict.Accepted.class);
        assertThat(outcome(ACME, honest.tampered(crime))).isIn(expected(crime));
    }

    static Stream<Arguments> otherWorlds() {
        return crimes().flatMap(crime -> Stream.of(
                Arguments.of(crime, LearVersion.M1, ACME_WITH_RSA), Arguments.of(crime, LearVersion.M3, ACME)));
    }

    @Tag("again")
    @ParameterizedTest
    @MethodSource("otherWorlds")
    void each_crime_is_caught_in_every_version_and_under_every_seal(Tampering crime, LearVersion version, Acme acme)
            throws Exception {
        var honest = acme.login(version).build();

        assertThat(acme.judge(honest)).isInstanceOf(Verdict.Accepted.class);
        assertThat(outcome(acme, honest.tampered(crime))).isIn(expected(crime));
    }

    @Tag("again")
    @ParameterizedTest
    @MethodSource("crimes")
    void each_crime_is_caught_in_an_answer_to_a_wallet_s_request_too(Tampering crime) throws Exception {
        var machine = Acme.machineCredential();
        var asked = PresentationRequest.ofWallet(
                machine.query(), Ann.NONCE, machine.audience(), machine.freshness(), new Handover.None());
        var honest =
                ACME.login(LearVersion.M2).build().editPresentation(draft -> draft.with("nonce", Ann.NONCE.value()));

        assertThat(ACME.judge(honest, asked)).isInstanceOf(Verdict.Accepted.class);
        assertThat(outcome(ACME.judge(honest.tampered(crime), asked)))
                // Whoever it belongs to, it was not made for this request: it has no nonce.
                .isIn(
                        crime == PresentationTampering.OF_ANOTHER_MACHINE
                                ? List.of("presentation_claim_missing")
                                : expected(crime));
    }

    @Test
    void every_line_of_the_gallery_is_about_a_crime() {
        var known = crimes().map(Tampering::id).toList();

        assertThat(REASONS.stringPropertyNames()).containsExactlyInAnyOrderElementsOf(known);
    }

    private static List<String> expected(Tampering crime) {
        // Whose machine it is, is for the one to say who authenticated the client: here both are as genuine as can be.
        return crime == PresentationTampering.OF_ANOTHER_MACHINE
                ? List.of("accepted")
                : List.of(REASONS.getProperty(crime.id()).split("\\|"));
    }

    private static String outcome(Acme acme, MachineLogin login) throws Exception {
        return outcome(acme.judge(login));
    }

    private static String outcome(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Accepted _ -> "accepted";
            case Verdict.Rejected(var why) -> why.code();
        };
    }

    private static Properties reasons() {
        var reasons = new Properties();
        try (var file = RoguesGalleryTests.class.getResourceAsStream("/crimes.properties")) {
            reasons.load(new InputStreamReader(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return reasons;
    }
}
