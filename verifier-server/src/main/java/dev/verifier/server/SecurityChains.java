package dev.verifier.server;

import dev.verifier.server.authorize.AuthorizationAnswers;
import dev.verifier.server.authorize.PushedRequestAnswers;
import dev.verifier.server.configuration.Surface;
import dev.verifier.server.error.OAuthFailures;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.core.oidc.OidcUserInfo;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.oidc.authentication.OidcUserInfoAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2AuthorizationCodeRequestAuthenticationConverter;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2RefreshTokenAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationConverter;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AuthenticationConverter;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.DelegatingAuthenticationConverter;
import org.springframework.security.web.context.SecurityContextRepository;

/**
 * The doors, and the only place where they are wired. The first is for clients, the second for people who sign in, the third for
 * tokens of ours: exactly the endpoints named here and, behind the token endpoint, exactly the grants named here; whatever else
 * Spring could do has no door. The last is for everybody and leads to what is public anyway, and to what wallets and waiting
 * browsers reach by secrets of their own.
 */
@Configuration(proxyBeanMethods = false)
class SecurityChains {

    private static final Set<Class<?>> GRANTS = Set.of(
            OAuth2AuthorizationCodeAuthenticationProvider.class, OAuth2ClientCredentialsAuthenticationProvider.class);

    @Bean
    AuthorizationServerSettings authorizationServerSettings(Surface surface) {
        return AuthorizationServerSettings.builder()
                .issuer(surface.issuer().toString())
                .authorizationEndpoint(Surface.AUTHORIZE)
                .pushedAuthorizationRequestEndpoint(Surface.PAR)
                .tokenEndpoint(Surface.TOKEN)
                .tokenIntrospectionEndpoint(Surface.INTROSPECT)
                .oidcUserInfoEndpoint(Surface.USERINFO)
                .tokenRevocationEndpoint(Surface.REVOKE)
                .jwkSetEndpoint(Surface.JWKS)
                .build();
    }

    /** Not even wrapped, each filter by itself: {@code management.observations} alone would make an observation of each and drop it. */
    @Bean
    SecurityObservationSettings securityObservations() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    @Order(1)
    SecurityFilterChain clients(
            HttpSecurity http,
            OAuthFailures failures,
            @Qualifier("clientConverters") List<AuthenticationConverter> clients,
            @Qualifier("clientProviders") List<AuthenticationProvider> proofs,
            @Qualifier("codeTokenRequests") AuthenticationConverter codeRequests,
            @Qualifier("pushedRequestConverter") AuthenticationConverter pushedRequests,
            @Qualifier("pushedRequestRules") AuthenticationProvider pushedRules,
            PushedRequestAnswers pushedAnswers,
            @Qualifier("machineTokenRequests") AuthenticationConverter machineRequests,
            @Qualifier("refresh") AuthenticationProvider refresh,
            @Qualifier("revocation") AuthenticationProvider revocation,
            UnaryOperator<AuthenticationConverter> provenGrants,
            @Qualifier("introspection") AuthenticationProvider introspection,
            @Qualifier("tokenIssued") AuthenticationSuccessHandler issued) {
        return http.securityMatcher(Surface.TOKEN, Surface.PAR, Surface.INTROSPECT, Surface.REVOKE, Surface.JWKS)
                .oauth2AuthorizationServer(server -> server.clientAuthentication(
                                client -> client.authenticationConverters(converters -> replace(converters, clients))
                                        .authenticationProviders(providers -> replace(providers, proofs))
                                        .errorResponseHandler(failures))
                        .pushedAuthorizationRequestEndpoint(push -> push.pushedAuthorizationRequestConverters(
                                        converters -> replace(converters, List.of(pushedRequests)))
                                .authenticationProviders(providers -> replace(providers, List.of(pushedRules)))
                                .pushedAuthorizationResponseHandler(pushedAnswers)
                                .errorResponseHandler(pushedAnswers))
                        .tokenEndpoint(token -> token.accessTokenRequestConverters(converters -> replace(
                                        converters,
                                        List.of(provenGrants.apply(new DelegatingAuthenticationConverter(
                                                codeRequests,
                                                new OAuth2RefreshTokenAuthenticationConverter(),
                                                machineRequests)))))
                                .authenticationProviders(providers -> {
                                    providers.removeIf(grant -> !GRANTS.contains(grant.getClass()));
                                    providers.add(refresh);
                                })
                                .accessTokenResponseHandler(issued)
                                .errorResponseHandler(failures))
                        .tokenRevocationEndpoint(revoke -> revoke.authenticationProviders(
                                        providers -> replace(providers, List.of(revocation)))
                                .errorResponseHandler(failures))
                        .tokenIntrospectionEndpoint(introspect -> introspect
                                .authenticationProviders(providers -> replace(providers, List.of(introspection)))
                                .errorResponseHandler(failures)))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .exceptionHandling(handling -> handling.authenticationEntryPoint(failures))
                .requestCache(AbstractHttpConfigurer::disable)
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain people(
            HttpSecurity http,
            AuthorizationAnswers answers,
            @Qualifier("sessionAnswers") AuthenticationSuccessHandler signedIn,
            Consumer<OAuth2AuthorizationCodeRequestAuthenticationContext> authorizationRules,
            @Qualifier("loginContexts") SecurityContextRepository logins,
            @Qualifier("loginEntryPoint") AuthenticationEntryPoint login) {
        return http.securityMatcher(Surface.AUTHORIZE)
                .oauth2AuthorizationServer(server -> server.authorizationEndpoint(endpoint ->
                        endpoint.authorizationRequestConverters(converters -> replace(
                                        converters,
                                        List.of(new OAuth2AuthorizationCodeRequestAuthenticationConverter())))
                                .authenticationProviders(providers -> providers.forEach(provider -> {
                                    if (provider
                                            instanceof OAuth2AuthorizationCodeRequestAuthenticationProvider requests) {
                                        requests.setAuthenticationValidator(authorizationRules);
                                    }
                                }))
                                .authorizationResponseHandler(signedIn)
                                .errorResponseHandler(answers)))
                .securityContext(context -> context.securityContextRepository(logins))
                .csrf(AbstractHttpConfigurer::disable)
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .exceptionHandling(handling -> handling.authenticationEntryPoint(login))
                .requestCache(AbstractHttpConfigurer::disable)
                .build();
    }

    @Bean
    @Order(3)
    SecurityFilterChain resources(
            HttpSecurity http,
            JwtDecoder accessTokens,
            @Qualifier("accessTokenFailures") AuthenticationEntryPoint failures,
            Converter<Jwt, AbstractAuthenticationToken> bearerTokens,
            @Qualifier("boundTokens") AbstractHttpConfigurer<?, HttpSecurity> boundTokens,
            Function<OidcUserInfoAuthenticationContext, OidcUserInfo> userInfo) {
        return http.securityMatcher(Surface.USERINFO)
                .oauth2AuthorizationServer(server -> server.oidc(oidc -> oidc.userInfoEndpoint(
                        endpoint -> endpoint.userInfoMapper(userInfo).errorResponseHandler(failures::commence))))
                .oauth2ResourceServer(resource -> resource.jwt(
                                jwt -> jwt.decoder(accessTokens).jwtAuthenticationConverter(bearerTokens))
                        // Otherwise Spring takes whichever converter is a bean, and ours are for clients.
                        .authenticationConverter(new BearerTokenAuthenticationConverter())
                        .authenticationEntryPoint(failures))
                .with(boundTokens, Customizer.withDefaults())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .exceptionHandling(handling -> handling.authenticationEntryPoint(failures))
                .requestCache(AbstractHttpConfigurer::disable)
                .build();
    }

    @Bean
    @Order(4)
    SecurityFilterChain everybody(HttpSecurity http) {
        return http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .anonymous(AbstractHttpConfigurer::disable)
                .build();
    }

    private static <T> void replace(List<T> defaults, List<? extends T> ours) {
        defaults.clear();
        defaults.addAll(ours);
    }
}
