package dev.verifier.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The image, started from its unpacked layout: as nobody in particular, on a root that is read-only. */
@EnabledIfSystemProperty(
        named = "verifier.faults",
        matches = "true",
        disabledReason = "it is slow: ./dev test --all runs this")
@EnabledIf(
        value = "dev.verifier.e2e.Image#isPermitted",
        disabledReason = "no namespaces can be made here: this test needs root, and unshare and setpriv of util-linux")
class ImageIT {

    @TempDir
    private static Path built;

    private static Image image;

    @TempDir
    private Path folder;

    @BeforeAll
    static void make() throws Exception {
        image = Image.make(built.resolve("one"));
    }

    @Test
    void it_says_how_it_is_to_be_run() {
        assertThat(image.text("User")).isEqualTo("10001:10001");
        assertThat(image.texts("Entrypoint"))
                .startsWith("/opt/verifier/java/bin/java")
                .contains("-XX:AOTCache=/opt/verifier/verifier.aot");
        assertThat(image.texts("Env")).contains("VERIFIER_DATA_DIRECTORY=/data");
        var configuration = image.configuration().get("config");
        assertThat(configuration.get("ExposedPorts").propertyNames()).containsExactly("9000/tcp", "9001/tcp");
        assertThat(configuration.get("Volumes").propertyNames()).containsExactly("/data");
        assertThat(configuration.get("Labels").propertyNames())
                .contains("org.opencontainers.image.version", "org.opencontainers.image.revision");
        assertThat(image.configuration().get("architecture").asString())
                .isEqualTo(System.getProperty("os.arch").replace("aarch64", "arm64"));
    }

    @Test
    void the_same_files_make_the_same_image() throws Exception {
        assertThat(Image.make(built.resolve("again")).digest()).isEqualTo(image.digest());
    }

    @Test
    void it_serves_with_its_cache_from_a_root_that_is_read_only_and_ends_when_it_is_told() throws Exception {
        var management = Program.freePort();
        var ecosystem = new Ecosystem(folder, "http://api.example");
        var data = Files.createDirectory(folder.resolve("volume"));

        try (var server = start(ecosystem, data, management, "JDK_JAVA_OPTIONS=-XX:AOTMode=on")) {
            server.answersAt("http://localhost:" + management + "/health/readiness");
            assertThat(ecosystem.token()).contains("\"expires_in\" : 3600");
            assertThat(data.resolve("signing-key.jwk")).exists();
            assertThat(data.resolve("data-key")).doesNotExist();
            assertThat(Image.stop(server)).isEqualTo(143);
        }
    }

    @Test
    void it_can_keep_nothing_where_no_volume_is() throws Exception {
        var ecosystem = new Ecosystem(folder, "http://api.example");
        var data = Files.createDirectory(folder.resolve("volume"));

        try (var server = start(ecosystem, data, Program.freePort(), "VERIFIER_DATA_DIRECTORY=/opt/verifier/data")) {
            assertThat(server.exitCode()).as(server.printed()).isNotIn(0, 143);
            assertThat(server.printed()).contains("/opt/verifier/data");
        }
    }

    /** With the world's folder as its configuration. */
    private Program start(Ecosystem ecosystem, Path data, int management, String... environment) throws Exception {
        var told = new ArrayList<>(ecosystem.configuration());
        told.removeIf(argument -> argument.startsWith("--management.server.port"));
        told.add("--management.server.port=" + management);
        var yaml = PackageIT.yaml(told).replace(ecosystem.world().toString(), "/etc/verifier");
        Files.writeString(ecosystem.world().resolve("application.yaml"), yaml);
        var secrets = PackageIT.secrets(folder.resolve("secrets"));
        return image.start(folder.resolve("server.out"), data, ecosystem.world(), secrets, environment);
    }
}
