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
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.persistence.autoconfigure.PersistenceExceptionTranslationAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.event.GenericApplicationListener;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.scheduling.annotation.EnableScheduling;

/**
 * The server. {@code java -jar verifier-server.jar} serves; with the argument {@code doctor} it looks around and reports;
 * with {@code rotate-keys} it has the next signing key made.
 *
 * <p>Transactions begin where the code says so, so no bean is looked at for annotations that would wrap it in one (ADR 55).
 */
@SpringBootApplication(
        exclude = {
            AopAutoConfiguration.class,
            PersistenceExceptionTranslationAutoConfiguration.class,
            TransactionAutoConfiguration.class
        })
@ConfigurationPropertiesScan
@EnableScheduling
public class VerifierApplication {

    /** More than the requests that come at once to a node which has loaded few of its classes yet (ADR 35). */
    private static final int MOST_CARRIERS = 512;

    public static void main(String[] arguments) throws IOException {
        Carriers.watch(MOST_CARRIERS);
        if (arguments.length > 0 && arguments[0].equals("doctor")) {
            FastCrypto.install();
            var rest = Arrays.copyOfRange(arguments, 1, arguments.length);
            System.exit(DoctorApplication.run(rest, Clock.systemUTC(), System.out));
        }
        if (arguments.length > 0 && arguments[0].equals("rotate-keys")) {
            FastCrypto.install();
            var rest = Arrays.copyOfRange(arguments, 1, arguments.length);
            System.exit(RotateKeys.run(rest, new SecureRandom(), Clock.systemUTC(), System.out));
        }
        // Beside the reading of the configuration; no bean is made before it is there.
        var crypto = CompletableFuture.runAsync(FastCrypto::install);
        var application = application(Clock.systemUTC(), SecureRandom::new);
        application.addInitializers(context -> context.addBeanFactoryPostProcessor(_ -> crypto.join()));
        application.run(arguments);
    }

    /** A server, or the installation of several where the configuration tells of tenants: which, is known when that has been read. */
    static SpringApplication application(Clock clock, Supplier<SecureRandom> random) {
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
