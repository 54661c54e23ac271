package dev.verifier.server.client;

import dev.verifier.jose.Audiences;
import dev.verifier.jose.Limits;
import dev.verifier.server.compatibility.Tolerance;
import dev.verifier.server.configuration.Surface;
import dev.verifier.server.configuration.VerifierProperties;
import dev.verifier.server.expiry.Expiring;
import dev.verifier.server.expiry.ExpiringTables;
import dev.verifier.server.limit.CallerAddress;
import dev.verifier.server.limit.Throttle;
import dev.verifier.server.list.Lists;
import dev.verifier.server.outbound.OutboundHttp;
import dev.verifier.server.profile.CredentialProfiles;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.authentication.ClientSecretAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.JwtClientAssertionAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.PublicClientAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.X509ClientCertificateAuthenticationProvider;
import org.springframework.security.web.authentication.AuthenticationConverter;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.filter.CorsFilter;

@Configuration(proxyBeanMethods = false)
class ClientConfiguration {

    private static final String LOCATION = "verifier.clients.location";

    @Bean
    TrustedClients trustedClients(VerifierProperties properties, CredentialProfiles profiles, Lists lists) {
        return new TrustedClients(list(properties, lists), profiles);
    }

    private static Supplier<TrustedClientsList> list(VerifierProperties properties, Lists lists) {
        var location = properties.clients().location();
        if (location == null) {
            var none = TrustedClientsList.empty();
            return () -> none;
        }
        var profile = ClientProfile.of(properties);
        var nothing = TrustedClientsList.empty();
        var list = lists.open("clients", LOCATION, location, bytes -> TrustedClientsList.read(bytes, profile));
        return () -> list.current().orElse(nothing);
    }

    @Bean
    Resources resourceIndicators(Surface surface) {
        return new Resources(surface.issuer());
    }

    @Bean
    ReplayGuard replayGuard(JdbcClient database) {
        return new ReplayGuard(database);
    }

    @Bean
    ClientSignatures clientSignatures(OutboundHttp http, AssertionRules assertionRules, Clock clock) {
        return new ClientSignatures(new KeySets(http, clock), assertionRules);
    }

    /**
     * How clients are told apart in requests, at every endpoint that wants to know: by one of assertion, secret, certificate, or for
     * public ones the code verifier.
     */
    @Bean
    List<AuthenticationConverter> clientConverters(
            TrustedClients clients, Limits limits, CallerAddress addresses, VerifierProperties properties) {
        var requests = new ClientRequests(clients);
        return List.of(
                new OneMethodOnly(),
                new ClientAssertionConverter(requests, limits),
                new ClientSecretConverter(requests, addresses),
                new ClientCertificateConverter(
                        requests, addresses, properties.proxy().clientCertificateHeader()),
                new PublicClientConverter(requests));
    }

    /** How confidential clients prove who they are. */
    @Bean
    ReplayGuard.Together clientAuthentication(
            TrustedClients clients,
            ClientSignatures signatures,
            OAuth2AuthorizationService authorizations,
            ReplayGuard replays,
            Throttle tokenPerClient,
            Clock clock) {
        var assertions = new JwtClientAssertionAuthenticationProvider(clients, authorizations);
        assertions.setJwtDecoderFactory(new ClientAssertions(clients, signatures, replays, clock));
        var secrets = new SecretAuthentication(
                clients, new ClientSecrets(), new ClientSecretAuthenticationProvider(clients, authorizations));
        var certificates = new X509ClientCertificateAuthenticationProvider(clients, authorizations);
        certificates.setCertificateVerifier(new ClientCertificates(clients, clock));
        return new ClientAuthentication(
                clients,
                Map.of(
                        ClientAssertionConverter.JWT_BEARER, ReadAssertion.provider(assertions),
                        ClientAuthenticationMethod.CLIENT_SECRET_BASIC, secrets,
                        ClientAuthenticationMethod.CLIENT_SECRET_POST, secrets,
                        ClientAuthenticationMethod.TLS_CLIENT_AUTH, certificates),
                tokenPerClient,
                replays);
    }

    /** RFC 7523bis and FAPI 2.0 §5.3.2.1 want the issuer alone as a string; clients in the field also send the token endpoint. */
    @Bean
    AssertionRules assertionRules(Surface surface, Tolerance tolerance, Limits limits) {
        var issuer = new Audiences(Set.of(surface.issuer().toString()), false);
        var audience = tolerance.strict() ? issuer : new Audiences(surface.tokenAudiences(), true);
        return new AssertionRules(limits, issuer, audience, tolerance.freshness());
    }

    @Bean
    AuthenticationProvider publicClientAuthentication(
            TrustedClients clients, OAuth2AuthorizationService authorizations) {
        return new PublicClientAuthentication(clients, new PublicClientAuthenticationProvider(clients, authorizations));
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
    Expiring worthless(ExpiringTables tables) {
        return tables.rows("used_once", "digest", "worthless_from");
    }
}
