package dev.verifier.sample.office;

import java.util.List;
import java.util.Objects;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.client.endpoint.AbstractOAuth2AuthorizationGrantRequest;
import org.springframework.security.oauth2.client.endpoint.NimbusJwtClientAuthenticationParametersConverter;
import org.springframework.security.oauth2.client.endpoint.OAuth2AccessTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.client.endpoint.OAuth2RefreshTokenGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.RestClientRefreshTokenTokenResponseClient;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.SupplierClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.HttpSessionOAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** What Spring Security must be told to sign people in at Verifier. */
@Configuration(proxyBeanMethods = false)
class SignIn {

    /** Verifier's endpoints are in its metadata, which is read when the first person signs in: it need not be up before. */
    @Bean
    ClientRegistrationRepository registrations(Settings settings, ClientKey key) {
        return new SupplierClientRegistrationRepository(() -> new InMemoryClientRegistrationRepository(
                ClientRegistrations.fromIssuerLocation(settings.issuer().toString())
                        .registrationId(Settings.VERIFIER)
                        .clientId(key.did())
                        .clientAuthenticationMethod(ClientAuthenticationMethod.PRIVATE_KEY_JWT)
                        .redirectUri(settings.callback())
                        .scope("openid", "learcredential")
                        .build()));
    }

    /** Tokens end with the session they were got in. */
    @Bean
    OAuth2AuthorizedClientRepository authorizedClients() {
        return new HttpSessionOAuth2AuthorizedClientRepository();
    }

    @Bean
    OAuth2AccessTokenResponseClient<OAuth2AuthorizationCodeGrantRequest> codes(Settings settings, ClientKey key) {
        var client = new RestClientAuthorizationCodeTokenResponseClient();
        var assertions = SignIn.<OAuth2AuthorizationCodeGrantRequest>assertions(settings, key);
        client.addParametersConverter(request -> Objects.requireNonNull(assertions.convert(request)));
        return client;
    }

    @Bean
    OAuth2AccessTokenResponseClient<OAuth2RefreshTokenGrantRequest> refreshTokens(Settings settings, ClientKey key) {
        var client = new RestClientRefreshTokenTokenResponseClient();
        var assertions = SignIn.<OAuth2RefreshTokenGrantRequest>assertions(settings, key);
        client.addParametersConverter(request -> Objects.requireNonNull(assertions.convert(request)));
        return client;
    }

    /** RFC 7523 §2.2, addressed to the issuer, which no other server can use. */
    private static <T extends AbstractOAuth2AuthorizationGrantRequest>
            NimbusJwtClientAuthenticationParametersConverter<T> assertions(Settings settings, ClientKey key) {
        var assertions = new NimbusJwtClientAuthenticationParametersConverter<T>(_ -> key.jwk());
        assertions.setJwtClientAssertionCustomizer(context -> {
            context.getHeaders().algorithm(SignatureAlgorithm.ES256);
            context.getClaims().audience(List.of(settings.issuer().toString()));
        });
        return assertions;
    }

    /** ID tokens are signed with ES256; Spring's default is RS256. */
    @Bean
    JwtDecoderFactory<ClientRegistration> idTokens() {
        var decoders = new OidcIdTokenDecoderFactory();
        decoders.setJwsAlgorithmResolver(_ -> SignatureAlgorithm.ES256);
        return decoders;
    }

    @Bean
    SecurityFilterChain app(
            HttpSecurity http, ClientRegistrationRepository registrations, RequestObjects requests, Settings settings) {
        var asked = new DefaultOAuth2AuthorizationRequestResolver(registrations);
        asked.setAuthorizationRequestCustomizer(request -> request.parameters(requests::host));
        var signedOut = new OidcClientInitiatedLogoutSuccessHandler(registrations);
        signedOut.setPostLogoutRedirectUri(settings.home());
        return http.authorizeHttpRequests(pages -> pages.requestMatchers(
                                "/",
                                "/problem",
                                "/error",
                                "/app.css",
                                "/office.css",
                                "/icon.svg",
                                RequestObjects.PATH + "/*")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .oauth2Login(login -> login.loginPage("/")
                        .authorizationEndpoint(endpoint -> endpoint.authorizationRequestResolver(asked))
                        .redirectionEndpoint(endpoint -> endpoint.baseUri(Settings.CALLBACK))
                        .defaultSuccessUrl("/", true)
                        .failureUrl("/problem"))
                .logout(logout -> logout.logoutSuccessHandler(signedOut))
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(policy(settings)))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER)))
                .build();
    }

    /** No script at all; forms come here, and the one that signs out goes on to Verifier. */
    private static String policy(Settings settings) {
        return "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self' " + settings.issuer()
                + "; frame-ancestors 'none'; base-uri 'none'";
    }
}
