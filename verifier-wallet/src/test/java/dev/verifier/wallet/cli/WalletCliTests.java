package dev.verifier.wallet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.wallet.CompactJws;
import dev.verifier.wallet.Tampering;
import dev.verifier.wallet.openid4vp.HeldCredential;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("NullAway.Init") // JUnit fills the fields in
class WalletCliTests {
    @TempDir
    private Path directory;

    @Test
    void prints_an_assertion_and_warns_that_it_is_a_secret() {
        var world = Console.world(directory);
        var console = Console.run(
                "assertion",
                "--verifier",
                "https://verifier.example",
                "--key",
                world.resolve("machine/key.pem"),
                "--credential",
                world.resolve("machine/credential.jwt"));
        assertThat(console.exitCode()).isZero();
        assertThat(console.err()).contains("secret");
        assertThat(CompactJws.parse(console.out()).claims()).containsEntry("aud", "https://verifier.example");
    }

    @Test
    void lists_every_crime_with_its_sentence() {
        var console = Console.run("crimes");
        assertThat(console.out().lines()).hasSize(Tampering.everybodys().size());
        assertThat(console.out())
                .contains(Tampering.everybodys().stream().map(Tampering::crime).toList());
    }

    @ParameterizedTest
    @CsvSource({
        "machine, learcredential.machine.sd.1",
        "employee, learcredential.employee.sd.1",
        "person, urn:eudi:pid:1"
    })
    void issues_what_is_shown_in_parts(String kind, String vct) {
        var world = Console.world(directory);
        var issued = Console.run(
                "issue",
                kind,
                "--format",
                "dc+sd-jwt",
                "--world",
                world,
                "--holder",
                world.resolve("employee/key.pem"));
        assertThat(issued.exitCode()).isZero();
        assertThat(HeldCredential.parse(issued.out()).types()).containsExactly(vct);
    }

    @ParameterizedTest
    @ValueSource(strings = {"key", "world", "issue", "assertion", "token", "present", "serve", "revoke", "crimes"})
    void explains_every_command_with_an_example(String command) {
        var console = Console.run(command, "--help");
        assertThat(console.exitCode()).isZero();
        assertThat(console.out()).contains("Example", "verifier-wallet " + command);
    }

    @Test
    void answers_a_mistake_with_a_sentence_and_no_stack_trace() throws IOException {
        var world = Console.world(directory);
        var key = world.resolve("machine/key.pem");
        var credential = world.resolve("machine/credential.jwt");
        var garbage = Files.writeString(directory.resolve("garbage"), "garbage");
        var empty = Files.writeString(directory.resolve("empty"), "e30.e30.e30");
        var binary = Files.write(directory.resolve("binary"), new byte[] {(byte) 0xff, 0, (byte) 0xfe});
        var lonely = Files.copy(credential, directory.resolve("lonely.jwt"));
        Console.assertMistake(
                "assertion", "--verifier", "https://v.example", "--key", "nowhere.pem", "--credential", credential);
        Console.assertMistake(
                "assertion", "--verifier", "https://v.example", "--key", garbage, "--credential", credential);
        Console.assertMistake("assertion", "--verifier", "https://v.example", "--key", key, "--credential", garbage);
        Console.assertMistake("assertion", "--verifier", "https://v.example", "--key", key, "--credential", empty);
        Console.assertMistake("assertion", "--verifier", "v.example", "--key", key, "--credential", credential);
        Console.assertMistake("issue", "machine", "--version", "E1", "--world", world, "--holder", key);
        Console.assertMistake("issue", "machine", "--version", "M1", "--world", directory, "--holder", key);
        Console.assertMistake("issue", "machine", "--version", "M1", "--world", world, "--holder", "did:web:x");
        Console.assertMistake("issue", "person", "--format", "jwt_vc_json", "--world", world, "--holder", key);
        Console.assertMistake("issue", "employee", "--format", "mdoc", "--world", world, "--holder", key);
        Console.assertMistake(
                "issue", "employee", "--format", "dc+sd-jwt", "--version", "E3", "--world", world, "--holder", key);
        Console.assertMistake("world", "--organization", "Acme Ltd.", "--out", directory.resolve("another"));
        Console.assertMistake("issue", "machine", "--world", world, "--holder", binary);
        Console.assertMistake("issue", "machine", "--world", world, "--holder", directory);
        Console.assertMistake("world", "--seal", "P_256", "--out", world);
        Console.assertMistake("key", "--out", garbage);
        Console.assertMistake("key", "--out", garbage.resolve("below"));
        Console.assertMistake(
                "assertion",
                "--verifier",
                "https://v.example",
                "--key",
                key,
                "--credential",
                lonely,
                "--tamper",
                "SELF_SIGNED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"LARCENY", "ALG_NONE", "assertion.MISSING", "VP_TOKEN_MISSING"})
    void commits_no_crime_it_does_not_know_or_cannot_show(String crime) {
        var world = Console.world(directory);
        Console.assertMistake(
                "assertion",
                "--verifier",
                "https://v.example",
                "--runbook",
                "--tamper",
                crime,
                "--key",
                world.resolve("machine/key.pem"),
                "--credential",
                world.resolve("machine/credential.jwt"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nope",
                "--nope",
                "help nope",
                "key --nope",
                "key --out",
                "issue",
                "issue robot --world w --holder k",
                "issue machine --world w --holder k --version E9",
                "world --out w --seal ED25519",
                "world --out w --audience orders",
                "world --out w --verifier http://127.0.0.1:99999",
                "token --verifier https://v.example --key k --credential c --call /orders",
                "token --verifier https://v.example --key k --credential c --raw --call https://a.example",
                "token --verifier https://v.example --key k --credential c --tamper LARCENY",
                "assertion --verifier https://v.example?%% --key k --credential c",
                "present --key k --credential c",
                "present --request r --key k --credential c --form XML",
                "serve --port 9200",
                "serve --world w --port many"
            })
    void answers_a_mistake_in_two_lines(String words) {
        var console = Console.run((Object[]) words.split(" "));
        assertThat(console.exitCode()).isEqualTo(2);
        assertThat(console.out()).isEmpty();
        assertThat(console.err().lines().toList())
                .hasSize(2)
                .last()
                .asString()
                .matches("See: verifier-wallet.* --help");
        assertThat(console.err()).doesNotContain("Exception");
    }

    @Test
    void explains_itself_when_called_without_a_command() {
        var console = Console.run();
        assertThat(console.exitCode()).isEqualTo(2);
        assertThat(console.err()).contains("Usage: verifier-wallet");
    }
}
