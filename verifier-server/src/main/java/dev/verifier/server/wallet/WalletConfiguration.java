package dev.verifier.server.wallet;

import dev.verifier.jose.Limits;
import dev.verifier.presentation.HolderRule;
import dev.verifier.server.audit.EventLog;
import dev.verifier.server.authorize.AuthorizationAnswers;
import dev.verifier.server.client.TrustedClients;
import dev.verifier.server.compatibility.Tolerance;
import dev.verifier.server.configuration.Asking;
import dev.verifier.server.configuration.Surface;
import dev.verifier.server.configuration.VerifierProperties;
import dev.verifier.server.error.ErrorAnswers;
import dev.verifier.server.expiry.Expiring;
import dev.verifier.server.key.SealedColumns;
import dev.verifier.server.key.WalletIdentities;
import dev.verifier.server.profile.CredentialProfiles;
import dev.verifier.server.profile.ProfileSources;
import dev.verifier.server.profile.VerifierInfo;
import dev.verifier.server.request.PushedRequests;
import dev.verifier.server.session.BrowserSessions;
import dev.verifier.server.token.IdTokenHints;
import dev.verifier.server.token.Policy;
import dev.verifier.server.trust.Standing;
import dev.verifier.server.trust.TrustSources;
import dev.verifier.server.trust.TrustedTypes;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class WalletConfiguration {

    @Bean
    LoginRules loginRules(VerifierProperties properties) {
        return LoginRules.of(properties.login(), properties.limits().openLogins());
    }

    @Bean
    WalletLogins walletLogins(JdbcClient database, SealedColumns columns) {
        return new WalletLogins(database, columns);
    }

    @Bean
    LoginPhases loginPhases(WalletLogins logins) {
        return new LoginPhases(logins);
    }

    @Bean
    RandomText randomText(SecureRandom random) {
        return new RandomText(random);
    }

    @Bean
    BrowserCookie browserCookie(Surface surface, RandomText random, LoginRules rules) {
        // Once for the wallet, once for the browser, and once to read what became of it.
        return new BrowserCookie(surface, random, rules.timeout().multipliedBy(3));
    }

    @Bean
    BrowserLogins browserLogins(WalletLogins logins, BrowserCookie browsers, ErrorAnswers answers) {
        return new BrowserLogins(logins, browsers, answers);
    }

    @Bean
    Asking asking(VerifierProperties properties) {
        return Asking.of(properties);
    }

    @Bean
    OurNames ourNames(WalletIdentities identities, Surface surface, Clock clock) {
        return new OurNames(identities, surface, clock);
    }

    /** Nobody is asked for what could not be believed, if it was meant to be. */
    @Bean
    ProfileSources profileSources(VerifierProperties properties, CredentialProfiles profiles, TrustedTypes types) {
        var sources = ProfileSources.of(properties, profiles, types::haveSourceFor);
        sources.require();
        return sources;
    }

    @Bean
    WalletRequests walletRequests(OurNames names, Tolerance tolerance, VerifierInfo info, Surface surface) {
        return new WalletRequests(names, tolerance.legacyWallets(), tolerance.strict(), info, surface);
    }

    @Bean
    DigitalRequests digitalRequests(Asking asking, OurNames names, WalletRequests requests, Surface surface) {
        return new DigitalRequests(asking, names, requests, surface);
    }

    @Bean
    Manners manners(OurNames names, Asking asking, RandomText random) {
        return new Manners(names, asking, random);
    }

    @Bean
    WalletAnswers walletAnswers(
            VerifierProperties properties, TrustSources trust, Surface surface, Tolerance tolerance, Limits limits) {
        var holders = switch (properties.openid4vp().holderKeys()) {
            case ONE -> HolderRule.ONE_KEY;
            case ANY -> HolderRule.ANY_KEYS;
        };
        return new WalletAnswers(trust, holders, surface, tolerance, limits);
    }

    @Bean
    AnswerSteps answerSteps(
            LoginRules rules,
            WalletLogins logins,
            WalletAnswers walletAnswers,
            Policy policy,
            LoginEvents browsers,
            ErrorAnswers answers,
            Surface surface,
            EventLog events) {
        return new AnswerSteps(rules, logins, walletAnswers, policy, browsers, answers, surface, events);
    }

    @Bean
    LoginEvents loginEvents(VerifierProperties properties, Surface surface, MeterRegistry registry) {
        var limits = properties.limits();
        return new LoginEvents(limits.waitingBrowsers(), limits.waitingBrowsersPerAddress(), surface, registry);
    }

    @Bean
    LoginViews loginViews(
            TrustedClients clients,
            WalletRequests requests,
            DigitalRequests digital,
            LoginRules rules,
            Surface surface,
            VerifierProperties properties) {
        return new LoginViews(
                clients, requests, digital, rules, surface, properties.login().walletUrl());
    }

    /** As long as the browser has its cookie. */
    @Bean
    RequestClaims requestClaims(
            PushedRequests requests, WalletLogins logins, BrowserCookie browsers, LoginRules rules) {
        return new RequestClaims(requests, logins, browsers, rules.timeout().multipliedBy(3));
    }

    @Bean
    AuthenticationEntryPoint loginEntryPoint(
            LoginRules rules,
            TrustedClients clients,
            WalletRequests requests,
            Manners manners,
            WalletLogins logins,
            RequestClaims claims,
            KnownPersons known,
            BrowserCookie browsers,
            RandomText random,
            AuthorizationAnswers authorization,
            ErrorAnswers answers,
            Surface surface,
            EventLog events,
            Clock clock) {
        var open = new OpenLogins(rules.openLogins(), logins, clock);
        return new LoginEntryPoint(
                rules,
                clients,
                requests,
                manners,
                logins,
                open,
                claims,
                known,
                browsers,
                random,
                authorization,
                answers,
                surface,
                events,
                clock);
    }

    @Bean
    SecurityContextRepository loginContexts(
            WalletLogins logins,
            BrowserCookie browsers,
            BrowserSessions sessions,
            KnownPersons known,
            EventLog events,
            Clock clock) {
        return new LoginContexts(logins, browsers, sessions, known, events, clock);
    }

    @Bean
    KnownPersons knownPersons(
            BrowserSessions sessions,
            TrustedClients clients,
            IdTokenHints hints,
            Policy policy,
            Standing standing,
            Clock clock) {
        return new KnownPersons(sessions, clients, hints, policy, standing, clock);
    }

    @Bean
    LoginUpkeep loginUpkeep(WalletLogins logins, LoginEvents browsers, MeterRegistry registry, Clock clock) {
        registry.gauge("verifier.logins.open", logins, open -> open.open(clock.instant()));
        return new LoginUpkeep(browsers);
    }

    @Bean
    Expiring loginsThatEnded(WalletLogins logins, PlatformTransactionManager transactions, EventLog events) {
        return new EndedLogins(logins, new TransactionTemplate(transactions), events);
    }

    @Bean
    LoginNews loginNews(DataSource database, WalletLogins logins, LoginEvents browsers, LoginRules rules, Clock clock) {
        return new LoginNews(database, logins, browsers, rules, clock);
    }

    /** What has to be done while logins wait. */
    record LoginUpkeep(LoginEvents browsers) {

        /** At a rate: what has a delay waits for all others that have one, and some of them for the database. */
        @Scheduled(fixedRate = 15_000, initialDelay = 15_000)
        void heartbeat() {
            browsers.heartbeat();
        }

        @Scheduled(fixedRate = 1_000, initialDelay = 1_000)
        void end() {
            browsers.endThoseWhoWaitedLong();
        }

        @EventListener(ContextClosedEvent.class)
        void close() {
            browsers.close();
        }
    }
}
