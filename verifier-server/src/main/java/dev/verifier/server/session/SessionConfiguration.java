package dev.verifier.server.session;

import dev.verifier.server.audit.EventLog;
import dev.verifier.server.authorize.AuthorizationAnswers;
import dev.verifier.server.client.TrustedClients;
import dev.verifier.server.configuration.Surface;
import dev.verifier.server.configuration.VerifierProperties;
import dev.verifier.server.error.ErrorAnswers;
import dev.verifier.server.expiry.Expiring;
import dev.verifier.server.expiry.ExpiringTables;
import dev.verifier.server.key.SealedColumns;
import dev.verifier.server.request.PushedRequests;
import dev.verifier.server.token.IdTokenHints;
import jakarta.servlet.http.HttpServletRequest;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.function.Consumer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class SessionConfiguration {

    @Bean
    BrowserSessions browserSessions(
            JdbcClient database,
            SealedColumns columns,
            Surface surface,
            VerifierProperties properties,
            IdTokenHints names,
            TrustedClients clients,
            PlatformTransactionManager transactions,
            SecureRandom random,
            EventLog events,
            Clock clock) {
        return new BrowserSessions(
                new SessionTable(database, columns),
                new SessionCookie(surface),
                SessionRules.of(properties),
                names,
                clients,
                new TransactionTemplate(transactions),
                random,
                events,
                clock);
    }

    @Bean
    AuthenticationSuccessHandler sessionAnswers(
            BrowserSessions sessions,
            @Qualifier("grantedHere") Consumer<HttpServletRequest> granted,
            PushedRequests requests,
            AuthorizationAnswers answers,
            ErrorAnswers errors,
            Clock clock) {
        return new SessionAnswers(sessions, granted, requests, answers, errors, clock);
    }

    @Bean
    Expiring sessionsThatEnded(ExpiringTables tables) {
        return tables.rows("browser_session", "id", "ends_at");
    }
}
