package dev.verifier.server.doctor;

import dev.verifier.server.configuration.FilePaths;
import dev.verifier.server.configuration.VerifierProperties;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Import;

/** {@code java -jar verifier-server.jar doctor}: the configuration of the server, and nothing else of it. */
public final class DoctorApplication {

    /** No configuration by its annotation: the server would take it for one of its own. */
    @EnableConfigurationProperties(VerifierProperties.class)
    @Import(FilePaths.class)
    static class Patient {}

    private DoctorApplication() {}

    /**
     * Prints one line for each finding, and a summary; or with {@code explain} what there is to say of a file.
     *
     * @return exit code: 1 where something is wrong, 2 where what was asked for cannot be understood
     */
    public static int run(String[] arguments, Clock clock, PrintStream out) throws IOException {
        var all = Arrays.asList(arguments);
        if (!all.isEmpty() && all.getFirst().equals("explain")) {
            return ExplainCommand.run(all.subList(1, all.size()), clock, System.in, out);
        }
        var asked = Arguments.parse(all, Set.of(), Set.of("json"));
        if (!asked.words().isEmpty()) {
            usage(asked.words()).forEach(out::println);
            return Exit.USAGE;
        }
        return Patients.examinedInTurn(Patient.class, asked.configuration(), clock, out, context -> {
            var report = Doctor.examine(context.getBean(VerifierProperties.class), context.getEnvironment(), clock);
            if (asked.option("json").isPresent()) {
                out.println(report.json());
            } else {
                report.lines().forEach(out::println);
                out.println(report.summary());
            }
            return report.exitCode();
        });
    }

    private static List<String> usage(List<String> words) {
        return List.of(
                "doctor knows no \"" + String.join(" ", words) + "\"",
                "doctor [--json] [--verifier.…=…]     looks at a configuration; exit code 0 fine, 1 something is wrong, 2 usage",
                "doctor explain <file> …              says which checks of a server something passes");
    }
}
