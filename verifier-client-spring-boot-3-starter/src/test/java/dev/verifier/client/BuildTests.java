package dev.verifier.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What this module says again because its parent is another: it is what the others have. */
class BuildTests {

    private static final Pattern ARGUMENT = Pattern.compile("<arg>(.*?)</arg>");

    private final String ours;
    private final String theirs;

    BuildTests() throws IOException {
        ours = Files.readString(Path.of("pom.xml"));
        theirs = Files.readString(Path.of("../pom.xml"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "archunit.version",
                "error-prone.version",
                "nullaway.version",
                "palantir-java-format.version",
                "project.build.outputTimestamp"
            })
    void a_version_is_the_same(String property) {
        var value = Pattern.compile("<" + property + ">(.*?)</");

        assertThat(all(value, ours)).hasSize(1).isEqualTo(all(value, theirs));
    }

    /** But for what libraries without annotations make the compiler say. */
    @Test
    void the_compiler_is_as_strict() {
        assertThat(all(ARGUMENT, ours.replace(",-classfile", "")))
                .hasSizeGreaterThan(10)
                .isEqualTo(all(ARGUMENT, theirs));
    }

    private static List<String> all(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(found -> found.group(1)).toList();
    }
}
