package dev.verifier.server;

import dev.verifier.server.crypto.FastCrypto;
import dev.verifier.server.doctor.DoctorApplication;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
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
        SpringApplication.run(VerifierApplication.class, arguments);
    }
}
