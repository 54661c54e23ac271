package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code deploy/systemd/verifier.service}, read by systemd itself. That what it starts does start is told by {@code PackageIT}. */
class SystemdUnitTests {

    private static final Path UNIT = Path.of("../deploy/systemd/verifier.service");
    private static final Path SYSTEMD = Path.of(System.getProperty("systemd-analyze", "/usr/bin/systemd-analyze"));

    /** In tenths, as systemd adds up what a program could do to the machine: 96 without any of it; what remains is the network, and compiled code. */
    private static final int MOST_EXPOSED = 15;

    @TempDir
    private Path folder;

    @BeforeEach
    void systemd() {
        assumeThat(SYSTEMD).as("Debian's package systemd has it").isExecutable();
    }

    @Test
    void systemd_understands_every_line() throws Exception {
        assertThat(analyze("verify", installed())).isEqualTo(new Said(0, ""));
    }

    @Test
    void what_the_server_could_do_to_the_machine_is_next_to_nothing() throws Exception {
        assertThat(exposed(installed()).code()).isZero();
    }

    /** A control: this is what the others would find. */
    @Test
    void a_line_that_is_wrong_and_one_that_is_missing_are_noticed() throws Exception {
        assertThat(analyze("verify", installed("ProtectClock=", "ProtectClok=")).text())
                .contains("Unknown key", "ProtectClok");
        assertThat(exposed(installed("CapabilityBoundingSet=\n", "")).code()).isNotZero();
    }

    @Test
    void it_may_take_longer_to_stop_than_it_ever_does() throws IOException {
        var unit = Files.readString(UNIT);

        assertThat(unit).containsOnlyOnce("\nTimeoutStopSec=40s\n").containsOnlyOnce("\nSuccessExitStatus=143\n");
    }

    /** The unit where it finds a program to start, which systemd looks for, with something changed. */
    private Path installed(String... change) throws IOException {
        var unit = Files.readString(UNIT).replace("/opt/verifier/java/bin/java", "/bin/true");
        if (change.length > 0) {
            assertThat(unit).contains(change[0]);
            unit = unit.replace(change[0], change[1]);
        }
        return Files.writeString(folder.resolve("verifier.service"), unit);
    }

    private static Said exposed(Path unit) throws Exception {
        return analyze("security", unit, "--offline=true", "--no-pager", "--threshold=" + MOST_EXPOSED);
    }

    private static Said analyze(String verb, Path unit, String... options) throws Exception {
        var command = new ArrayList<>(List.of(SYSTEMD.toString(), verb));
        command.addAll(List.of(options));
        command.add(unit.toString());
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), text);
    }

    private record Said(int code, String text) {}
}
