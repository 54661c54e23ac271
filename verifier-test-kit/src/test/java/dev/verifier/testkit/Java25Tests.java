package dev.verifier.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Java25Tests {
    @TempDir
    private Path home;

    @ParameterizedTest
    @CsvSource({"25, 25", "25.0.1, 25", "26-ea, 26", "17.0.15, 17", "1.8.0_392, 1", "x, 0"})
    void a_java_says_which_it_is(String said, int version) throws IOException {
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"" + said + "\"\n");

        assertThat(Java25.version(home)).isEqualTo(version);
    }

    @Test
    void what_is_no_java_says_nothing() {
        assertThat(Java25.version(home)).isZero();
        assertThat(Java25.find()).isExecutable();
    }
}
