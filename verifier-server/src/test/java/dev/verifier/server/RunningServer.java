package dev.verifier.server;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** A server of the test's own, for what depends on how it is started. */
public record RunningServer(ConfigurableApplicationContext context) implements AutoCloseable {

    private static final String DATA_DIRECTORY = "--verifier.data-directory=";

    /** Starts one at ports that are free. */
    public static RunningServer start(Path dataDirectory, String... arguments) {
        return start(Clock.systemUTC(), dataDirectory, arguments);
    }

    /** Starts one whose time is told by this clock. */
    public static RunningServer start(Clock clock, Path dataDirectory, String... arguments) {
        return start(
                context -> context.registerBean("testClock", Clock.class, () -> clock, bean -> bean.setPrimary(true)),
                dataDirectory,
                arguments);
    }

    /** Starts one with something of the test's own in it. */
    static RunningServer start(Consumer<GenericApplicationContext> more, Path dataDirectory, String... arguments) {
        var always = Stream.of("--server.port=0", "--management.server.port=0", DATA_DIRECTORY + dataDirectory);
        var asked = List.of(arguments);
        var directory = asked.stream()
                .filter(argument -> argument.startsWith(DATA_DIRECTORY))
                .map(argument -> Path.of(argument.substring(DATA_DIRECTORY.length())))
                .findFirst()
                .orElse(dataDirectory);
        var database = database(directory, asked);
        return new RunningServer(new SpringApplicationBuilder(VerifierApplication.class)
                .initializers(context -> more.accept((GenericApplicationContext) context))
                .run(Stream.of(always, database, asked.stream())
                        .flatMap(all -> all)
                        .toArray(String[]::new)));
    }

    /** Starts several at one port, as operators start them. */
    static RunningServer installation(Path dataDirectory, String... arguments) {
        var always = Stream.of("--server.port=0", "--management.server.port=0", DATA_DIRECTORY + dataDirectory);
        var database = database(dataDirectory, List.of(arguments));
        return new RunningServer(VerifierApplication.application(Clock.systemUTC(), SecureRandom::new)
                .run(Stream.of(always, database, Stream.of(arguments))
                        .flatMap(all -> all)
                        .toArray(String[]::new)));
    }

    /** That of this run, unless another one is asked for. */
    private static Stream<String> database(Path dataDirectory, List<String> asked) {
        return asked.stream().anyMatch(argument -> argument.startsWith("--spring.datasource."))
                ? Stream.of()
                : Engine.ofThisRun().properties(dataDirectory).entrySet().stream()
                        .map(property -> "--" + property.getKey() + "=" + property.getValue());
    }

    public Http http() {
        return new Http(port());
    }

    public Http management() {
        return new Http(port("local.management.port"));
    }

    int port() {
        return port("local.server.port");
    }

    private int port(String property) {
        return Integer.parseInt(context.getEnvironment().getRequiredProperty(property));
    }

    @Override
    public void close() {
        context.close();
    }
}
