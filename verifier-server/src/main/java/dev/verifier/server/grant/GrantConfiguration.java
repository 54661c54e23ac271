package dev.verifier.server.grant;

import dev.verifier.server.client.TrustedClients;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.web.authentication.AuthenticationConverter;

@Configuration(proxyBeanMethods = false)
class GrantConfiguration {

    @Bean
    Grants grants(JdbcClient database, JwtDecoder accessTokens, TrustedClients clients) {
        return new Grants(database, accessTokens, clients);
    }

    @Bean
    AuthenticationConverter codeTokenRequests(Grants grants) {
        return new CodeTokenRequests(grants);
    }

    @Bean
    ForgettingGrants forgettingGrants(Grants grants, Clock clock) {
        return new ForgettingGrants(grants, clock);
    }

    /** Empties the memory of what has ended. */
    record ForgettingGrants(Grants grants, Clock clock) {

        @Scheduled(fixedDelay = 60_000, initialDelay = 60_000)
        void forget() {
            grants.forget(clock.instant());
        }
    }
}
