package dev.verifier.server.logout;

import dev.verifier.server.audit.EventLog;
import dev.verifier.server.audit.VerifierEvent;
import dev.verifier.server.client.TrustedClient;
import dev.verifier.server.client.TrustedClients;
import dev.verifier.server.configuration.Surface;
import dev.verifier.server.configuration.VerifierProperties;
import dev.verifier.server.expiry.Expiring;
import dev.verifier.server.expiry.ExpiringTables;
import dev.verifier.server.grant.SessionGrants;
import dev.verifier.server.key.KeyRing;
import dev.verifier.server.key.SealedColumns;
import dev.verifier.server.logout.Notice.Kind;
import dev.verifier.server.outbound.OutboundHttp;
import dev.verifier.server.session.BrowserSessions;
import dev.verifier.server.token.IdTokenHints;
import dev.verifier.server.trust.Standing;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
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
    Expiring logoutsThatNobodyHeardOf(ExpiringTables tables) {
        return tables.rows(Kind.LOGOUT.table(), "id", "ends_at");
    }

    @Bean
    Expiring eventsThatNobodyHeardOf(ExpiringTables tables) {
        return tables.rows(Kind.SECURITY_EVENT.table(), "id", "ends_at");
    }

    @Bean
    Heralds heralds(
            JdbcClient database,
            SealedColumns columns,
            KeyRing ring,
            Surface surface,
            SecureRandom random,
            TrustedClients clients,
            OutboundHttp http,
            VerifierProperties properties,
            EventLog events,
            Clock clock) {
        var issuer = surface.issuer().toString();
        var lease = properties.outbound().totalTimeout().multipliedBy(3);
        Function<String, Optional<URI>> whoHearsOfLogouts = where(clients, TrustedClient::backchannelLogoutUri);
        var logouts = new Notices(
                Kind.LOGOUT,
                database,
                columns,
                id -> whoHearsOfLogouts.apply(id).isPresent(),
                random,
                clock);
        var logoutTokens = new LogoutTokens(ring, issuer, random);
        var logoutChannel = new BackChannel(
                logouts,
                whoHearsOfLogouts,
                (target, notice) -> http.form(target, Map.of("logout_token", logoutTokens.of(notice, clock.instant()))),
                VerifierEvent.LogoutNotice::new,
                lease,
                events,
                clock);
        if (properties.drafts().securityEvents() == null) {
            return new Heralds(logouts, logoutChannel, null, null, clock);
        }
        Function<String, Optional<URI>> whoHearsOfEvents = where(clients, TrustedClient::securityEventUri);
        var waiting = new Notices(
                Kind.SECURITY_EVENT,
                database,
                columns,
                id -> whoHearsOfEvents.apply(id).isPresent(),
                random,
                clock);
        var eventTokens = new SecurityEventTokens(ring, issuer);
        var eventChannel = new BackChannel(
                waiting,
                whoHearsOfEvents,
                (target, notice) -> http.event(target, eventTokens.of(notice, clock.instant())),
                VerifierEvent.SecurityEventNotice::new,
                lease,
                events,
                clock);
        return new Heralds(logouts, logoutChannel, waiting, eventChannel, clock);
    }

    private static Function<String, Optional<URI>> where(
            TrustedClients clients, Function<TrustedClient, @Nullable String> uri) {
        return id -> clients.client(id).map(uri).map(URI::create);
    }

    @Bean
    Logouts logouts(
            BrowserSessions sessions,
            SessionGrants grants,
            Heralds heralds,
            PlatformTransactionManager transactions,
            EventLog events) {
        return new Logouts(sessions, grants, heralds, new TransactionTemplate(transactions), events);
    }

    @Bean
    LogoutUpkeep logoutUpkeep(
            Heralds heralds,
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
                heralds, new CredentialWatch(sessions, standing, logouts, turns, interval, events, clock));
    }

    /** What has to be done while nobody asks. */
    record LogoutUpkeep(Heralds heralds, CredentialWatch watch) {

        @Scheduled(fixedDelay = 2_000, initialDelay = 2_000)
        void deliver() {
            heralds.deliver();
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
