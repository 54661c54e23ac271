package dev.verifier.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;

/** Where a Java is that Verifier runs on, which need not be the one of the tests. */
final class Java25 {
    static final String TOLD = "JAVA25_HOME";
    private static final int NEEDED = 25;

    private Java25() {}

    /** Its program {@code java}: the one that is told, else this one, else one of those in the usual places. */
    static Path find() {
        var told = System.getenv(TOLD);
        return (told == null ? usual() : List.of(Path.of(told)))
                .stream()
                        .filter(home -> version(home) >= NEEDED)
                        .map(home -> home.resolve("bin/java"))
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("Verifier needs a Java " + NEEDED
                                + ", and there is none " + (told == null ? "in the usual places" : "in " + told)
                                + ": install one and say where it is by the environment variable " + TOLD
                                + ". The tests themselves need none."));
    }

    private static List<Path> usual() {
        var homes = new ArrayList<Path>();
        homes.add(Path.of(System.getProperty("java.home")));
        Stream.of(System.getenv("JAVA_HOME"))
                .filter(Objects::nonNull)
                .map(Path::of)
                .forEach(homes::add);
        var user = Path.of(System.getProperty("user.home"));
        for (var folder : List.of(
                Path.of("/usr/lib/jvm"),
                user.resolve(".sdkman/candidates/java"),
                user.resolve(".jdks"),
                Path.of("/opt"),
                Path.of("/Library/Java/JavaVirtualMachines"))) {
            below(folder).forEach(home -> {
                homes.add(home);
                homes.add(home.resolve("Contents/Home"));
            });
        }
        return homes;
    }

    private static List<Path> below(Path folder) {
        try (var homes = Files.list(folder)) {
            return homes.sorted().toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** As its file {@code release} has it; 0 where there is none. */
    static int version(Path home) {
        var release = new Properties();
        try (InputStream file = Files.newInputStream(home.resolve("release"))) {
            release.load(file);
        } catch (IOException | IllegalArgumentException e) {
            return 0;
        }
        var version = release.getProperty("JAVA_VERSION", "").replace("\"", "").split("[^0-9]", 2)[0];
        return version.isEmpty() ? 0 : Integer.parseInt(version);
    }
}
