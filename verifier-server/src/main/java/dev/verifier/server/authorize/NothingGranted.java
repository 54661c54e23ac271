package dev.verifier.server.authorize;

import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;

/** For Spring's look at pushed requests, which would keep them among the grants: where it puts them there is nothing. Stateless. */
final class NothingGranted implements OAuth2AuthorizationService {

    @Override
    public void save(OAuth2Authorization authorization) {
        // A request that was pushed is kept with the other requests, and grants nothing.
    }

    @Override
    public void remove(OAuth2Authorization authorization) {
        // Nothing is there.
    }

    @Override
    public @Nullable OAuth2Authorization findById(String id) {
        return null;
    }

    @Override
    public @Nullable OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType tokenType) {
        return null;
    }
}
