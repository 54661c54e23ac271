package dev.verifier.server.doctor;

import dev.verifier.server.configuration.FilePaths;
import dev.verifier.server.configuration.VerifierProperties;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** {@code java -jar verifier-server.jar doctor}: the configuration of the server, and nothing else of it. */
public final class DoctorApplication {

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(VerifierProperties.class)
    @Import(FilePaths.class)
    static class Patient {}

    private DoctorApplication() {}

    /**
     * Prints one line for each finding, and a summary.
     *
     * @return exit code: 1 where something is wrong
     */
    public static int run(String[] arguments, Clock clock, PrintStream out) throws IOException {
        var application = new SpringApplicationBuilder(Patient.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .properties("logging.level.dev.verifier=OFF");
        try (var context = application.run(arguments)) {
            var report = Doctor.examine(context.getBean(VerifierProperties.class), clock);
            report.lines().forEach(out::println);
            out.println(report.summary());
            return report.exitCode();
        }
    }
}
