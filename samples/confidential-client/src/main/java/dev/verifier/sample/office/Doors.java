package dev.verifier.sample.office;

import dev.verifier.client.SignIn;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** Which pages are for whom, and which of them are this app's own. How people sign in is the starter's. */
@Configuration(proxyBeanMethods = false)
class Doors {

    @Bean
    SecurityFilterChain app(HttpSecurity http, SignIn signIn, @Value("${verifier.client.issuer}") String issuer) {
        return http.authorizeHttpRequests(pages -> pages.requestMatchers(
                                "/", "/problem", "/error", "/app.css", "/office.css", "/icon.svg")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .oauth2Login(login -> {
                    signIn.login(login);
                    login.loginPage("/").defaultSuccessUrl("/", true).failureUrl("/problem");
                })
                .logout(signIn::logout)
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(policy(issuer)))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER)))
                .build();
    }

    /** No script at all; forms come here, and the one that signs out goes on to Verifier. */
    private static String policy(String issuer) {
        return "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self' " + issuer
                + "; frame-ancestors 'none'; base-uri 'none'";
    }
}
