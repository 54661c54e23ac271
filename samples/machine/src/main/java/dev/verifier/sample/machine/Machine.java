package dev.verifier.sample.machine;

import dev.verifier.client.MachineTokens;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.web.client.RestClient;

/** A program without a person: it calls an API by what its own credential says, and ends. */
@SpringBootApplication
public class Machine {

    public static void main(String[] arguments) {
        SpringApplication.run(Machine.class, arguments);
    }

    @Bean
    ApplicationRunner work(MachineTokens tokens, @Value("${sample.api}") String api) {
        var http = RestClient.builder().baseUrl(api).requestInterceptor(tokens).build();
        return _ -> {
            http.get().uri("/onboardings").retrieve().toBodilessEntity();
            System.out.println("machine: token accepted by " + api);
        };
    }
}
