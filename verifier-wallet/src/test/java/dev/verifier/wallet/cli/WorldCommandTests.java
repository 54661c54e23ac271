package dev.verifier.wallet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.wallet.CompactJws;
import dev.verifier.wallet.CredentialTampering;
import dev.verifier.wallet.LearVersion;
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
class WorldCommandTests {
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
        Console.assertMistake("key", "--out", directory);
        assertThat(directory).isDirectoryNotContaining(file -> !file.endsWith(taken));
    }

    @Test
    void makes_no_half_of_a_world() throws IOException {
        Files.writeString(directory.resolve("clients.yaml"), "mine");
        Console.assertMistake("world", "--out", directory);
        assertThat(directory).isDirectoryNotContaining(file -> !file.endsWith("clients.yaml"));
    }

    @Test
    void makes_a_world_with_everything_a_login_needs() throws IOException {
        var world = Console.world(directory);
        assertThat(world).isDirectoryRecursivelyContaining("glob:**/anchors.pem");
        assertThat(Files.readString(world.resolve("anchors.pem")))
                .startsWith("-----BEGIN CERTIFICATE-----")
                .doesNotContain("PRIVATE");
        assertThat(Files.readString(world.resolve("seal/chain.pem"))).doesNotContain("PRIVATE");
        for (var secret : new String[] {
            "authority.pem",
            "seal/key.pem",
            "machine/key.pem",
            "machine/credential.jwt",
            "employee/key.pem",
            "employee/credential.jwt"
        }) {
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
    void makes_an_employee_with_a_mandate() throws IOException {
        var world = Console.world(directory);
        var employee = WalletKey.read(Files.readString(world.resolve("employee/key.pem")));
        var credential = CompactJws.parse(Files.readString(world.resolve("employee/credential.jwt")));
        assertThat(credential.claims()).containsEntry("sub", employee.did());
        assertThat(LearVersion.of(credential)).contains(LearVersion.E3);
        assertThat(Files.readString(world.resolve("machine/key.pem")))
                .isNotEqualTo(Files.readString(world.resolve("employee/key.pem")));
    }

    @Test
    void accredits_the_issuer_for_every_type() throws IOException {
        assertThat(Console.world(directory).resolve("issuers.yaml")).hasContent("""
                trustedIssuers:
                  "VATES-A12345678":
                    - credentialsType: "LEARCredentialEmployee"
                    - credentialsType: "learcredential.employee.w3c.4"
                    - credentialsType: "LEARCredentialMachine"
                    - credentialsType: "learcredential.machine.w3c.3"
                    - credentialsType: "learcredential.employee.sd.1"
                    - credentialsType: "eu.europa.ec.eudi.lce.1"
                    - credentialsType: "learcredential.machine.sd.1"
                    - credentialsType: "eu.europa.ec.eudi.lcm.1"
                    - credentialsType: "urn:eudi:pid:1"
                """);
    }

    @Test
    void lists_who_delegates_and_what_is_revoked() {
        var world = Console.world(directory);
        assertThat(world.resolve("participants.yaml")).hasContent("participants:\n  - \"VATES-A12345678\"\n");
        assertThat(world.resolve("revoked.yaml"))
                .hasContent("revoked_credentials:\n  - \"" + CredentialTampering.REVOKED + "\"\n");
    }

    @Test
    void tells_how_to_start_the_verifier_with_all_of_it() {
        var world = directory.resolve("world");
        var console = Console.run("world", "--out", world, "--seal", "P_256", "--verifier", "https://v.example");
        assertThat(console.out())
                .contains(
                        "--verifier.issuer=https://v.example\n",
                        "--verifier.trust.anchors=" + world.resolve("anchors.pem\n"),
                        "--verifier.trust.issuers.list=file:" + world.resolve("issuers.yaml\n"),
                        "--verifier.trust.participants=file:" + world.resolve("participants.yaml\n"),
                        "--verifier.trust.revoked-credentials=file:" + world.resolve("revoked.yaml\n"),
                        "--verifier.clients.location=file:" + world.resolve("clients.yaml\n"),
                        "--verifier.trust.domains.identity.types=urn:eudi:pid:1,eu.europa.ec.eudi.pid.1,org.iso.18013.5.1.mDL\n",
                        "--verifier.trust.domains.identity.anchors=" + world.resolve("anchors.pem\n"),
                        "--verifier.trust.domains.identity.issuers.anchored=true\n");
    }

    @Test
    void tells_whom_the_machines_tokens_are_for() throws IOException {
        var world = Console.world(directory, "--audience", "https://api.acme.example");
        assertThat(Files.readString(world.resolve("clients.yaml")))
                .contains("    audience: \"https://api.acme.example\"\n");
    }

    @Test
    void lists_the_web_app_where_people_sign_in() throws IOException {
        var world =
                Console.world(directory, "--audience", "https://api.acme.example", "--app", "https://app.acme.example");
        assertThat(Files.readString(world.resolve("clients.yaml")))
                .contains(
                        "  - clientId: \"sample-public-client\"\n    url: \"https://app.acme.example\"\n",
                        "    redirectUris: [\"https://app.acme.example/callback\"]\n",
                        "    clientAuthenticationMethods: [\"none\"]\n",
                        "    requireProofKey: true\n    audience: \"https://api.acme.example\"\n");
        assertThat(Files.readString(Console.world(directory.resolve("without")).resolve("clients.yaml")))
                .doesNotContain("sample-public-client");
    }

    @ParameterizedTest
    @EnumSource
    void issues_every_version(LearVersion version) throws IOException {
        var world = Console.world(directory);
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
        var console = Console.run(
                "issue",
                "employee",
                "--world",
                Console.world(directory),
                "--holder",
                did,
                "--email",
                "bo@acme.example");
        var claims = CompactJws.parse(console.out()).claims();
        assertThat(claims).containsEntry("sub", did);
        assertThat(claims.toString()).contains("bo@acme.example");
    }
}
