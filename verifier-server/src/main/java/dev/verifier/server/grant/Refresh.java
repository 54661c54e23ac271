package dev.verifier.server.grant;

import dev.verifier.server.error.Refusal;
import dev.verifier.server.profile.ClientQuery;
import dev.verifier.server.token.Policy;
import dev.verifier.server.trust.Standing;
import dev.verifier.server.trust.StandingReading;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2RefreshTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/**
 * Spring's refresh (RFC 6749 §6), for tokens that were not used before (RFC 9700 §4.14.2), and credentials that still stand and still
 * are what the client requires. A
 * token that comes twice, or from another client, is in the wrong hands: then everything ends that was granted with it. Decorates
 * Spring's provider. Thread-safe.
 */
final class Refresh implements AuthenticationProvider {

    private final AuthenticationProvider springs;
    private final GrantTable table;
    private final Grants grants;
    private final Standing standing;
    private final Policy policy;
    private final Clock clock;

    Refresh(
            AuthenticationProvider springs,
            GrantTable table,
            Grants grants,
            Standing standing,
            Policy policy,
            Clock clock) {
        this.springs = springs;
        this.table = table;
        this.grants = grants;
        this.standing = standing;
        this.policy = policy;
        this.clock = clock;
    }

    @Override
    public @Nullable Authentication authenticate(Authentication authentication) {
        var asked = (OAuth2RefreshTokenAuthenticationToken) authentication;
        var client = asked.getPrincipal() instanceof OAuth2ClientAuthenticationToken caller && caller.isAuthenticated()
                ? caller.getRegisteredClient()
                : null;
        if (client == null) {
            throw Refusal.CLIENT_AUTHENTICATION_MISSING.asException();
        }
        if (!client.getAuthorizationGrantTypes().contains(AuthorizationGrantType.REFRESH_TOKEN)) {
            throw Refusal.GRANT_NOT_REGISTERED.asException();
        }
        var at = clock.instant();
        var row = requireGood(asked, client, at);
        requireStanding(row, at);
        requireWanted(row, client);
        return springs.authenticate(asked);
    }

    /** The grant, if this token of it may be exchanged by this client. */
    private GrantTable.Row requireGood(
            OAuth2RefreshTokenAuthenticationToken asked, RegisteredClient client, Instant at) {
        var token = asked.getRefreshToken();
        var row = table.byRefreshToken(token).orElseThrow(Refusal.REFRESH_TOKEN_INVALID::asException);
        var family = Objects.requireNonNull(row.content().refresh());
        if (!row.clientRegistration().equals(client.getId())) {
            grants.end(row, "another_client", client.getClientId());
            throw Refusal.REFRESH_TOKEN_INVALID.asException();
        }
        if (family.hasEnded(at)) {
            throw Refusal.REFRESH_TOKEN_INVALID.asException();
        }
        if (!family.takes(TokenDigest.ofPresented(token), at)) {
            grants.end(row, "refresh_token_replayed", client.getClientId());
            throw Refusal.REFRESH_TOKEN_INVALID.asException();
        }
        if (!row.content().scopes().containsAll(asked.getScopes())) {
            throw Refusal.SCOPE_NOT_GRANTED.asException();
        }
        return row;
    }

    /** Access ends when the credential ends; not knowing ends nothing and grants nothing. */
    private void requireStanding(GrantTable.Row row, Instant at) {
        switch (standing.read(row.content().subject().believed(), at)) {
            case StandingReading.Stands() -> {}
            case StandingReading.Unknown(var why) -> throw Refusal.unavailable(why);
            case StandingReading.Fell(var why) -> {
                grants.end(row, why.code(), "");
                throw Refusal.invalidGrant(why);
            }
        }
    }

    /** What the client and its profiles require may be more than when the person signed in. It may become less again: nothing ends. */
    private void requireWanted(GrantTable.Row row, RegisteredClient client) {
        var content = row.content();
        var asked = ClientQuery.ofGranted(content.parameters().get(ClientQuery.PARAMETER))
                .narrowed(policy.clients().asked(client.getClientId(), content.scopes()));
        switch (policy.admit(content.subject(), client.getClientId(), asked)) {
            case Policy.Admission.Missed(var why) -> throw Refusal.invalidGrant(why);
            case Policy.Admission.Admitted(var person) -> {
                if (!person.equals(content.subject())) {
                    throw Refusal.GRANT_INVALID.asException(); // now another credential would say who it is
                }
            }
        }
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return OAuth2RefreshTokenAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
