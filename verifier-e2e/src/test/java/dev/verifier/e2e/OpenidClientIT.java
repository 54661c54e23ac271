package dev.verifier.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A machine written in JavaScript with openid-client, which finds everything by discovery. */
class OpenidClientIT {

    private static final String CLIENT = "verifier-e2e/clients/openid-client";

    @TempDir
    private Path folder;

    @Test
    void a_machine_written_with_openid_client_gets_its_token() throws Exception {
        try (var install = Program.command(
                CLIENT, folder.resolve("npm.out"), "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")) {
            assertThat(install.exitCode()).as(install.printed()).isZero();
        }
        var ecosystem = new Ecosystem(folder, "https://api.example");
        try (var _ = ecosystem.server();
                var machine = Program.command(
                        CLIENT,
                        folder.resolve("machine.out"),
                        "node",
                        "machine.mjs",
                        ecosystem.issuer().toString(),
                        ecosystem.key().toString(),
                        ecosystem.credential().toString())) {
            assertThat(machine.exitCode()).as(machine.printed()).isZero();
            assertThat(machine.printed())
                    .contains("\"expires_in\":3600", "\"token_type\":\"bearer\"", "\"aud\":\"https://api.example\"");
        }
    }
}
