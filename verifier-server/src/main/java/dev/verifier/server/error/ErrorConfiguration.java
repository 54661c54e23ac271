package dev.verifier.server.error;

import dev.verifier.server.audit.EventLog;
import dev.verifier.server.page.Pages;
import java.security.SecureRandom;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ErrorConfiguration {

    @Bean
    ErrorAnswers errorAnswers(EventLog events, SecureRandom random, Pages pages) {
        return new ErrorAnswers(events, random, pages);
    }

    @Bean
    OAuthFailures oauthFailures(ErrorAnswers answers) {
        return new OAuthFailures(answers);
    }
}
