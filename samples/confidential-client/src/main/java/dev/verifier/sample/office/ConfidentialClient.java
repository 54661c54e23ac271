package dev.verifier.sample.office;

import dev.verifier.client.Registration;
import java.nio.file.Files;
import java.time.Clock;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** A back office where people sign in with their wallet. It has a key of its own, by which Verifier knows it. */
@SpringBootApplication
@EnableConfigurationProperties(Settings.class)
public class ConfidentialClient {

    public static void main(String[] arguments) {
        SpringApplication.run(ConfidentialClient.class, arguments);
    }

    /** Beside the key, for the operator of Verifier. */
    @Bean
    InitializingBean entry(Registration registration, Settings settings) {
        return () -> Files.writeString(
                settings.dataDirectory().resolve("registration.yaml"),
                registration.calling(settings.api().toString()).yaml());
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
