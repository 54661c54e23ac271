package dev.verifier.sample.office;

import java.time.Clock;
import org.springframework.security.oauth2.client.OAuth2AuthorizeRequest;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.stereotype.Component;

/** Refreshing before its time. Spring Security does it when a token ends; so it is told that this one has. Thread-safe. */
@Component
class FreshTokens {

    private final OAuth2AuthorizedClientManager manager;
    private final Clock clock;

    FreshTokens(OAuth2AuthorizedClientManager manager, Clock clock) {
        this.manager = manager;
        this.clock = clock;
    }

    /** Asks for tokens in place of these; they are kept in the session, and an ID token that does not fit the login is refused. */
    void instead(OAuth2AuthorizedClient client, OAuth2AuthenticationToken login) {
        manager.authorize(OAuth2AuthorizeRequest.withAuthorizedClient(ended(client))
                .principal(login)
                .build());
    }

    private OAuth2AuthorizedClient ended(OAuth2AuthorizedClient client) {
        var token = client.getAccessToken();
        var now = clock.instant();
        return new OAuth2AuthorizedClient(
                client.getClientRegistration(),
                client.getPrincipalName(),
                new OAuth2AccessToken(
                        token.getTokenType(), token.getTokenValue(), now.minusSeconds(1), now, token.getScopes()),
                client.getRefreshToken());
    }
}
