package dev.verifier.server.authorize;

import dev.verifier.server.client.Resources;
import dev.verifier.server.client.TrustedClients;
import dev.verifier.server.configuration.Surface;
import dev.verifier.server.configuration.VerifierProperties;
import dev.verifier.server.dpop.PushedKeys;
import dev.verifier.server.error.ErrorAnswers;
import dev.verifier.server.limit.CallerAddress;
import dev.verifier.server.limit.Throttles;
import dev.verifier.server.page.Pages;
import dev.verifier.server.request.RequestSources;
import dev.verifier.server.token.IdTokenHints;
import java.util.function.Consumer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationValidator;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2PushedAuthorizationRequestAuthenticationProvider;
import org.springframework.security.web.authentication.AuthenticationConverter;

@Configuration(proxyBeanMethods = false)
class AuthorizeConfiguration {

    @Bean
    AuthorizationAnswers authorizationAnswers(
            TrustedClients clients, ErrorAnswers answers, Pages pages, Surface surface) {
        return new AuthorizationAnswers(clients, answers, pages, surface);
    }

    @Bean
    Consumer<OAuth2AuthorizationCodeRequestAuthenticationContext> authorizationRules(
            IdTokenHints hints, TrustedClients clients, Resources resources, VerifierProperties properties) {
        var queries = properties.drafts().credentialOidcBridgeQueries() != null;
        return new OAuth2AuthorizationCodeRequestAuthenticationValidator()
                .andThen(new ParameterRules(hints))
                .andThen(new ProfileRules(clients))
                .andThen(new ClientQueryRules(clients, queries))
                .andThen(new TransactionRules(clients))
                .andThen(new ResourceRules(clients, resources));
    }

    @Bean
    AuthenticationConverter pushedRequestConverter(
            TrustedClients clients, RequestSources sources, PushedKeys keys, Surface surface) {
        return new PushedRequestConverter(clients, sources, keys, surface);
    }

    /** What is pushed is judged as what is asked (RFC 9126 §2.1). */
    @Bean
    AuthenticationProvider pushedRequestRules(
            Consumer<OAuth2AuthorizationCodeRequestAuthenticationContext> authorizationRules) {
        var springs = new OAuth2PushedAuthorizationRequestAuthenticationProvider(new NothingGranted());
        springs.setAuthenticationValidator(authorizationRules);
        return springs;
    }

    @Bean
    PushedRequestAnswers pushedRequestAnswers(RequestSources sources, ErrorAnswers answers) {
        return new PushedRequestAnswers(sources, answers);
    }

    /** Where the form endpoints have theirs: behind the filter that makes paths canonical, in front of Spring Security. */
    @Bean
    FilterRegistrationBean<AuthorizationRequests> authorizationRequests(
            VerifierProperties properties,
            ErrorAnswers answers,
            AuthorizationAnswers authorization,
            TrustedClients clients,
            RequestSources sources,
            CallerAddress addresses,
            Throttles throttles,
            Surface surface) {
        var filter = new AuthorizationRequests(
                answers,
                authorization,
                new RequestForm(clients),
                sources,
                addresses,
                throttles.named("authorize-per-address", properties.limits().authorizePerAddress()),
                surface);
        var registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(-200);
        return registration;
    }
}
