package dev.verifier.e2e.spring.machine;

import dev.verifier.client.MachineTokens;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.web.client.RestClient;

@SpringBootApplication
public class Robot {

    public static void main(String[] arguments) {
        SpringApplication.run(Robot.class, arguments);
    }

    @Bean
    RestClient api(MachineTokens tokens) {
        return RestClient.builder().requestInterceptor(tokens).build();
    }
}
