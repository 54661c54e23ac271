package dev.verifier.sample.api;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Two things to ask for: one with any token that is meant for this API, one with a power. */
@SpringBootApplication
@RestController
public class OnboardingApi {

    public static void main(String[] arguments) {
        SpringApplication.run(OnboardingApi.class, arguments);
    }

    /** Who calls, for whom, and with which powers. */
    @GetMapping("/me")
    Map<String, Object> me(@AuthenticationPrincipal Jwt token) {
        return Stream.of("client_id", "mandator", "mandatee", "power")
                .filter(token::hasClaim)
                .collect(Collectors.toMap(Function.identity(), token::getClaim));
    }

    /** For those whose mandate lets them execute onboardings; {@link AccessTokens} sees to that. */
    @GetMapping("/onboardings")
    List<String> onboardings() {
        return List.of();
    }
}
