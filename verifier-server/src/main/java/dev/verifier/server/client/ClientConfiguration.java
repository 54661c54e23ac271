package dev.verifier.server.client;

import dev.verifier.jose.Audiences;
import dev.verifier.jose.Limits;
import dev.verifier.server.compatibility.Tolerance;
import dev.verifier.server.configuration.Surface;
import dev.verifier.server.configuration.VerifierProperties;
import dev.verifier.server.limit.Throttle;
import dev.verifier.server.list.Lists;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.authentication.JwtClientAssertionAuthenticationProvider;
import org.springframework.security.web.authentication.AuthenticationConverter;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.filter.CorsFilter;

@Configuration(proxyBeanMethods = false)
class ClientConfiguration {

    private static final String LOCATION = "verifier.clients.location";

    @Bean
    TrustedClients trustedClients(VerifierProperties properties, Lists lists) {
        return new TrustedClients(list(properties, lists));
    }

    private static Supplier<TrustedClientsList> list(VerifierProperties properties, Lists lists) {
        var location = properties.clients().location();
        if (location == null) {
            var none = TrustedClientsList.empty();
            return () -> none;
        }
        var strict = properties.compatibility().strict();
        var nothing = TrustedClientsList.empty();
        var lifetimes = properties.tokens();
        var list =
                lists.open("clients", LOCATION, location, bytes -> TrustedClientsList.read(bytes, strict, lifetimes));
        return () -> list.current().orElse(nothing);
    }

    @Bean
    ReplayGuard replayGuard(JdbcClient database) {
        return new ReplayGuard(database);
    }

    /** How clients are told apart in requests: by their assertion, or public ones by their code verifier. */
    @Bean
    List<AuthenticationConverter> clientConverters(TrustedClients clients, Limits limits) {
        return List.of(new ClientAssertionConverter(clients, limits), new PublicClientConverter(clients));
    }

    /** RFC 7523bis and FAPI 2.0 §5.3.2.1 want the issuer alone as a string; clients in the field also send the token endpoint. */
    @Bean
    AuthenticationProvider clientAuthentication(
            TrustedClients clients,
            OAuth2AuthorizationService authorizations,
            ReplayGuard replays,
            Surface surface,
            Tolerance tolerance,
            Limits limits,
            Throttle tokenPerClient,
            Clock clock) {
        var audience = tolerance.strict()
                ? new Audiences(Set.of(surface.issuer().toString()), false)
                : new Audiences(surface.tokenAudiences(), true);
        var springs = new JwtClientAssertionAuthenticationProvider(clients, authorizations);
        springs.setJwtDecoderFactory(new ClientAssertions(
                clients, new AssertionRules(limits, audience, tolerance.freshness()), replays, clock));
        return new ClientAuthentication(clients, springs, tokenPerClient);
    }

    /** In front of everything that answers; a page that may not read an answer gets it without the permission, like any caller. */
    @Bean
    FilterRegistrationBean<CorsFilter> crossOrigin(TrustedClients clients, VerifierProperties properties) {
        var springs = new DefaultCorsProcessor();
        var filter =
                new CorsFilter(new ClientOrigins(clients, properties.login().page()));
        filter.setCorsProcessor((permitted, request, response) -> {
            if (permitted == null && CorsUtils.isPreFlightRequest(request)) {
                response.setStatus(HttpServletResponse.SC_NO_CONTENT);
                return false;
            }
            return springs.processRequest(permitted, request, response);
        });
        var registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(-300);
        return registration;
    }

    @Bean
    Forgetting forgetting(ReplayGuard replays, Clock clock) {
        return new Forgetting(replays, clock);
    }

    /** Empties the memory of what is worthless. */
    record Forgetting(ReplayGuard replays, Clock clock) {

        @Scheduled(fixedDelay = 60_000, initialDelay = 60_000)
        void forget() {
            replays.forget(clock.instant());
        }
    }
}
