package dev.verifier.client;

import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.authority.mapping.GrantedAuthoritiesMapper;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.endpoint.OAuth2AccessTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.client.endpoint.OAuth2RefreshTokenGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.RestClientRefreshTokenTokenResponseClient;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.SupplierClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.HttpSessionOAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.client.web.client.OAuth2ClientHttpRequestInterceptor;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;

/** What Spring Security must be told to get tokens for people: where, as whom, and how they are signed. */
@Configuration(proxyBeanMethods = false)
class LoginTokens {

    /** Spring Security 7 does it unasked, 6.5 for clients without a secret only. */
    private static final ClientRegistration.ClientSettings WITH_PKCE =
            ClientRegistration.ClientSettings.builder().requireProofKey(true).build();

    /** Verifier's endpoints are in its metadata, which is read when the first person signs in: it need not be up before. */
    @Bean
    @ConditionalOnMissingBean
    ClientRegistrationRepository verifierClientRegistrations(ClientProperties properties, ClientKey key) {
        var issuer = properties.requiredIssuer().toString();
        var callback = properties.requiredUrl() + properties.login().callback();
        return new SupplierClientRegistrationRepository(
                () -> new InMemoryClientRegistrationRepository(ClientRegistrations.fromIssuerLocation(issuer)
                        .registrationId(SignIn.VERIFIER)
                        .clientId(key.clientId())
                        .clientAuthenticationMethod(ClientAuthenticationMethod.PRIVATE_KEY_JWT)
                        .redirectUri(callback)
                        .scope(properties.login().scopes())
                        .clientSettings(WITH_PKCE)
                        .build()));
    }

    /** Tokens end with the session they were got in. */
    @Bean
    @ConditionalOnMissingBean
    OAuth2AuthorizedClientRepository verifierAuthorizedClients() {
        return new HttpSessionOAuth2AuthorizedClientRepository();
    }

    @Bean
    OAuth2AccessTokenResponseClient<OAuth2AuthorizationCodeGrantRequest> verifierCodes(
            ClientProperties properties, ClientKey key) {
        return TokenEndpoint.asked(
                new RestClientAuthorizationCodeTokenResponseClient(),
                new Assertions(key, properties.requiredIssuer()).plain());
    }

    @Bean
    OAuth2AccessTokenResponseClient<OAuth2RefreshTokenGrantRequest> verifierRefreshTokens(
            ClientProperties properties, ClientKey key) {
        return TokenEndpoint.asked(
                new RestClientRefreshTokenTokenResponseClient(),
                new Assertions(key, properties.requiredIssuer()).plain());
    }

    /** ID tokens are signed with ES256; Spring's default is RS256. */
    @Bean
    @ConditionalOnMissingBean
    JwtDecoderFactory<ClientRegistration> verifierIdTokens() {
        var decoders = new OidcIdTokenDecoderFactory();
        decoders.setJwsAlgorithmResolver(registration -> SignatureAlgorithm.ES256);
        return decoders;
    }

    @Bean
    @ConditionalOnMissingBean
    GrantedAuthoritiesMapper verifierPersonPowers(ClientProperties properties) {
        return new PersonPowers(new Powers(properties.resourceServer().domain()));
    }

    /** Sends the token of whoever has signed in along with what a {@code RestClient} sends; refreshed when it is time for it. */
    @Bean
    @ConditionalOnMissingBean
    OAuth2ClientHttpRequestInterceptor verifierPersonToken(
            OAuth2AuthorizedClientManager manager, OAuth2AuthorizedClientRepository clients) {
        var interceptor = new OAuth2ClientHttpRequestInterceptor(manager);
        interceptor.setClientRegistrationIdResolver(request -> SignIn.VERIFIER);
        interceptor.setAuthorizationFailureHandler(
                OAuth2ClientHttpRequestInterceptor.authorizationFailureHandler(clients));
        return interceptor;
    }
}
