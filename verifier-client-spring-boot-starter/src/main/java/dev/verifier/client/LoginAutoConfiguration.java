package dev.verifier.client;

import jakarta.servlet.DispatcherType;
import java.time.Clock;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.web.SecurityFilterChain;

/** A confidential client: people sign in to the application at {@code verifier.client.url}. */
@AutoConfiguration(
        after = ClientAutoConfiguration.class,
        before = ResourceServerAutoConfiguration.class,
        beforeName = {SpringBoot.CLIENT_CONFIGURATION, SpringBoot.CLIENT_CHAIN, SpringBoot.CLOSED_CHAIN})
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(
        value = HttpSecurity.class,
        name = {SpringBoot.OAUTH2_CLIENT, SpringBoot.DEFAULT_WEB_SECURITY})
@ConditionalOnProperty("verifier.client.url")
@Import(LoginTokens.class)
class LoginAutoConfiguration {

    @Bean
    RequestObjects verifierRequestObjects(ClientProperties properties, ClientKey key, ObjectProvider<Clock> clocks) {
        return new RequestObjects(
                key,
                properties.requiredIssuer(),
                properties.requiredUrl() + ClientEndpoints.REQUESTS,
                clocks.getIfAvailable(Clock::systemUTC));
    }

    @Bean
    ClientEndpoints verifierClientEndpoints(RequestObjects requests, ClientKey key) {
        return new ClientEndpoints(requests, key);
    }

    @Bean
    SignOutPage verifierSignOutPage() {
        return new SignOutPage();
    }

    @Bean
    Registration verifierRegistration(ClientKey key, ClientProperties properties) {
        var registration = Registration.of(key, properties);
        var file = properties.login().registration();
        if (file != null) {
            registration.write(file);
        }
        return registration;
    }

    @Bean
    SignIn verifierSignIn(
            ClientProperties properties,
            ClientRegistrationRepository registrations,
            RequestObjects requests,
            ClientKey key) {
        var login = properties.login();
        Consumer<Map<String, Object>> form = switch (login.request()) {
            case HOSTED -> requests::host;
            case BY_VALUE -> requests::include;
            case PUSHED ->
                new PushedRequests(registrations, requests, new Assertions(key, properties.requiredIssuer()))::push;
            case PLAIN -> parameters -> {};
        };
        return new SignIn(registrations, form, login.callback(), properties.requiredUrl() + login.signedOut());
    }

    /** Verifier has no session here, and takes none away. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    SecurityFilterChain verifierClientEndpointsChain(HttpSecurity http) throws Exception {
        return http.securityMatcher(ClientEndpoints.REQUESTS + "/*", ClientEndpoints.KEYS)
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .build();
    }

    /** Where the application has no chain of its own, everything but what is open wants somebody who has signed in. */
    @Configuration(proxyBeanMethods = false)
    @DefaultWebSecurity
    static class Chain {

        /** Whoever comes with a token of a resource server's is served, too. */
        @Bean
        @Order(0)
        SecurityFilterChain verifierLogin(
                HttpSecurity http, SignIn signIn, ClientProperties properties, ObjectProvider<AccessTokens> tokens)
                throws Exception {
            var accepted = tokens.getIfAvailable();
            if (accepted != null) {
                http.oauth2ResourceServer(accepted::accept);
            }
            return http.authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                            .permitAll()
                            .requestMatchers(properties.open().toArray(String[]::new))
                            .permitAll()
                            .anyRequest()
                            .authenticated())
                    .oauth2Login(signIn::login)
                    .logout(signIn::logout)
                    .build();
        }
    }
}
