package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.verifier.wallet.LearVersion;
import dev.verifier.wallet.MachineLogin;
import dev.verifier.wallet.Seal;
import dev.verifier.wallet.SealKey;
import dev.verifier.wallet.TestAuthority;
import dev.verifier.wallet.TrustedListDraft;
import dev.verifier.wallet.XmlTrustedListDraft;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A domain whose anchors are on a signed list of trusted entities, as its tokens show it. */
@ExtendWith(OutputCaptureExtension.class)
class TrustedListTests {

    private static final World WORLD = new World();
    private static final String LIST = "--verifier.trust.domains.machines.trusted-list.";

    private final SecureRandom random = new SecureRandom();
    private final Instant now = Instant.now();
    private final TestAuthority scheme = TestAuthority.create(now, random);
    private final Seal operator = scheme.listSeal("VATBE-0123456789", SealKey.P_256);

    @AutoClose
    private final StubServer source = new StubServer();

    @TempDir
    private Path folder;

    private Path signers = Path.of("");

    @BeforeEach
    void write() throws IOException {
        signers = Files.writeString(folder.resolve("operator.pem"), scheme.anchorPem());
    }

    @Test
    void whom_the_list_names_may_issue_and_the_audit_says_which_entry_it_was(CapturedOutput output) {
        source.serve(edition(7));
        try (var server = start(Clock.systemUTC())) {
            assertThat(token(server).status()).isEqualTo(200);
            assertThat(server.management().get("/prometheus").body())
                    .contains("verifier_list_age_seconds{list=\"trusted-list-machines\"} ");
        }
        assertThat(output.toString().lines().filter(line -> line.contains("TokenIssued")))
                .singleElement()
                .asString()
                .contains(
                        "\"list\":\"trusted-list-machines\"", "Acme, " + TrustedListDraft.PID_ISSUANCE, "\"issued\":");
    }

    @Test
    void a_list_in_xml_is_gone_by_as_one_in_json_is() {
        var older = XmlTrustedListDraft.of(7, now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(30)));
        source.serve(older.listing("Acme", WORLD.authority.anchorPem()).signedBy(operator));
        String[] xml = {"--verifier.clients.refresh-interval=1s", LIST + "services=" + XmlTrustedListDraft.CA_QC};
        try (var server = RunningServer.start(
                Clock.systemUTC(), folder.resolve("data"), arguments("type=" + XmlTrustedListDraft.GENERIC, xml))) {
            assertThat(token(server).status()).isEqualTo(200);

            var newer = XmlTrustedListDraft.of(8, now.minusSeconds(60), now.plus(Duration.ofDays(30)));
            source.serve(newer.signedBy(operator));
            await().atMost(Duration.ofSeconds(15)).until(() -> token(server).status() == 401);
            assertThat(token(server).code()).isEqualTo("certificate_not_trusted");

            source.serve(older.listing("Acme", WORLD.authority.anchorPem()).signedBy(operator));
            var asked = source.asked().size();
            await().atMost(Duration.ofSeconds(15)).until(() -> source.asked().size() > asked + 1);
            assertThat(token(server).code()).as("an older edition").isEqualTo("certificate_not_trusted");
        }
    }

    @Test
    void nobody_is_believed_by_a_list_that_never_came_or_that_somebody_else_signed() {
        source.behave(exchange -> StubServer.respond(exchange, 500, ""));
        try (var server = start(Clock.systemUTC())) {
            assertThat(token(server).code()).isEqualTo("trust_unavailable");
            assertThat(server.management().get("/health/readiness").status()).isEqualTo(503);

            source.serve(draft(7).signedBy(WORLD.authority.seal(World.ORGANIZATION, SealKey.P_256)));
            var asked = source.asked().size();
            await().atMost(Duration.ofSeconds(15)).until(() -> source.asked().size() > asked + 1);
            assertThat(token(server).code()).isEqualTo("trust_unavailable");

            source.serve(edition(7));
            await().atMost(Duration.ofSeconds(15)).until(() -> token(server).status() == 200);
        }
    }

    @Test
    void an_edition_that_withdraws_everybody_is_gone_by_and_the_types_stay_known() {
        source.serve(edition(7));
        try (var server = start(Clock.systemUTC(), "--verifier.clients.refresh-interval=1s")) {
            assertThat(token(server).status()).isEqualTo(200);

            source.serve(nobody(8).signedBy(operator));
            await().atMost(Duration.ofSeconds(15)).until(() -> token(server).status() == 401);
            assertThat(token(server).code()).isEqualTo("certificate_not_trusted");
            assertThat(server.management().get("/health/readiness").status()).isEqualTo(200);

            source.serve(edition(9));
            await().atMost(Duration.ofSeconds(15)).until(() -> token(server).status() == 200);
        }
    }

    @Test
    void a_list_that_should_have_been_replaced_says_nothing_any_more() {
        source.serve(edition(7));
        var clock = new StoppedClock(now);
        try (var server = start(clock, "--verifier.clients.refresh-interval=1h")) {
            assertThat(token(server).status()).isEqualTo(200);

            clock.pass(Duration.ofDays(31));
            var later = MachineLogin.builder(WORLD.machine, World.ISSUER, clock.instant(), random)
                    .seal(WORLD.authority.seal(World.ORGANIZATION, SealKey.P_256))
                    .version(LearVersion.M2)
                    .build();
            assertThat(server.http().token(later.form()).code()).isEqualTo("trust_unavailable");
        }
    }

    @Test
    void an_older_edition_never_takes_the_place_of_a_newer_one_after_a_restart_either(CapturedOutput output) {
        source.serve(edition(7));
        start(Clock.systemUTC()).close();

        source.serve(draft(6).listing("Forgotten", scheme.anchorPem()).signedBy(operator));
        try (var server = start(Clock.systemUTC())) {
            assertThat(output).contains("an older edition");
            assertThat(token(server).status())
                    .as("the copy of the newer one counts")
                    .isEqualTo(200);
        }
    }

    @Test
    void while_its_source_is_away_the_copy_of_it_counts() {
        source.serve(edition(7));
        start(Clock.systemUTC()).close();

        source.behave(exchange -> StubServer.respond(exchange, 503, ""));
        try (var server = start(Clock.systemUTC())) {
            assertThat(token(server).status()).isEqualTo(200);
        }
    }

    @Test
    void a_list_whose_signer_is_none_any_more_is_gone_by_no_longer() throws IOException {
        source.serve(edition(7));
        try (var server = start(Clock.systemUTC(), "--verifier.clients.refresh-interval=1s")) {
            assertThat(token(server).status()).isEqualTo(200);

            Files.writeString(signers, TestAuthority.create(now, random).anchorPem());
            await().atMost(Duration.ofSeconds(15)).until(() -> token(server).status() == 401);
            assertThat(token(server).code()).isEqualTo("trust_unavailable");
        }
    }

    @Test
    void half_a_list_fails_the_start() {
        assertThatThrownBy(() -> RunningServer.start(folder, arguments("type=")).close())
                .rootCause()
                .hasMessageContaining("trusted-list must have");
        var both = "--verifier.trust.domains.machines.anchors=" + WORLD.folder.resolve("anchors.pem");
        assertThatThrownBy(() -> start(Clock.systemUTC(), both).close())
                .rootCause()
                .hasMessageContaining("must have anchors, which are PEM files, or a trusted-list");
    }

    private TrustedListDraft draft(int sequence) {
        return nobody(sequence).listing("Acme", WORLD.authority.anchorPem());
    }

    private TrustedListDraft nobody(int sequence) {
        return TrustedListDraft.of(sequence, now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(30)));
    }

    private String edition(int sequence) {
        return draft(sequence).signedBy(operator);
    }

    private static Http.Answer token(RunningServer server) {
        return server.http().token(WORLD.login().form());
    }

    private RunningServer start(Clock clock, String... more) {
        return RunningServer.start(
                clock, folder.resolve("data"), arguments("type=" + TrustedListDraft.PID_PROVIDERS, more));
    }

    private String[] arguments(String type, String... more) {
        var always = Stream.of(
                "--verifier.clients.location=file:" + WORLD.folder.resolve("clients.yaml"),
                "--verifier.outbound.allow-private-addresses=true",
                "--verifier.trust.domains.machines.types=LEARCredentialMachine,learcredential.machine.w3c.3",
                "--verifier.trust.domains.machines.issuers.anchored=true",
                LIST + "location=" + source.url("/list.jws"),
                LIST + "signers=" + signers,
                LIST + "services=" + TrustedListDraft.PID_ISSUANCE,
                LIST + type);
        return Stream.concat(always, Stream.of(more)).toArray(String[]::new);
    }
}
