package dev.verifier.server;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The server. {@code java -jar verifier-server.jar} serves; with the argument {@code doctor} it looks around and reports. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class VerifierApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(VerifierApplication.class, arguments);
    }
}
