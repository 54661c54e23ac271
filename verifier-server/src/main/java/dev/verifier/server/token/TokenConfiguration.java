package dev.verifier.server.token;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import dev.verifier.server.audit.EventLog;
import dev.verifier.server.client.Resources;
import dev.verifier.server.client.TrustedClients;
import dev.verifier.server.compatibility.Tolerance;
import dev.verifier.server.configuration.Surface;
import dev.verifier.server.configuration.VerifierProperties;
import dev.verifier.server.dpop.KeyBinding;
import dev.verifier.server.key.KeyRing;
import dev.verifier.server.key.SharedSecrets;
import dev.verifier.server.profile.CredentialProfiles;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenIntrospectionAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.token.DelegatingOAuth2TokenGenerator;
import org.springframework.security.oauth2.server.authorization.token.JwtGenerator;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;

@Configuration(proxyBeanMethods = false)
class TokenConfiguration {

    @Bean
    OAuth2TokenGenerator<? extends OAuth2Token> tokenGenerator(
            KeyRing ring,
            TrustedClients clients,
            Resources resources,
            Tolerance tolerance,
            VerifierProperties properties,
            SubjectNames names,
            SharedSecrets secrets,
            SecureRandom random,
            EventLog events,
            KeyBinding binding,
            Clock clock) {
        var generator = new JwtGenerator(new TokenEncoder(ring, clock));
        generator.setClock(clock);
        generator.setJwtCustomizer(new TokenClaims(
                new AccessTokenClaims(clients, names, binding, resources, properties.tenant()),
                new IdTokenClaims(
                        clients,
                        names,
                        properties.tokens().idTokenLifetime(),
                        properties.drafts().credentialOidcBridge() != null),
                tolerance.accessTokenType()));
        var refreshKey = secrets.known("refresh");
        return new DelegatingOAuth2TokenGenerator(
                generator, new RefreshTokens(clients, refreshKey, random, events, clock));
    }

    @Bean
    SubjectNames subjectNames(VerifierProperties properties, CredentialProfiles profiles, SharedSecrets secrets) {
        return new SubjectNames(properties.tokens().subject(), profiles, secrets.known("pairwise"));
    }

    @Bean
    Policy policy(TrustedClients clients, CredentialProfiles profiles) {
        return new Policy(clients, profiles);
    }

    /** Access tokens of ours, as the endpoints that take them read them. */
    @Bean
    JwtDecoder accessTokens(JWKSource<SecurityContext> keySource, Surface surface, Tolerance tolerance, Clock clock) {
        var decoder = NimbusJwtDecoder.withJwkSource(keySource)
                .jwsAlgorithm(SignatureAlgorithm.ES256)
                .build();
        var times = new JwtTimestampValidator(Duration.ZERO);
        times.setClock(clock);
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                times,
                new JwtIssuerValidator(surface.issuer().toString()),
                new JwtTypeValidator(List.of(tolerance.accessTokenType()))));
        return decoder;
    }

    @Bean
    IdTokenHints idTokenHints(
            JWKSource<SecurityContext> keySource, Surface surface, TrustedClients clients, SubjectNames names) {
        return new IdTokenHints(keySource, surface.issuer().toString(), clients, names);
    }

    @Bean
    UserInfo userInfo(TrustedClients clients, SubjectNames names, VerifierProperties properties) {
        return new UserInfo(clients, names, properties.drafts().credentialOidcBridge() != null);
    }

    @Bean
    AuthenticationSuccessHandler tokenIssued(EventLog events) {
        return new TokenIssued(events);
    }

    @Bean
    Introspection introspection(TrustedClients clients, OAuth2AuthorizationService authorizations, EventLog events) {
        return new Introspection(new OAuth2TokenIntrospectionAuthenticationProvider(clients, authorizations), events);
    }
}
