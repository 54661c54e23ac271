package dev.verifier.wallet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.wallet.CompactJws;
import dev.verifier.wallet.LearVersion;
import dev.verifier.wallet.Tampering;
import dev.verifier.wallet.WalletKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("NullAway.Init") // JUnit fills the fields in
class WalletCliTests {
    @TempDir
    private Path directory;

    @Test
    void makes_a_key_that_only_its_owner_can_read() throws IOException {
        var console = Console.run("key", "--out", directory.resolve("wallet"));
        var pem = directory.resolve("wallet/key.pem");
        assertThat(console.exitCode()).isZero();
        assertThat(console.out()).contains(WalletKey.read(Files.readString(pem)).did(), pem.toString());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(pem)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(directory.resolve("wallet/public.jwk")))
                .contains("\"crv\":\"P-256\"")
                .doesNotContain("\"d\"");
    }

    @Test
    void overwrites_no_key() throws IOException {
        Console.run("key", "--out", directory);
        var pem = Files.readString(directory.resolve("key.pem"));
        var again = Console.run("key", "--out", directory);
        assertThat(again.exitCode()).isEqualTo(2);
        assertThat(again.err()).contains("exists already").doesNotContain("\tat ");
        assertThat(Files.readString(directory.resolve("key.pem"))).isEqualTo(pem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"key.pem", "public.jwk"})
    void makes_no_half_of_a_key(String taken) throws IOException {
        Files.writeString(directory.resolve(taken), "mine");
        assertMistake("key", "--out", directory);
        assertThat(directory).isDirectoryNotContaining(file -> !file.endsWith(taken));
    }

    @Test
    void makes_no_half_of_a_world() throws IOException {
        Files.writeString(directory.resolve("clients.yaml"), "mine");
        assertMistake("world", "--out", directory);
        assertThat(directory).isDirectoryNotContaining(file -> !file.endsWith("clients.yaml"));
    }

    @Test
    void makes_a_world_with_everything_a_login_needs() throws IOException {
        var world = world();
        assertThat(world).isDirectoryRecursivelyContaining("glob:**/anchors.pem");
        assertThat(Files.readString(world.resolve("anchors.pem")))
                .startsWith("-----BEGIN CERTIFICATE-----")
                .doesNotContain("PRIVATE");
        assertThat(Files.readString(world.resolve("seal/chain.pem"))).doesNotContain("PRIVATE");
        for (var secret : new String[] {"authority.pem", "seal/key.pem", "machine/key.pem", "machine/credential.jwt"}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(world.resolve(secret))))
                    .isEqualTo("rw-------");
        }
        var machine = WalletKey.read(Files.readString(world.resolve("machine/key.pem")));
        var credential = CompactJws.parse(Files.readString(world.resolve("machine/credential.jwt")));
        assertThat(credential.claims())
                .containsEntry("sub", machine.did())
                .containsEntry("iss", "did:elsi:VATES-A12345678");
        assertThat(Files.readString(world.resolve("clients.yaml")))
                .contains("  - clientId: \"" + machine.did() + "\"", "    jwkSetUrl: \"/oidc/did/\"")
                .doesNotContain("audience");
    }

    @Test
    void accredits_the_issuer_for_every_type() throws IOException {
        assertThat(world().resolve("issuers.yaml")).hasContent("""
                trustedIssuers:
                  "VATES-A12345678":
                    - credentialsType: "LEARCredentialEmployee"
                    - credentialsType: "learcredential.employee.w3c.4"
                    - credentialsType: "LEARCredentialMachine"
                    - credentialsType: "learcredential.machine.w3c.3"
                """);
    }

    @Test
    void tells_whom_the_machines_tokens_are_for() throws IOException {
        var world = world("--audience", "https://api.acme.example");
        assertThat(Files.readString(world.resolve("clients.yaml")))
                .contains("    audience: \"https://api.acme.example\"\n");
    }

    @ParameterizedTest
    @EnumSource
    void issues_every_version(LearVersion version) throws IOException {
        var world = world();
        var kind = version.machine() ? "machine" : "employee";
        var out = directory.resolve("credential.jwt");
        var console = Console.run(
                "issue",
                kind,
                "--world",
                world,
                "--version",
                version,
                "--holder",
                world.resolve("machine/key.pem"),
                "--out",
                out);
        assertThat(console).isEqualTo(new Console(0, "", ""));
        assertThat(CompactJws.parse(Files.readString(out)).header()).containsKey("x5c");
    }

    @Test
    void issues_to_a_did() {
        var did = "did:key:zDnaerx9CtbPJ1q36T5Ln5wYt3MQYeGRG5ehnPAmxcf5mDZpv";
        var console =
                Console.run("issue", "employee", "--world", world(), "--holder", did, "--email", "bo@acme.example");
        var claims = CompactJws.parse(console.out()).claims();
        assertThat(claims).containsEntry("sub", did);
        assertThat(claims.toString()).contains("bo@acme.example");
    }

    @Test
    void prints_an_assertion_and_warns_that_it_is_a_secret() {
        var world = world();
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
        assertThat(console.out().lines()).hasSize(Tampering.all().size());
        assertThat(console.out())
                .contains(Tampering.all().stream().map(Tampering::crime).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"key", "world", "issue", "assertion", "token", "crimes"})
    void explains_every_command_with_an_example(String command) {
        var console = Console.run(command, "--help");
        assertThat(console.exitCode()).isZero();
        assertThat(console.out()).contains("Example", "verifier-wallet " + command);
    }

    @Test
    void answers_a_mistake_with_a_sentence_and_no_stack_trace() throws IOException {
        var world = world();
        var key = world.resolve("machine/key.pem");
        var credential = world.resolve("machine/credential.jwt");
        var garbage = Files.writeString(directory.resolve("garbage"), "garbage");
        var empty = Files.writeString(directory.resolve("empty"), "e30.e30.e30");
        var binary = Files.write(directory.resolve("binary"), new byte[] {(byte) 0xff, 0, (byte) 0xfe});
        var lonely = Files.copy(credential, directory.resolve("lonely.jwt"));
        assertMistake(
                "assertion", "--verifier", "https://v.example", "--key", "nowhere.pem", "--credential", credential);
        assertMistake("assertion", "--verifier", "https://v.example", "--key", garbage, "--credential", credential);
        assertMistake("assertion", "--verifier", "https://v.example", "--key", key, "--credential", garbage);
        assertMistake("assertion", "--verifier", "https://v.example", "--key", key, "--credential", empty);
        assertMistake("assertion", "--verifier", "v.example", "--key", key, "--credential", credential);
        assertMistake("issue", "machine", "--version", "E1", "--world", world, "--holder", key);
        assertMistake("issue", "machine", "--version", "M1", "--world", directory, "--holder", key);
        assertMistake("issue", "machine", "--version", "M1", "--world", world, "--holder", "did:web:x");
        assertMistake("world", "--organization", "Acme Ltd.", "--out", directory.resolve("another"));
        assertMistake("issue", "machine", "--world", world, "--holder", binary);
        assertMistake("issue", "machine", "--world", world, "--holder", directory);
        assertMistake("world", "--seal", "P_256", "--out", world);
        assertMistake("key", "--out", garbage);
        assertMistake("key", "--out", garbage.resolve("below"));
        assertMistake(
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
        var world = world();
        assertMistake(
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
                "assertion --verifier https://v.example?%% --key k --credential c"
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

    private static void assertMistake(Object... words) {
        var console = Console.run(words);
        assertThat(console.exitCode()).isEqualTo(2);
        assertThat(console.err()).isNotBlank().doesNotContain("\tat ", "Exception");
        assertThat(console.out()).isEmpty();
    }

    private Path world(Object... more) {
        var world = directory.resolve("world");
        var words = new Object[more.length + 5];
        words[0] = "world";
        words[1] = "--out";
        words[2] = world;
        words[3] = "--seal";
        words[4] = "P_256";
        System.arraycopy(more, 0, words, 5, more.length);
        assertThat(Console.run(words).exitCode()).isZero();
        return world;
    }
}
