package dev.verifier.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./dev package} makes, started as {@code deploy/systemd/verifier.service} has it. */
@EnabledIfSystemProperty(
        named = "verifier.faults",
        matches = "true",
        disabledReason = "it is slow: ./dev test --all runs this")
class PackageIT {

    /** Without it the virtual machine goes on without a cache that it cannot use; with it, it ends. */
    private static final String CACHE_OR_NOTHING = "JDK_JAVA_OPTIONS=-XX:AOTMode=on";

    @TempDir
    private Path folder;

    private Ecosystem ecosystem;

    @BeforeEach
    void world() throws Exception {
        ecosystem = new Ecosystem(folder, "http://api.example");
    }

    @Test
    void it_starts_by_its_unit_with_the_cache_and_a_secret_that_is_a_credential() throws Exception {
        var credentials = secrets(folder.resolve("credentials"));
        var configured = Files.createDirectories(folder.resolve("etc/verifier"));
        Files.writeString(configured.resolve("application.yaml"), yaml(ecosystem.configuration()));
        var state = folder.resolve("state");
        var command = new ArrayList<>(List.of("env", CACHE_OR_NOTHING));
        command.addAll(Installed.byUnit(state, folder.resolve("etc"), credentials));

        try (var server = start(command)) {
            assertThat(server.printed()).doesNotContain("[warning]");
            assertThat(ecosystem.token()).contains("\"expires_in\" : 3600");
            assertThat(state.resolve("verifier/data-key")).doesNotExist();
            assertThat(state.resolve("verifier/signing-key.jwk")).exists();
            server.process().destroy();
            assertThat(server.exitCode()).isEqualTo(143);
        }
    }

    /** Copied without their times the jars are others than those that the cache knows. */
    @Test
    void where_its_cache_does_not_fit_it_starts_without() throws Exception {
        var copy = folder.resolve("copy");
        var installed = Installed.folder();
        try (var copied = Program.command(
                ".", folder.resolve("copy.out"), "cp", "--recursive", installed.toString(), copy.toString())) {
            assertThat(copied.exitCode()).as(copied.printed()).isZero();
        }
        var command = new ArrayList<>(List.of(
                Installed.java(),
                "-XX:AOTCache=" + installed.resolve("verifier.aot"),
                "-jar",
                copy.resolve("verifier-server.jar").toString()));
        command.addAll(ecosystem.configuration());

        try (var server = start(command)) {
            assertThat(server.printed()).contains("[warning]");
            assertThat(ecosystem.token()).contains("\"expires_in\" : 3600");
        }
        command.addAll(0, List.of("env", CACHE_OR_NOTHING));
        try (var strict = Program.command(".", folder.resolve("strict.out"), command.toArray(String[]::new))) {
            assertThat(strict.exitCode()).as(strict.printed()).isNotZero();
        }
    }

    private Program start(List<String> command) throws InterruptedException {
        return Program.command(".", folder.resolve("server.out"), command.toArray(String[]::new))
                .answersAt(ecosystem.issuer() + "/health");
    }

    /** A data key in a folder of secrets, in a file that is named like its property. */
    static Path secrets(Path folder) throws IOException {
        var key = Base64.getEncoder().encodeToString(new byte[32]);
        Files.writeString(Files.createDirectories(folder).resolve("verifier.keys.data"), key + "\n");
        return folder;
    }

    /** What a server would be told as arguments, without where it keeps what it keeps. */
    static String yaml(List<String> arguments) {
        var lines = new StringBuilder();
        for (var argument : arguments) {
            if (!argument.startsWith("--verifier.data-directory")) {
                lines.append(argument.substring(2).replaceFirst("=", ": \"")).append("\"\n");
            }
        }
        return lines.toString();
    }
}
