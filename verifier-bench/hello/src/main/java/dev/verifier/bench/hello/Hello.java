package dev.verifier.bench.hello;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** As little as a web application of Spring Boot's can be: it greets. */
@SpringBootApplication
@RestController
public class Hello {

    public static void main(String[] arguments) {
        SpringApplication.run(Hello.class, arguments);
    }

    /** The greeting. */
    @GetMapping("/")
    String greeting() {
        return "hello";
    }
}
