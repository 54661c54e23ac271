package dev.verifier.client;

import java.net.URI;
import java.time.Clock;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.client.endpoint.OAuth2ClientCredentialsGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientClientCredentialsTokenResponseClient;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.reactive.function.client.WebClient;

/** A machine: gets tokens for the credential of {@code verifier.client.machine.credential}. */
@AutoConfiguration(after = ClientAutoConfiguration.class)
@ConditionalOnProperty("verifier.client.machine.credential")
class MachineAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    MachineTokens verifierMachineTokens(ClientProperties properties, ClientKey key, ObjectProvider<Clock> clocks) {
        var clock = clocks.getIfAvailable(Clock::systemUTC);
        var issuer = properties.requiredIssuer();
        var credential = new MachineCredential(
                Objects.requireNonNull(properties.machine().credential()), key, issuer);
        credential.read();
        return new MachineTokens(
                source(properties, key, issuer, credential, clock),
                properties.machine().renewBefore(),
                clock);
    }

    /** Verifier's endpoints are in its metadata, which is read when the first token is wanted: it need not be up before. */
    private static Supplier<OAuth2AccessToken> source(
            ClientProperties properties, ClientKey key, URI issuer, MachineCredential credential, Clock clock) {
        var registration = SingletonSupplier.of(() -> registration(properties, key, issuer));
        var client = TokenEndpoint.asked(
                new RestClientClientCredentialsTokenResponseClient(),
                new Assertions(key, issuer)
                        .<OAuth2ClientCredentialsGrantRequest>saying(
                                claims -> claims.claim("vp_token", credential.presentation(clock.instant()))));
        return () -> client.getTokenResponse(new OAuth2ClientCredentialsGrantRequest(registration.obtain()))
                .getAccessToken();
    }

    private static ClientRegistration registration(ClientProperties properties, ClientKey key, URI issuer) {
        return ClientRegistrations.fromIssuerLocation(issuer.toString())
                .registrationId("verifier-machine")
                .clientId(key.clientId())
                .clientAuthenticationMethod(ClientAuthenticationMethod.PRIVATE_KEY_JWT)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .scope(properties.machine().scopes())
                .build();
    }

    /** For applications that call with {@code WebClient}. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(WebClient.class)
    static class Reactive {

        @Bean
        @ConditionalOnMissingBean
        MachineTokenFilter verifierMachineTokenFilter(MachineTokens tokens) {
            return new MachineTokenFilter(tokens);
        }
    }
}
