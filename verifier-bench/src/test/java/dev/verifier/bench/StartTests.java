package dev.verifier.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartTests {

    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    @TempDir
    private Path folder;

    @Test
    void takes_until_it_answers_and_leaves_no_process_behind() throws Exception {
        var port = Nodes.freePort();
        var start = new Start(
                List.of(JAVA, "-m", "jdk.httpserver", "-p", String.valueOf(port), "-d", folder.toString()),
                URI.create("http://localhost:" + port + "/"));

        assertThat(start.ready(Optional.empty(), folder.resolve("log"))).isPositive();
        assertThat(ProcessHandle.current().descendants()).isEmpty();
    }

    @Test
    void what_does_not_start_is_told_in_its_own_words() {
        var start = new Start(List.of(JAVA, "-jar", "nowhere.jar"), URI.create("http://localhost:1/"));

        assertThatIOException()
                .isThrownBy(() -> start.ready(Optional.empty(), folder.resolve("log")))
                .withMessageContaining("nowhere.jar does not start");
        assertThatIOException()
                .isThrownBy(() -> Start.run(List.of(JAVA, "-jar", "nowhere.jar")))
                .withMessageContaining("Unable to access jarfile");
    }
}
