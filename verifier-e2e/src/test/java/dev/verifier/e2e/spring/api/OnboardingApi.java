package dev.verifier.e2e.spring.api;

import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@SpringBootApplication
@RestController
public class OnboardingApi {

    public static void main(String[] arguments) {
        SpringApplication.run(OnboardingApi.class, arguments);
    }

    @GetMapping("/onboardings")
    @PreAuthorize("hasAuthority('POWER_Onboarding.Execute')")
    List<String> onboardings() {
        return List.of("Acme");
    }

    @GetMapping("/certificates")
    @PreAuthorize("hasAuthority('POWER_Certification.Attest')")
    List<String> certificates() {
        return List.of();
    }
}
