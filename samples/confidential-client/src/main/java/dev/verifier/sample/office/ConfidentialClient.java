package dev.verifier.sample.office;

import java.time.Clock;
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

    /** Made at the first start. */
    @Bean
    ClientKey clientKey(Settings settings) {
        return ClientKey.keptIn(settings.dataDirectory());
    }

    /** Beside the key, for the operator of Verifier. */
    @Bean
    Registration registration(ClientKey key, Settings settings) {
        var registration = Registration.of(key, settings);
        registration.writeTo(settings.dataDirectory());
        return registration;
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
