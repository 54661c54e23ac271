package dev.verifier.server.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.verifier.server.StubServer;
import dev.verifier.server.World;
import dev.verifier.wallet.TestAuthority;
import dev.verifier.wallet.TestFederation;
import dev.verifier.wallet.WalletKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.sql.DriverManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(OutputCaptureExtension.class)
class DoctorTests {

    private static final World WORLD = new World();

    @TempDir
    private Path folder;

    /**
     * What {@code doctor} printed.
     *
     * @param exitCode of the process
     * @param lines on standard output
     */
    private record Diagnosis(int exitCode, List<String> lines) {

        List<String> of(String severity) {
            return lines.stream().filter(line -> line.startsWith(severity)).toList();
        }
    }

    @Test
    void a_healthy_configuration_is_a_line_for_each_part_and_nothing_else() throws IOException {
        var diagnosis = examine(List.of(
                "--verifier.clients.location=file:" + WORLD.folder.resolve("clients.yaml"),
                "--verifier.trust.anchors=" + WORLD.folder.resolve("anchors.pem"),
                "--verifier.trust.issuers.list=file:" + WORLD.folder.resolve("issuers.yaml"),
                "--verifier.trust.participants=file:" + WORLD.folder.resolve("participants.yaml"),
                "--verifier.trust.revoked-credentials=file:" + WORLD.folder.resolve("revoked.yaml")));

        assertThat(diagnosis.exitCode()).isZero();
        assertThat(diagnosis.lines())
                .map(line -> line.replaceAll(" +", " ").replaceAll(" in /.*| /.*", ""))
                .containsExactly(
                        "ok issuer http://localhost:9000",
                        "ok data",
                        "ok database embedded, in the data directory: for one node",
                        "ok key none yet; one will be generated",
                        "ok data-key none yet; one will be generated",
                        "ok wallets decentralized_identifier, direct_post.jwt, through the browser unsigned",
                        "ok profiles learcredential.employee, learcredential.machine",
                        "ok clients 7 clients",
                        "ok anchors 1 certificates",
                        "ok issuers 1 issuers",
                        "ok participants 1 organisations",
                        "ok revoked 1 credentials",
                        "ok status not looked at: status lists are named by credentials, and by no setting; doctor explain reads those of one",
                        "0 errors, 0 warnings");
        assertThat(folder.resolve("data")).as("looking leaves no trace").doesNotExist();
    }

    @Test
    void a_domain_is_examined_like_the_rest_and_may_be_all_there_is() throws IOException {
        var domain = "--verifier.trust.domains.cards.";
        var diagnosis = examine(List.of(
                "--verifier.clients.location=file:" + WORLD.folder.resolve("clients.yaml"),
                domain + "types[0]=urn:eudi:pid:1",
                domain + "types[1]=eu.europa.ec.eudi.pid.1",
                domain + "anchors[0]=" + WORLD.folder.resolve("anchors.pem"),
                domain + "issuers.list=file:" + WORLD.folder.resolve("issuers.yaml")));

        assertThat(diagnosis.exitCode()).isZero();
        assertThat(diagnosis.of("ok"))
                .map(line -> line.replaceAll(" +", " ").replaceAll(" in /.*", ""))
                .contains(
                        "ok anchors-cards 1 certificates",
                        "ok issuers-cards 1 issuers",
                        "ok domain-cards urn:eudi:pid:1, eu.europa.ec.eudi.pid.1");
        assertThat(diagnosis.of("warning"))
                .singleElement()
                .asString()
                .contains("learcredential.employee asks for LEARCredentialEmployee", ".enabled to false");
    }

    @Test
    void a_trust_anchor_is_asked_for_what_it_says_of_itself() throws IOException {
        var authority = TestAuthority.create(Instant.now(), new SecureRandom());
        var roots = Files.writeString(folder.resolve("roots.pem"), authority.anchorPem());
        try (var web = StubServer.secure(authority.access("localhost", Duration.ofHours(1)))) {
            var federation = TestFederation.at(web.url(""), Instant.now(), new SecureRandom());
            var keys = Files.writeString(folder.resolve("anchor.jwks"), federation.anchorJwks());
            var anchor = "--verifier.trust.federation.test.";
            var arguments = List.of(
                    "--verifier.outbound.allow-private-addresses=true",
                    "--verifier.outbound.ca-certificates=" + roots,
                    anchor + "entity-id=" + web.url("/anchor"),
                    anchor + "jwks=" + keys);

            web.serve(federation.documents().getOrDefault(federation.location(TestFederation.Statement.ANCHOR), ""));
            assertThat(examine(arguments).of("ok"))
                    .map(line -> line.replaceAll(" +", " "))
                    .contains("ok federation-test 1 keys, and " + web.url("/anchor") + " signs with one");

            web.behave(exchange -> StubServer.respond(exchange, 500, ""));
            var away = examine(arguments);
            assertThat(away.exitCode()).isEqualTo(1);
            assertThat(away.of("error"))
                    .singleElement()
                    .asString()
                    .contains("federation-test", web.url("/anchor"), "trust_unavailable");

            Files.writeString(keys, "{}");
            assertThat(examine(arguments).of("error"))
                    .singleElement()
                    .asString()
                    .contains("federation-test", "jwks");
        }
    }

    @Test
    void a_profile_that_somebody_wrote_and_nobody_can_answer_is_an_error() throws IOException {
        var enabled = "--verifier.openid4vp.profiles.org.iso.18013.5.1.mDL.enabled=true";
        var domain = "--verifier.trust.domains.cards.";
        var anchor = domain + "anchors[0]=" + WORLD.folder.resolve("anchors.pem");

        var wrong = examine(List.of(enabled, domain + "types[0]=a", anchor, domain + "issuers.anchored=true"));
        var right = examine(
                List.of(enabled, domain + "types[0]=org.iso.18013.5.1.mDL", anchor, domain + "issuers.anchored=true"));

        assertThat(wrong.exitCode()).isEqualTo(1);
        assertThat(wrong.of("error"))
                .singleElement()
                .asString()
                .contains("verifier.openid4vp.profiles.org.iso.18013.5.1.mDL", "verifier.trust.domains");
        assertThat(right.exitCode()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"365, ok, 0", "50, warning, 0", "20, error, 1"}) // since the authority began, 30 days ago
    void certificates_that_end_are_named_in_time(int days, String severity, int exitCode) throws IOException {
        var access = WORLD.authority.access("localhost", Duration.ofDays(days));
        var key = Files.writeString(folder.resolve("key.pem"), access.keyPem());
        var chain = Files.writeString(folder.resolve("chain.pem"), access.chainPem());

        var diagnosis =
                examine(List.of("--verifier.keys.signing=" + key, "--verifier.keys.certificate-chain=" + chain));

        assertThat(diagnosis.exitCode()).isEqualTo(exitCode);
        assertThat(diagnosis.of(severity)).anyMatch(line -> line.contains("certificate"));
        assertThat(diagnosis.of("ok"))
                .anyMatch(line -> line.contains("x509_hash, direct_post.jwt, through the browser signed"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            digital-credentials-api=signed                                             | warning | a signature by a DID
            digital-credentials-api=unsigned                                           | ok      | browser unsigned
            digital-credentials-api=off                                                | ok      | browser off
            response-mode=direct_post                                                  | ok      | browser off
            digital-credentials-api=unsigned --verifier.login.page=http://localhost/in | warning | verifier.login.page
            response-mode=direct_post_jwt --verifier.login.page=http://localhost/in    | ok      | browser off
            digital-credentials-api=signed --verifier.openid4vp.response-mode=direct_post | error | direct_post.jwt
            digital-credentials-api=unsigned --verifier.compatibility.legacy-wallets=true | error | direct_post.jwt
            client-id-prefix=redirect_uri                                              | ok      | browser unsigned
            digital-credentials-api=signed --verifier.openid4vp.client-id-prefix=redirect_uri | error | stands for no key
            """)
    void asking_through_the_browser_in_vain_is_told_of(String options, String severity, String said)
            throws IOException {
        var diagnosis = examine(List.of(("--verifier.openid4vp." + options).split(" ")));

        assertThat(diagnosis.exitCode()).isEqualTo(severity.equals("error") ? 1 : 0);
        assertThat(diagnosis.of(severity)).anyMatch(line -> line.contains(" wallets ") && line.contains(said));
    }

    @ParameterizedTest
    @CsvSource({"prd, 7, 0", "sbx, 30, 4"})
    void the_real_lists_load_and_what_is_odd_is_named(String environment, int clients, int findings)
            throws IOException {
        var data = System.getenv("VERIFIER_TEST_DATA");
        assumeThat(data)
                .as("VERIFIER_TEST_DATA names the folder with dome-trust-framework")
                .isNotNull();
        var list = Path.of(data, "dome-trust-framework", environment, "trusted_services_list.yaml");

        var diagnosis = examine(List.of("--verifier.clients.location=file:" + list));

        assertThat(diagnosis.exitCode()).isZero();
        assertThat(diagnosis.of("ok")).anyMatch(line -> line.contains(clients + " clients in"));
        assertThat(diagnosis.of("warning").stream().filter(line -> line.contains("clients")))
                .hasSize(findings)
                .allMatch(
                        line -> line.matches("warning +clients +line \\d+: \\S+: (requireProofKey|redirectUris): .+"));
    }

    @Test
    void each_odd_entry_is_named_with_line_field_and_reason_and_the_exit_code_says_so() throws IOException {
        var list = Files.writeString(folder.resolve("clients.yaml"), """
                clients:
                  - clientId: "good"
                    redirectUris: ["https://good.example/cb"]
                    clientAuthenticationMethods: ["none"]
                    authorizationGrantTypes: ["authorization_code"]
                    requireProofKey: true
                  - clientId: "bad"
                    redirectUris: ["javascript:alert(1)"]
                    clientAuthenticationMethods: ["none"]
                    authorizationGrantTypes: ["authorization_code"]
                    requireProofKey: true
                """);

        var diagnosis = examine(List.of("--verifier.clients.location=file:" + list));

        assertThat(diagnosis.exitCode()).isOne();
        assertThat(diagnosis.of("ok")).anyMatch(line -> line.contains("1 clients in " + list));
        assertThat(diagnosis.of("error"))
                .singleElement()
                .asString()
                .matches("error +clients +line 8: bad: redirectUris: .*javascript.*");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --verifier.clients.location=file:/nowhere/clients.yaml   | error +clients .*cannot read /nowhere/clients.yaml
            --verifier.clients.location=ftp://x.example/clients.yaml | error +clients .*file: or https:
            --verifier.clients.location=http://127.0.0.1:1/c.yaml    | error +clients .*http://127.0.0.1:1/c.yaml.*
            --verifier.trust.anchors=/nowhere/anchors.pem            | error +anchors .*cannot read /nowhere/anchors.pem
            --verifier.trust.issuers.registry=http://127.0.0.1:1/    | error +registry +http://127.0.0.1:1/: .+
            --verifier.keys.signing=/nowhere/key.pem                 | error +key +verifier.keys.signing: no file .*
            --verifier.compatibility.profile=strict                  | error +key +none configured.*
            --verifier.keys.data=/nowhere/data-key                   | error +data-key +verifier.keys.data: no file .*
            --verifier.keys.data-previous=tooShort                   | error +data-key +verifier.keys.data-previous: no file .*
            --verifier.data-directory=/dev/null/verifier             | error +data +/dev/null/verifier cannot be written.*
            """)
    void what_would_not_work_is_an_error(String argument, String line) throws IOException {
        var diagnosis = examine(List.of(argument, "--verifier.outbound.allow-private-addresses=true"));

        assertThat(diagnosis.exitCode()).isOne();
        assertThat(diagnosis.of("error")).singleElement().asString().matches(line);
    }

    @Test
    void a_registry_that_answers_is_well_whatever_it_answers() throws IOException {
        try (var registry = new StubServer()) {
            var diagnosis = examine(List.of(
                    "--verifier.trust.issuers.registry=" + registry.url("/v4/issuers/"),
                    "--verifier.outbound.allow-private-addresses=true"));

            assertThat(diagnosis.exitCode()).isZero();
            assertThat(diagnosis.of("ok")).anyMatch(line -> line.contains("registry") && line.endsWith("answers"));
            assertThat(registry.asked()).containsExactly("GET /v4/issuers/did:elsi:NOBODY");
        }
    }

    @Test
    void an_empty_configuration_is_told_what_it_lacks() throws IOException {
        var diagnosis = examine(List.of());

        assertThat(diagnosis.exitCode()).isZero();
        assertThat(diagnosis.of("warning")).hasSize(3).allMatch(line -> line.contains("set verifier."));
    }

    @ParameterizedTest
    @CsvSource({"90, ok, 0", "10, warning, 0", "-1, error, 1"})
    void attestations_that_end_are_named_in_time(int days, String severity, int exitCode) throws IOException {
        var random = new SecureRandom();
        var signing = WalletKey.generate(random);
        var claims = Map.of(
                "iss",
                "https://attester.example",
                "sub",
                "verifier.example",
                "exp",
                Instant.now().plus(Duration.ofDays(days)).getEpochSecond(),
                "cnf",
                Map.of("jwk", signing.publicJwk()));
        var attestation = WalletKey.generate(random).sign(Map.of("typ", "verifier-attestation+jwt"), claims);
        var key = Files.writeString(folder.resolve("key.pem"), signing.toPem());
        var file = Files.writeString(folder.resolve("attestation.jwt"), attestation);

        var unused = List.of("--verifier.keys.signing=" + key, "--verifier.openid4vp.verifier-attestation=" + file);

        var diagnosis = examine(
                Stream.concat(unused.stream(), Stream.of("--verifier.openid4vp.client-id-prefix=verifier_attestation"))
                        .toList());

        assertThat(diagnosis.exitCode()).isEqualTo(exitCode);
        assertThat(diagnosis.of(severity)).anyMatch(line -> line.contains("attestation"));
        assertThat(examine(unused).of("ok")).noneMatch(line -> line.contains("attestation"));
    }

    @ParameterizedTest
    @CsvSource({"90, ok, 0", "40, warning, 0", "-1, error, 1"})
    void each_identity_is_named_with_its_end(int days, String severity, int exitCode) throws IOException {
        var access = WORLD.authority.access("localhost", Duration.ofDays(days));
        var key = Files.writeString(folder.resolve("taxes.pem"), access.keyPem());
        var chain = Files.writeString(folder.resolve("taxes-chain.pem"), access.chainPem());
        var own = Files.writeString(
                folder.resolve("key.pem"),
                WalletKey.generate(new SecureRandom()).toPem());
        var taxes = "--verifier.openid4vp.identities.taxes.";

        var diagnosis = examine(List.of(
                "--verifier.keys.signing=" + own,
                taxes + "signing=" + key,
                taxes + "certificate-chain=" + chain,
                "--verifier.openid4vp.identities.address.client-id-prefix=redirect_uri"));

        assertThat(diagnosis.exitCode()).as(diagnosis.lines().toString()).isEqualTo(exitCode);
        assertThat(diagnosis.of(severity)).anyMatch(line -> line.contains("identity-taxes"));
        assertThat(diagnosis.of("ok")).anyMatch(line -> line.contains("identity-address redirect_uri"));
    }

    @Test
    void what_is_served_under_our_name_is_compared_with_it_and_so_is_the_time() throws IOException {
        var authority = TestAuthority.create(Instant.now(), new SecureRandom());
        var roots = Files.writeString(folder.resolve("roots.pem"), authority.anchorPem());
        try (var web = StubServer.secure(authority.access("localhost", Duration.ofHours(1)))) {
            var arguments = List.of(
                    "--verifier.issuer=" + web.url(""),
                    "--verifier.proxy.trusted=192.0.2.1",
                    "--verifier.outbound.allow-private-addresses=true",
                    "--verifier.outbound.ca-certificates=" + roots);

            web.serve("{\"issuer\":\"" + web.url("") + "\"}");
            var ours = examine(arguments);
            assertThat(ours.exitCode()).as(ours.lines().toString()).isZero();
            assertThat(ours.of("ok"))
                    .anyMatch(line -> line.contains("reach") && line.endsWith("openid-configuration is ours"))
                    .anyMatch(line -> line.contains("proxy") && line.contains("192.0.2.1"))
                    .anyMatch(line -> line.contains("clock") && line.contains("seconds of localhost"));

            var slow = examine(arguments, Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-2)));
            assertThat(slow.of("error"))
                    .singleElement()
                    .asString()
                    .contains("clock", "localhost", "ahead of this clock");
            var fast = examine(arguments, Clock.offset(Clock.systemUTC(), Duration.ofMinutes(2)));
            assertThat(fast.of("error")).singleElement().asString().contains("behind this clock");

            web.serve("{\"issuer\":\"https://other.example\"}");
            assertThat(examine(arguments).of("error"))
                    .singleElement()
                    .asString()
                    .contains("https://other.example", "verifier.issuer says otherwise");
            web.serve("<html>");
            assertThat(examine(arguments).of("error"))
                    .singleElement()
                    .asString()
                    .contains("no JSON");
            web.behave(exchange -> StubServer.respond(exchange, 404, ""));
            assertThat(examine(arguments).of("error"))
                    .singleElement()
                    .asString()
                    .contains("no such document");
            web.behave(exchange -> StubServer.respond(exchange, 503, ""));
            assertThat(examine(arguments).of("warning")).anyMatch(line -> line.contains("status 503"));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            outbound.allow-private-addresses=true   | setting | allow-private-addresses
            compatibility.profile=dome              | setting | profile=dome
            keys.data-use=open-only                 | setting | data-use=open-only
            tokens.refresh-token-lifetime=31d       | setting | refresh-token-lifetime
            trust.status=accept-stale-up-to=PT25H   | setting | verifier.trust.status
            limits.open-logins=unlimited            | setting | verifier.limits
            playground=true                         | setting | verifier.playground
            proxy.trusted=0.0.0.0/0                 | proxy   | is everybody
            branding.name=Acme                      | proxy   | set verifier.proxy.trusted
            """)
    void a_setting_that_is_weaker_than_it_need_be_is_named_where_others_may_come(
            String setting, String subject, String said) throws IOException {
        var outside = examine(List.of("--verifier." + setting, "--verifier.issuer=https://localhost:1"));
        var inside = examine(List.of("--verifier." + setting));

        assertThat(outside.of("warning")).anyMatch(line -> line.contains(" " + subject + " ") && line.contains(said));
        assertThat(inside.of("warning").stream().filter(line -> line.contains(" setting ")))
                .isEmpty();
    }

    @Test
    void a_database_is_asked_for_its_schema_and_whether_it_may_be_written_to() throws Exception {
        var url = "jdbc:h2:mem:doctor;DB_CLOSE_DELAY=-1";
        var arguments = List.of("--spring.datasource.url=" + url, "--spring.datasource.username=sa");

        assertThat(examine(arguments).of("ok"))
                .anyMatch(line -> line.contains("database") && line.contains("H2 "))
                .anyMatch(line -> line.contains("schema") && line.contains("none yet"));

        Flyway.configure()
                .dataSource(url, "sa", "")
                .locations("classpath:db/migration")
                .load()
                .migrate();
        assertThat(examine(arguments).of("ok")).anyMatch(line -> line.matches("ok +schema +version \\d+"));

        try (var connection = DriverManager.getConnection(url, "sa", "");
                var statement = connection.createStatement()) {
            statement.execute("create user reader password 'r'");
            statement.execute("grant select on schema public to reader");
        }
        var reader = examine(List.of(
                "--spring.datasource.url=jdbc:h2:mem:doctor",
                "--spring.datasource.username=reader",
                "--spring.datasource.password=r"));
        assertThat(reader.exitCode()).isOne();
        assertThat(reader.of("error")).singleElement().asString().contains("may not be written to");

        var away = examine(List.of("--spring.datasource.url=jdbc:postgresql://127.0.0.1:1/verifier?password=secret"));
        assertThat(away.of("error"))
                .singleElement()
                .asString()
                .contains("jdbc:postgresql://127.0.0.1:1/verifier:", "does not answer")
                .doesNotContain("secret");

        for (var h2 : List.of(
                "jdbc:h2:tcp://127.0.0.1:1/verifier;USER=sa;PASSWORD=secret",
                "jdbc:h2:mem:x;PASSWORD=secret;IFEXISTS=TRUE")) {
            assertThat(examine(List.of("--spring.datasource.url=" + h2)).of("error"))
                    .singleElement()
                    .asString()
                    .contains("jdbc:h2:", "database")
                    .doesNotContain("secret");
        }
    }

    @Test
    void an_accreditation_that_has_ended_is_told_of_and_nobody_left_is_an_error() throws IOException {
        var list = folder.resolve("issuers.yaml");
        var argument = List.of("--verifier.trust.issuers.list=file:" + list);
        var ended = """
                trustedIssuers:
                  "did:elsi:VATES-A":
                    - credentialsType: "LEARCredentialEmployee"
                      validUntil: "2020-01-01T00:00:00Z"
                """;

        Files.writeString(list, ended);
        var nobody = examine(argument);
        assertThat(nobody.exitCode()).isOne();
        assertThat(nobody.of("error"))
                .singleElement()
                .asString()
                .contains("issuers", "nobody may issue LEARCredentialEmployee any more");

        for (var other : List.of(
                "  \"did:elsi:VATES-B\":\n    - credentialsType: \"LEARCredentialEmployee\"\n",
                "    - credentialsType: \"LEARCredentialEmployee\"\n      validFrom: \"2020-01-01T00:00:00Z\"\n")) {
            Files.writeString(list, ended + other);
            assertThat(examine(argument).exitCode()).as(other).isZero();
        }
        Files.writeString(list, ended + "  \"did:elsi:VATES-B\":\n    - credentialsType: \"LEARCredentialEmployee\"\n");
        assertThat(examine(argument).of("warning"))
                .anyMatch(line -> line.contains("VATES-A may issue no LEARCredentialEmployee since 2020-01-01"));
    }

    @Test
    void an_anchor_that_ends_soon_is_told_of_in_time() throws IOException {
        var root = TestAuthority.create(Instant.now(), new SecureRandom());
        var anchors = Files.writeString(folder.resolve("anchors.pem"), root.anchorPem());
        var argument = List.of("--verifier.trust.anchors=" + anchors);

        assertThat(examine(argument).of("warning")).noneMatch(line -> line.contains("anchors"));
        var soon = Clock.offset(Clock.systemUTC(), lifetimeOf(anchors).minus(Duration.ofDays(20)));
        assertThat(examine(argument, soon).of("warning"))
                .anyMatch(line -> line.contains("anchors") && line.contains("ends on"));
    }

    private static Duration lifetimeOf(Path pem) throws IOException {
        try (var file = Files.newInputStream(pem)) {
            var certificate =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(file);
            return Duration.between(Instant.now(), certificate.getNotAfter().toInstant());
        } catch (CertificateException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void a_configuration_that_cannot_be_meant_is_told_as_at_a_start_and_is_no_result(CapturedOutput output)
            throws IOException {
        assertThat(examine(List.of("--verifier.clients.locatoin=file:clients.yaml"))
                        .exitCode())
                .isEqualTo(2);
        assertThat(output)
                .contains("verifier.clients.locatoin", "verifier.clients.location")
                .doesNotContain("\tat ");
    }

    @Test
    void programs_get_the_same_as_json() throws IOException {
        var diagnosis = examine(List.of("--json", "--verifier.trust.anchors=/nowhere/anchors.pem"));
        var json = JsonMapper.shared().readTree(String.join("\n", diagnosis.lines()));

        assertThat(diagnosis.exitCode()).isOne();
        assertThat(json.get("errors").asInt()).isOne();
        assertThat(json.get("findings"))
                .anyMatch(finding -> finding.get("severity").asString().equals("error")
                        && finding.get("subject").asString().equals("anchors")
                        && finding.get("text").asString().contains("/nowhere/anchors.pem"));
    }

    private Diagnosis examine(List<String> arguments) throws IOException {
        return examine(arguments, Clock.systemUTC());
    }

    private Diagnosis examine(List<String> arguments, Clock clock) throws IOException {
        var all = new ArrayList<>(arguments);
        if (arguments.stream().noneMatch(argument -> argument.contains("data-directory"))) {
            all.add("--verifier.data-directory=" + folder.resolve("data"));
        }
        var printed = new ByteArrayOutputStream();
        var exitCode = DoctorApplication.run(
                all.toArray(String[]::new), clock, new PrintStream(printed, true, StandardCharsets.UTF_8));
        return new Diagnosis(
                exitCode, printed.toString(StandardCharsets.UTF_8).lines().toList());
    }
}
