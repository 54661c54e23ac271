package dev.verifier.server.doctor;

import dev.verifier.server.configuration.VerifierProperties;
import dev.verifier.server.tenant.TenantChoice;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.Banner;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesBindException;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** The configuration of the server, and nothing else of it, for somebody to look at. */
final class Patients {

    /** Of these Spring Boot says what is wrong with them, if it is at the start. */
    private static final LazyInitializationExcludeFilter SETTINGS =
            LazyInitializationExcludeFilter.forBeanTypes(VerifierProperties.class);

    /** What is done with it. */
    @FunctionalInterface
    interface Examination {

        /** The exit code. */
        int examine(ApplicationContext patient) throws IOException;
    }

    private Patients() {}

    /** Whatever cannot be read of the configuration is said, and is no result. */
    static int examined(
            Class<?> patient, List<String> configuration, Clock clock, PrintStream out, Examination examination)
            throws IOException {
        return examined(patient, configuration, TenantChoice.one(), clock, out, examination);
    }

    /** The same of each tenant where there are several and none is named; the worst exit code. */
    static int examinedInTurn(
            Class<?> patient, List<String> configuration, Clock clock, PrintStream out, Examination examination)
            throws IOException {
        var choice = TenantChoice.inTurn();
        var code = examined(patient, configuration, choice, clock, out, examination);
        for (var other : choice.others()) {
            var named = Stream.concat(configuration.stream(), Stream.of("--verifier.tenant=" + other))
                    .toList();
            code = Math.max(code, examined(patient, named, TenantChoice.one(), clock, out, examination));
        }
        return code;
    }

    private static int examined(
            Class<?> patient,
            List<String> configuration,
            TenantChoice choice,
            Clock clock,
            PrintStream out,
            Examination examination)
            throws IOException {
        var application = new SpringApplicationBuilder(patient)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .lazyInitialization(true)
                .listeners(choice)
                .initializers(context -> {
                    context.getBeanFactory().registerSingleton("clock", clock);
                    context.getBeanFactory().registerSingleton("atOnce", SETTINGS);
                })
                .properties("logging.level.dev.verifier=OFF");
        try (var context = started(application, configuration)) {
            return context == null ? Exit.USAGE : examination.examine(context);
        } catch (RuntimeException e) {
            var value = invalid(e);
            if (value.isEmpty()) {
                throw e;
            }
            out.println(value.get().getName() + ": " + value.get().getReason());
            return Exit.USAGE;
        }
    }

    /** Null where the settings cannot be read, which was said then. */
    private static @Nullable ConfigurableApplicationContext started(
            SpringApplicationBuilder application, List<String> configuration) {
        try {
            return application.run(configuration.toArray(String[]::new));
        } catch (ConfigurationPropertiesBindException e) {
            return null;
        }
    }

    private static Optional<InvalidConfigurationPropertyValueException> invalid(Throwable problem) {
        return Stream.iterate(problem, cause -> cause != null, Throwable::getCause)
                .filter(InvalidConfigurationPropertyValueException.class::isInstance)
                .map(InvalidConfigurationPropertyValueException.class::cast)
                .findFirst();
    }
}
