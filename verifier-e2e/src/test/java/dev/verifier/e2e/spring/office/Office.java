package dev.verifier.e2e.spring.office;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.client.web.client.OAuth2ClientHttpRequestInterceptor;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;

@SpringBootApplication
@RestController
public class Office {

    private final RestClient http;

    Office(OAuth2ClientHttpRequestInterceptor person, @Value("${api}") String api) {
        this.http = RestClient.builder().baseUrl(api).requestInterceptor(person).build();
    }

    public static void main(String[] arguments) {
        SpringApplication.run(Office.class, arguments);
    }

    @GetMapping("/")
    String home(@AuthenticationPrincipal OidcUser person) {
        return "Hello, " + person.getFullName();
    }

    @GetMapping("/onboardings")
    String onboardings() {
        return http.get().uri("/onboardings").retrieve().body(String.class);
    }
}
