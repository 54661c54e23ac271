package dev.verifier.server.dpop;

import dev.verifier.jose.Limits;
import dev.verifier.server.client.ReplayGuard;
import dev.verifier.server.client.TrustedClients;
import dev.verifier.server.configuration.Surface;
import dev.verifier.server.configuration.VerifierProperties;
import dev.verifier.server.configuration.VerifierProperties.Tokens.DpopNonce;
import dev.verifier.server.error.ErrorAnswers;
import dev.verifier.server.error.OAuthFailures;
import dev.verifier.server.error.Refusal;
import dev.verifier.server.key.SharedSecrets;
import java.time.Clock;
import java.util.function.UnaryOperator;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.authentication.AuthenticationConverter;

@Configuration(proxyBeanMethods = false)
class DpopConfiguration {

    @Bean
    Nonces dpopNonces(VerifierProperties properties, SharedSecrets secrets) {
        var required = properties.tokens().dpopNonce() == DpopNonce.REQUIRED;
        return new Nonces(secrets.known("dpop-nonce"), required);
    }

    @Bean
    Proofs proofs(Limits limits, Nonces nonces, ReplayGuard replays, Surface surface, Clock clock) {
        return new Proofs(new ProofVerifier(limits, nonces), nonces, replays, surface, clock);
    }

    @Bean
    KeyBinding keyBinding() {
        return new KeyBinding();
    }

    @Bean
    PushedKeys pushedKeys(Proofs proofs) {
        return new PushedKeys(proofs);
    }

    /** Behind the filter that looks at forms, in front of Spring Security. */
    @Bean
    FilterRegistrationBean<TokenProofs> tokenProofs(Proofs proofs, OAuthFailures failures) {
        var registration = new FilterRegistrationBean<>(new TokenProofs(proofs, failures));
        registration.setOrder(-150);
        return registration;
    }

    /** What makes token requests of a form, made to know the key that was proved. */
    @Bean
    UnaryOperator<AuthenticationConverter> provenGrants(TrustedClients clients, Proofs proofs) {
        return grants -> new ProvenGrants(grants, clients, proofs);
    }

    @Bean
    AuthenticationEntryPoint accessTokenFailures(ErrorAnswers answers) {
        return new AccessTokenFailures(answers);
    }

    /** The scheme DPoP where access tokens are presented, in front of Spring's for the scheme Bearer. */
    @Bean
    AbstractHttpConfigurer<?, HttpSecurity> boundTokens(
            Proofs proofs, JwtDecoder accessTokens, AuthenticationEntryPoint accessTokenFailures) {
        var filter = new BoundTokens(proofs, new JwtAuthenticationProvider(accessTokens), accessTokenFailures);
        return new DpopScheme(filter);
    }

    private static final class DpopScheme extends AbstractHttpConfigurer<DpopScheme, HttpSecurity> {

        private final BoundTokens filter;

        private DpopScheme(BoundTokens filter) {
            this.filter = filter;
        }

        @Override
        public void configure(HttpSecurity http) {
            http.addFilterBefore(filter, BearerTokenAuthenticationFilter.class);
        }
    }

    /** RFC 9449 §7.2: with the scheme Bearer a token that is bound to a key is worth nothing. */
    @Bean
    Converter<Jwt, AbstractAuthenticationToken> bearerTokens() {
        var springs = new JwtAuthenticationConverter();
        return token -> {
            if (ProvenKey.in(token.getClaims()).isPresent()) {
                throw Refusal.ACCESS_TOKEN_BOUND.asException();
            }
            return springs.convert(token);
        };
    }
}
