package dev.verifier.server;

import dev.verifier.server.configuration.Surface;
import dev.verifier.server.error.OAuthFailures;
import java.util.List;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AuthenticationConverter;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;

/**
 * The doors, and the only place where they are wired. The first is for clients: exactly the endpoints named here and, behind the
 * token endpoint, exactly the grants named here; whatever else Spring could do has no door. The second is for everybody and leads
 * to what is public anyway.
 */
@Configuration(proxyBeanMethods = false)
class SecurityChains {

    @Bean
    AuthorizationServerSettings authorizationServerSettings(Surface surface) {
        return AuthorizationServerSettings.builder()
                .issuer(surface.issuer().toString())
                .tokenEndpoint(Surface.TOKEN)
                .tokenIntrospectionEndpoint(Surface.INTROSPECT)
                .jwkSetEndpoint(Surface.JWKS)
                .build();
    }

    @Bean
    @Order(1)
    SecurityFilterChain clients(
            HttpSecurity http,
            OAuthFailures failures,
            @Qualifier("clientAssertionConverter") AuthenticationConverter assertions,
            @Qualifier("machineAuthentication") AuthenticationProvider machines,
            @Qualifier("machineTokenRequests") AuthenticationConverter machineRequests,
            @Qualifier("introspection") AuthenticationProvider introspection,
            AuthenticationSuccessHandler issued) {
        return http.securityMatcher(Surface.TOKEN, Surface.INTROSPECT, Surface.JWKS)
                .oauth2AuthorizationServer(server -> server.clientAuthentication(
                                client -> client.authenticationConverters(converters -> replace(converters, assertions))
                                        .authenticationProviders(providers -> replace(providers, machines))
                                        .errorResponseHandler(failures))
                        .tokenEndpoint(token -> token.accessTokenRequestConverters(
                                        converters -> replace(converters, machineRequests))
                                .authenticationProviders(providers -> providers.removeIf(
                                        grant -> !(grant instanceof OAuth2ClientCredentialsAuthenticationProvider)))
                                .accessTokenResponseHandler(issued)
                                .errorResponseHandler(failures))
                        .tokenIntrospectionEndpoint(introspect -> introspect
                                .authenticationProviders(providers -> replace(providers, introspection))
                                .errorResponseHandler(failures)))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .exceptionHandling(handling -> handling.authenticationEntryPoint(failures))
                .requestCache(AbstractHttpConfigurer::disable)
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain everybody(HttpSecurity http) {
        return http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .anonymous(AbstractHttpConfigurer::disable)
                .build();
    }

    private static <T> void replace(List<T> defaults, T ours) {
        defaults.clear();
        defaults.add(ours);
    }
}
