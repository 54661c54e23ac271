package dev.verifier.server.logout;

import dev.verifier.server.audit.EventLog;
import dev.verifier.server.client.TrustedClients;
import dev.verifier.server.configuration.Surface;
import dev.verifier.server.configuration.VerifierProperties;
import dev.verifier.server.grant.SessionGrants;
import dev.verifier.server.key.KeyRing;
import dev.verifier.server.key.SealedColumns;
import dev.verifier.server.outbound.OutboundHttp;
import dev.verifier.server.session.BrowserSessions;
import dev.verifier.server.token.IdTokenHints;
import dev.verifier.server.trust.Standing;
import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class LogoutConfiguration {

    @Bean
    LogoutRules logoutRules(TrustedClients clients, IdTokenHints hints) {
        return new LogoutRules(clients, hints);
    }

    @Bean
    LogoutNotices logoutNotices(
            JdbcClient database, SealedColumns columns, TrustedClients clients, SecureRandom random, Clock clock) {
        return new LogoutNotices(database, columns, clients, random, clock);
    }

    @Bean
    BackChannel backChannel(
            LogoutNotices notices,
            KeyRing ring,
            Surface surface,
            SecureRandom random,
            TrustedClients clients,
            OutboundHttp http,
            VerifierProperties properties,
            EventLog events,
            Clock clock) {
        var tokens = new LogoutTokens(ring, surface.issuer().toString(), random);
        var lease = properties.outbound().totalTimeout().multipliedBy(3);
        return new BackChannel(notices, tokens, clients, http, lease, events, clock);
    }

    @Bean
    Logouts logouts(
            BrowserSessions sessions,
            SessionGrants grants,
            LogoutNotices notices,
            BackChannel backChannel,
            PlatformTransactionManager transactions,
            EventLog events) {
        return new Logouts(sessions, grants, notices, backChannel, new TransactionTemplate(transactions), events);
    }

    @Bean
    LogoutUpkeep logoutUpkeep(
            BackChannel backChannel,
            BrowserSessions sessions,
            Standing standing,
            Logouts logouts,
            JdbcClient database,
            VerifierProperties properties,
            EventLog events,
            Clock clock) {
        var interval = properties.clients().refreshInterval();
        var turns = new NodeTurns(database);
        return new LogoutUpkeep(
                backChannel, new CredentialWatch(sessions, standing, logouts, turns, interval, events, clock));
    }

    /** What has to be done while nobody asks. */
    record LogoutUpkeep(BackChannel backChannel, CredentialWatch watch) {

        @Scheduled(fixedDelay = 2_000, initialDelay = 2_000)
        void deliver() {
            backChannel.deliver();
        }

        /** As often as what is said of credentials is read again. */
        @Scheduled(
                fixedDelayString = "${verifier.clients.refresh-interval:30m}",
                initialDelayString = "${verifier.clients.refresh-interval:30m}")
        void lookAtCredentials() {
            watch.look();
        }
    }
}
