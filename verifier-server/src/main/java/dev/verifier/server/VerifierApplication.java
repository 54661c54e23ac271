package dev.verifier.server;

import dev.verifier.server.crypto.FastCrypto;
import dev.verifier.server.doctor.DoctorApplication;
import dev.verifier.server.tenant.Installation;
import dev.verifier.server.tenant.TenantFolder;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.event.GenericApplicationListener;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.scheduling.annotation.EnableScheduling;

/**
 * The server. {@code java -jar verifier-server.jar} serves; with the argument {@code doctor} it looks around and reports;
 * with {@code rotate-keys} it has the next signing key made.
 */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class VerifierApplication {

    /** More than the requests that come at once to a node which has loaded few of its classes yet (ADR 35). */
    private static final int MOST_CARRIERS = 512;

    public static void main(String[] arguments) throws IOException {
        Carriers.watch(MOST_CARRIERS);
        FastCrypto.install();
        if (arguments.length > 0 && arguments[0].equals("doctor")) {
            var rest = Arrays.copyOfRange(arguments, 1, arguments.length);
            System.exit(DoctorApplication.run(rest, Clock.systemUTC(), System.out));
        }
        if (arguments.length > 0 && arguments[0].equals("rotate-keys")) {
            var rest = Arrays.copyOfRange(arguments, 1, arguments.length);
            System.exit(RotateKeys.run(rest, new SecureRandom(), Clock.systemUTC(), System.out));
        }
        application(Clock.systemUTC(), new SecureRandom()).run(arguments);
    }

    /** A server, or the installation of several where the configuration tells of tenants: which, is known when that has been read. */
    static SpringApplication application(Clock clock, SecureRandom random) {
        var application = new SpringApplication();
        application.setMainApplicationClass(VerifierApplication.class);
        // By its class: of a lambda nobody knows what it hears, and it would be tried with the events of every request.
        application.addListeners(GenericApplicationListener.forEventType(
                ApplicationEnvironmentPreparedEvent.class, event -> {
                    if (TenantFolder.isConfigured(event.getEnvironment())) {
                        Installation.of(application, event.getEnvironment(), VerifierApplication.class, clock, random);
                        application.addInitializers(context -> ((GenericApplicationContext) context)
                                .registerBean(MeterBinder.class, () -> Carriers::report));
                    } else {
                        application.addPrimarySources(List.of(VerifierApplication.class));
                    }
                }));
        return application;
    }
}
