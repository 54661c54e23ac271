package dev.verifier.wallet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.wallet.openid4vp.Questioner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
class PresentCommandTests {
    @TempDir
    private Path directory;

    private Questioner verifier;
    private Path world;

    @BeforeEach
    void make_a_world() throws IOException {
        verifier = new Questioner();
        world = Console.world(directory);
    }

    @AfterEach
    void close() {
        verifier.close();
    }

    @Test
    void says_who_asks_for_what_and_what_came_of_it() {
        verifier.redirectingTo("https://verifier.example/login/1?response_code=abc");
        var console = present();
        assertThat(console.exitCode()).isZero();
        assertThat(console.err()).isEmpty();
        assertThat(console.out())
                .contains(
                        verifier.clientId(),
                        "Acme Market",
                        "LEARCredentialEmployee or learcredential.employee.w3c.4",
                        verifier.origin() + "/oid4vp/auth-response",
                        "https://verifier.example/login/1?response_code=abc");
        assertThat(verifier.answers()).hasSize(1);
    }

    @Test
    void says_where_it_goes_on_without_an_address() {
        assertThat(present().out().lines().toList().getLast()).isEqualTo("Accepted. It goes on where it began.");
    }

    @ParameterizedTest
    @CsvSource({
        "WRONG_NONCE, nonce",
        "wallet.FOREIGN_AUDIENCE, aud",
        "presentation.ALG_NONE, signature",
        "unrequested-query-id, vp_token"
    })
    void commits_crimes(String crime, String reason) {
        var console = present("--tamper", crime);
        assertThat(console.exitCode()).isEqualTo(1);
        assertThat(console.err())
                .contains("HTTP 400", "error: access_denied", "error_description: " + reason, "error_id: 7f");
    }

    @Test
    void commits_crimes_on_the_credential_with_the_worlds_seal() {
        assertThat(present("--tamper", "SELF_SIGNED").exitCode()).isZero();
        assertThat(present("--tamper", "WRONG_CREDENTIAL_TYPE").exitCode()).isZero();
    }

    @Test
    void writes_the_answer_in_another_form() {
        verifier.replying(200, "{}");
        present("--form", "jwt_base64");
        present("--legacy");
        assertThat(verifier.answers().getFirst()).containsOnlyKeys("vp_token", "state");
        assertThat(verifier.answers().getFirst().get("vp_token")).startsWith("ZXlK");
        assertThat(verifier.answers().getLast()).containsKey("presentation_submission");
    }

    @Test
    void declines() {
        assertThat(present("--decline").exitCode()).isZero();
        assertThat(verifier.answers()).containsExactly(Map.of("error", "access_denied", "state", "state-1"));
    }

    @Test
    void sends_nothing_that_was_not_asked_for() {
        var console = present("--credential", world.resolve("machine/credential.jwt"));
        assertThat(console.exitCode()).isEqualTo(2);
        assertThat(console.err()).contains("machine/credential.jwt");
        assertThat(verifier.answers()).isEmpty();
    }

    @Test
    void sends_nothing_to_a_verifier_it_cannot_check() {
        verifier.with("aud", "https://elsewhere.example");
        var console = present();
        assertThat(console.exitCode()).isEqualTo(3);
        assertThat(console.err()).contains("not addressed to a wallet");
        assertThat(verifier.answers()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello", "openid4vp://?client_id=a&request_uri=http://v.example/"})
    void takes_no_link_that_leads_nowhere(String link) {
        var console = present("--request", link);
        assertThat(console.exitCode()).isEqualTo(2);
        assertThat(console.err()).startsWith("--request: ").doesNotContain("Exception");
    }

    @Test
    void commits_no_crime_that_cannot_be_seen() {
        assertThat(present("--tamper", "assertion.JTI_MISSING").exitCode()).isEqualTo(2);
        assertThat(present("--tamper", "EMPTY_VP_TOKEN", "--form", "JWT").exitCode())
                .isEqualTo(2);
        assertThat(verifier.answers()).isEmpty();
    }

    @Test
    void gives_up_on_a_verifier_that_is_away_and_looks_at_its_own_files_first() throws IOException {
        verifier.close();
        assertThat(present().exitCode()).isEqualTo(3);
        Files.delete(world.resolve("employee/key.pem"));
        var console = present();
        assertThat(console.exitCode()).isEqualTo(2);
        assertThat(console.err()).contains("key.pem");
    }

    @Test
    void shows_a_terminal_nothing_it_would_obey() {
        verifier.with("client_metadata", Map.of("client_name", "Acme\u001b[2J\nAccepted."));
        assertThat(present().out())
                .contains("It calls itself Acme [2J Accepted..")
                .doesNotContain("\u001b");
    }

    private Console present(Object... more) {
        var words = new ArrayList<Object>(List.of("present", "--key", world.resolve("employee/key.pem")));
        if (!List.of(more).contains("--request")) {
            words.addAll(List.of("--request", verifier.link()));
        }
        if (!List.of(more).contains("--credential")) {
            words.addAll(List.of("--credential", world.resolve("employee/credential.jwt")));
        }
        words.addAll(List.of(more));
        return Console.run(words.toArray());
    }
}
