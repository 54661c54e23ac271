package dev.verifier.presentation;

import static dev.verifier.presentation.Acme.AT;
import static dev.verifier.presentation.Acme.ORGANIZATION;
import static dev.verifier.presentation.Acme.QUERY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.credential.IssuerId;
import dev.verifier.credential.ValidityWindow;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import dev.verifier.status.RevokedCredentials;
import dev.verifier.status.StatusCheck;
import dev.verifier.trust.Participants;
import dev.verifier.trust.TrustDomain;
import dev.verifier.trust.TrustDomains;
import dev.verifier.trust.TrustedIssuers;
import dev.verifier.trust.TrustedIssuersList;
import dev.verifier.wallet.LearVersion;
import dev.verifier.wallet.SealKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What was believed once is believed as long as everything that it rests on is as it was. */
class StandingCheckTests {

    private static final Acme ACME = new Acme(SealKey.P_256);
    private static final Instant LATER = AT.plus(Duration.ofHours(3));

    private static BelievedCredential believed;
    private static TrustFramework framework;

    @BeforeAll
    static void believe() throws Exception {
        believed = believed(LearVersion.M2);
        framework = ACME.framework();
    }

    private static BelievedCredential believed(LearVersion version) throws Exception {
        var verdict = ACME.judge(ACME.login(version).build());
        return BelievedCredential.of(((Verdict.Accepted) verdict).credential(QUERY));
    }

    private static String standing(TrustFramework trust, Instant at) {
        try {
            new StandingCheck(trust).require(believed, at);
            return "stands";
        } catch (RejectedException e) {
            return e.rejection().code();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"M1", "M2", "M3"})
    void a_credential_of_every_version_stands_hours_later(LearVersion version) throws Exception {
        assertThat(new StandingCheck(framework).require(believed(version), LATER))
                .isNotNull();
    }

    @Test
    void it_ends_with_its_own_dates_and_with_those_of_its_chain() throws Exception {
        assertThat(standing(framework, believed.until().minusSeconds(1))).isEqualTo("stands");
        assertThat(standing(framework, believed.until())).isEqualTo("credential_expired");

        var verified = ((Verdict.Accepted) ACME.judge(ACME.login(LearVersion.M2).build())).credential(QUERY);
        assertThat(believed.until())
                .isBeforeOrEqualTo(verified.window().until())
                .isBeforeOrEqualTo(verified.evidence().until());
    }

    @Test
    void it_falls_when_one_of_its_names_is_revoked() {
        assertThat(believed.ids()).isNotEmpty();
        for (var id : believed.ids()) {
            var trust = new TrustFramework(
                    framework.domains(), framework.participants(), new StatusCheck(new RevokedCredentials(Set.of(id))));
            assertThat(standing(trust, LATER)).isEqualTo("credential_revoked");
        }
    }

    @Test
    void it_falls_with_the_accreditation_of_its_issuer() throws Exception {
        var ended = new ValidityWindow(Instant.EPOCH, AT.plus(Duration.ofHours(1)));
        assertThat(standing(with(Acme.issuers(ended)), AT)).isEqualTo("stands");
        assertThat(standing(with(Acme.issuers(ended)), LATER)).isEqualTo("issuer_not_accredited");
        assertThat(standing(with(new TrustedIssuersList(Map.of())), LATER)).isEqualTo("issuer_not_trusted");
    }

    private static TrustFramework with(TrustedIssuers issuers) throws Exception {
        return with(new TrustDomain(ACME.anchors(), issuers));
    }

    private static TrustFramework with(TrustDomain domain) {
        return new TrustFramework(TrustDomains.of(domain), framework.participants(), framework.status());
    }

    @Test
    void it_falls_when_its_mandator_is_a_participant_no_more() {
        var trust = new TrustFramework(framework.domains(), Participants.among(Set.of()), framework.status());
        assertThat(believed.participant()).isEqualTo(new IssuerId(ORGANIZATION));
        assertThat(standing(trust, LATER)).isEqualTo("mandator_not_trusted");
    }

    @Test
    void it_falls_when_its_anchor_is_one_no_more_whatever_the_name_of_another() throws Exception {
        var trust = with(new TrustDomain(new Acme(SealKey.P_256).anchors(), Acme.issuers(ValidityWindow.ALWAYS)));
        assertThat(standing(trust, LATER)).isEqualTo("certificate_not_trusted");
    }

    @Test
    void it_falls_when_its_type_is_believed_from_nobody_any_more() {
        var trust = new TrustFramework(
                new TrustDomains(Map.of(), Set.of(), null), framework.participants(), framework.status());
        assertThat(standing(trust, LATER)).isEqualTo("trust_unavailable");
    }

    @Test
    void a_source_that_cannot_be_asked_is_an_answer_of_its_own() throws Exception {
        var trust = with(_ -> {
            throw new RejectedException(new Rejection.TrustUnavailable("registry"));
        });
        assertThat(standing(trust, LATER)).isEqualTo("trust_unavailable");
    }
}
