package dev.verifier.server.grant;

import dev.verifier.server.audit.EventLog;
import dev.verifier.server.client.TrustedClients;
import dev.verifier.server.expiry.Expiring;
import dev.verifier.server.expiry.ExpiringTables;
import dev.verifier.server.key.SealedColumns;
import dev.verifier.server.token.Policy;
import dev.verifier.server.token.SubjectNames;
import dev.verifier.server.trust.Standing;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2RefreshTokenAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;
import org.springframework.security.web.authentication.AuthenticationConverter;

@Configuration(proxyBeanMethods = false)
class GrantConfiguration {

    @Bean
    GrantTable grantTable(JdbcClient database, SealedColumns columns) {
        return new GrantTable(database, columns);
    }

    @Bean
    AuthenticationConverter codeTokenRequests(Grants grants) {
        return new CodeTokenRequests(grants);
    }

    @Bean
    RevokedTokens revokedTokens(JdbcClient database) {
        return new RevokedTokens(database);
    }

    @Bean
    Grants grants(
            GrantTable table,
            RevokedTokens revoked,
            JwtDecoder accessTokens,
            TrustedClients clients,
            SubjectNames names,
            EventLog events) {
        return new Grants(table, revoked, accessTokens, new AuthorizationViews(clients, names), clients, events);
    }

    /** Writes down what was granted in a request: before it is told, and in the transaction of whoever tells it. */
    @Bean
    Consumer<HttpServletRequest> grantedHere() {
        return Grants::write;
    }

    @Bean
    AuthenticationProvider refresh(
            GrantTable table,
            Grants grants,
            OAuth2TokenGenerator<? extends OAuth2Token> tokens,
            Standing standing,
            Policy policy,
            Clock clock) {
        return new Refresh(
                new OAuth2RefreshTokenAuthenticationProvider(grants, tokens), table, grants, standing, policy, clock);
    }

    @Bean
    AuthenticationProvider revocation(GrantTable table, Grants grants, RevokedTokens revoked, EventLog events) {
        return new Revocation(table, grants, revoked, events);
    }

    @Bean
    Expiring grantsThatEnded(ExpiringTables tables) {
        return tables.rows("authorization_grant", "id", "ends_at");
    }

    @Bean
    Expiring tokensThatEnded(ExpiringTables tables) {
        return tables.rows("revoked_token", "digest", "worthless_from");
    }

    @Bean
    SessionGrants sessionGrants(GrantTable table) {
        return new SessionGrants(table);
    }
}
