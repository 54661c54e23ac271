package dev.verifier.wallet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.wallet.CompactJws;
import dev.verifier.wallet.LearVersion;
import dev.verifier.wallet.WalletKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("NullAway.Init") // JUnit fills the fields in
class TokenCommandTests {
    private static final String TOKEN = WalletKey.generate(new SecureRandom())
            .sign(Map.of("typ", "at+jwt"), Map.of("sub", "did:key:zMachine", "scope", "machine learcredential"));

    @TempDir
    private Path directory;

    private PaperVerifier verifier;

    @BeforeEach
    void make_a_world() throws IOException {
        verifier = new PaperVerifier(TOKEN);
        Console.world(directory);
    }

    @AfterEach
    void close() {
        verifier.close();
    }

    @Test
    void shows_the_answer_and_the_token_taken_apart() {
        var console = login();
        assertThat(console.exitCode()).isZero();
        assertThat(console.out())
                .contains("\"token_type\" : \"Bearer\"", "\"typ\" : \"at+jwt\"", "\"sub\" : \"did:key:zMachine\"")
                .doesNotContain(TOKEN);
        assertThat(console.err()).isEmpty();
    }

    @Test
    void sends_an_assertion_addressed_to_the_verifier() {
        login();
        var form = verifier.lastForm();
        assertThat(form).containsEntry("grant_type", "client_credentials").containsKey("client_id");
        assertThat(CompactJws.parse(form.getOrDefault("client_assertion", "")).claims())
                .containsEntry("aud", verifier.issuer().toString())
                .containsEntry("iss", form.get("client_id"))
                .containsKey("vp_token");
    }

    @Test
    void prints_the_token_and_nothing_else_when_asked_to() {
        assertThat(login("--raw").out().strip()).isEqualTo(TOKEN);
    }

    @Test
    void calls_an_api_with_the_token() {
        var console = login("--call", verifier.api());
        assertThat(console.exitCode()).isZero();
        assertThat(console.out().lines().toList().getLast()).isEqualTo("200 { \"hello\": \"machine\" }");
    }

    @Test
    void sends_the_presentation_itself_in_the_runbooks_form() {
        login("--runbook");
        assertThat(CompactJws.parse(verifier.lastForm().getOrDefault("client_assertion", ""))
                        .claims())
                .containsKey("vp");
    }

    @Test
    void reports_a_refusal() {
        verifier.answerWith(401, """
                {"error":"invalid_client","error_description":"untrusted_issuer","error_id":"7f"}""");
        var console = login();
        assertThat(console.exitCode()).isEqualTo(1);
        assertThat(console.out()).isEmpty();
        assertThat(console.err())
                .contains("401", "error: invalid_client", "error_description: untrusted_issuer", "error_id: 7f");
    }

    @Test
    void commits_crimes() {
        login("--tamper", "assertion.JTI_MISSING");
        assertThat(CompactJws.parse(verifier.lastForm().getOrDefault("client_assertion", ""))
                        .claims())
                .doesNotContainKey("jti");
        assertThat(login("--tamper", "self-signed").exitCode()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"M1", "M2", "M3"})
    void commits_a_crime_on_the_version_of_credential_the_machine_has(String version) {
        var key = world().resolve("machine/key.pem");
        var credential = world().resolve("machine/" + version + ".jwt");
        Console.run("issue", "machine", "--world", world(), "--version", version, "--holder", key, "--out", credential);
        login("--credential", credential, "--runbook", "--tamper", "chain.REVERSED");
        var presentation = CompactJws.parse(verifier.lastForm().getOrDefault("client_assertion", ""))
                .claims()
                .toString();
        var shown = presentation.replaceAll(".*verifiableCredential=\\[(.*?)].*", "$1");
        assertThat(LearVersion.of(CompactJws.parse(shown))).contains(LearVersion.valueOf(version));
    }

    @Test
    void insists_on_the_issuer_the_verifier_names() {
        verifier.callItself("https://verifier.example\u001b[2J");
        var console = login();
        assertThat(console.exitCode()).isEqualTo(2);
        assertThat(console.err())
                .contains("https://verifier.example", "--verifier")
                .doesNotContain("\u001b");
    }

    /** The contract's §1.4: 403 without a body is how the older verifiers refuse. */
    @ParameterizedTest
    @CsvSource({"403,''", "401,<html>", "400,[]", "429,{}"})
    void reports_a_refusal_without_a_reason(int status, String body) {
        verifier.answerWith(status, body);
        var console = login();
        assertThat(console.exitCode()).isEqualTo(1);
        assertThat(console.err().strip()).isEqualTo("Refused with HTTP " + status + ".\nIt does not say why.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "500|{\"error\":\"server_error\"}",
                "502|<html>",
                "302|''",
                "200|{}",
                "200|<html>",
                "200|{\"access_token\":7}",
                "200|{\"access_token\":\"a\\nb\"}"
            })
    void gives_up_on_an_answer_that_is_neither_token_nor_refusal(int status, String body) {
        verifier.answerWith(status, body);
        var console = login("--call", verifier.api());
        assertThat(console.exitCode()).isEqualTo(3);
        assertThat(console.err()).contains("answers " + status).doesNotContain("	at ");
    }

    @Test
    void shows_a_terminal_nothing_it_would_obey() {
        verifier.answerWith(400, """
                {"error":"invalid_client","error_description":"\\u001b[2J\\u009b2Jfine\\nerror: none"}""");
        assertThat(login().err().lines().toList().getLast()).isEqualTo("error_description:  [2J 2Jfine error: none");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/oidc/token", "h t", "http://127.0.0.1:99999/token", "ftp://127.0.0.1/token"})
    void gives_up_on_a_token_endpoint_that_cannot_be_called(String endpoint) {
        verifier.giveTokensAt(endpoint);
        var console = login();
        assertThat(console.exitCode()).isEqualTo(3);
        assertThat(console.err()).contains("token_endpoint").doesNotContain("	at ");
    }

    @ParameterizedTest
    @CsvSource({"500, 3", "302, 3", "403, 1"})
    void says_so_when_the_api_does_not_serve_it(int status, int exitCode) {
        verifier.answerCallsWith(status);
        var console = login("--call", verifier.api());
        assertThat(console.exitCode()).isEqualTo(exitCode);
        assertThat(console.out().lines().toList().getLast()).startsWith(status + " ");
    }

    @Test
    void looks_at_its_own_files_before_it_calls_anybody() throws IOException {
        verifier.close();
        Files.delete(world().resolve("machine/key.pem"));
        var console = login();
        assertThat(console.exitCode()).isEqualTo(2);
        assertThat(console.err()).contains("key.pem");
    }

    @Test
    void gives_up_on_a_verifier_that_is_away() {
        verifier.close();
        var console = login();
        assertThat(console.exitCode()).isEqualTo(3);
        assertThat(console.err()).contains("is it up?").doesNotContain("Exception", "\tat ");
    }

    private Console login(Object... more) {
        var words = new ArrayList<Object>(List.of("token", "--verifier", verifier.issuer()));
        words.addAll(List.of("--key", world().resolve("machine/key.pem")));
        if (!List.of(more).contains("--credential")) {
            words.addAll(List.of("--credential", world().resolve("machine/credential.jwt")));
        }
        words.addAll(List.of(more));
        return Console.run(words.toArray());
    }

    private Path world() {
        return directory.resolve("world");
    }
}
