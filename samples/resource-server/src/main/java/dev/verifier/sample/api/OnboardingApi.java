package dev.verifier.sample.api;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;

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

    /** For those whose mandate lets them execute onboardings. */
    @GetMapping("/onboardings")
    @PreAuthorize("hasAuthority('POWER_DOME/Onboarding.Execute')")
    List<String> onboardings() {
        return List.of();
    }

    /** Which web apps may call from a browser, and read the answer. */
    @Bean
    CorsConfigurationSource corsConfigurationSource(@Value("${sample.web-apps}") List<String> origins) {
        var permitted = new CorsConfiguration();
        permitted.setAllowedOrigins(origins);
        permitted.setAllowedMethods(List.of("GET"));
        permitted.setAllowedHeaders(List.of(HttpHeaders.AUTHORIZATION));
        permitted.setExposedHeaders(List.of(HttpHeaders.WWW_AUTHENTICATE));
        return _ -> permitted;
    }
}
