package dev.verifier.client;

import jakarta.servlet.DispatcherType;
import java.util.Objects;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.web.SecurityFilterChain;

/** A resource server: accepts tokens for {@code verifier.client.resource-server.audience}. */
@AutoConfiguration(
        after = ClientAutoConfiguration.class,
        beforeName = {
            SpringBoot.RESOURCE_SERVER_CONFIGURATION,
            SpringBoot.RESOURCE_SERVER_CHAIN,
            SpringBoot.CLOSED_CHAIN
        })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(
        value = {JwtAuthenticationConverter.class, EnableMethodSecurity.class},
        name = SpringBoot.DEFAULT_WEB_SECURITY)
@ConditionalOnProperty("verifier.client.resource-server.audience")
class ResourceServerAutoConfiguration {

    @Bean
    AccessTokens verifierAccessTokens(ClientProperties properties) {
        var settings = properties.resourceServer();
        return new AccessTokens(properties.requiredIssuer(), Objects.requireNonNull(settings.audience()), settings);
    }

    @Bean
    @ConditionalOnMissingBean
    JwtDecoder verifierJwtDecoder(AccessTokens tokens) {
        return tokens.decoder();
    }

    /** Spring Security finds it, and so do chains that say no more than {@code jwt(withDefaults())}. */
    @Bean
    @ConditionalOnMissingBean
    JwtAuthenticationConverter verifierJwtAuthenticationConverter(AccessTokens tokens) {
        return tokens.authorities();
    }

    /** Where the application has no chain of its own, everything but what is open wants a token. */
    @Configuration(proxyBeanMethods = false)
    @DefaultWebSecurity
    static class Chain {

        @Bean
        @Order(0)
        SecurityFilterChain verifierApi(HttpSecurity http, AccessTokens tokens, ClientProperties properties)
                throws Exception {
            return http.authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                            .permitAll()
                            .requestMatchers(properties.open().toArray(String[]::new))
                            .permitAll()
                            .anyRequest()
                            .authenticated())
                    .cors(Customizer.withDefaults())
                    .oauth2ResourceServer(tokens::accept)
                    .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                    .build();
        }
    }

    /** So that {@code @PreAuthorize} works. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingBean(name = "preAuthorizeAuthorizationMethodInterceptor")
    @EnableMethodSecurity
    static class Methods {}
}
