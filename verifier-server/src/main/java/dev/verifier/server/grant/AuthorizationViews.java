package dev.verifier.server.grant;

import dev.verifier.server.client.TrustedClients;
import dev.verifier.server.dpop.KeyBinding;
import dev.verifier.server.dpop.ProvenKey;
import dev.verifier.server.token.SubjectNames;
import dev.verifier.server.token.TokenId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.oidc.IdTokenClaimNames;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;

/** What Spring is shown of a grant, from its row or from a token of it. Thread-safe. */
record AuthorizationViews(TrustedClients clients, SubjectNames names) {

    /** The grant; empty where its client left the list. */
    Optional<OAuth2Authorization.Builder> ofGrant(GrantTable.Row row, String presented) {
        return Optional.ofNullable(clients.findById(row.clientRegistration())).map(client -> {
            var builder = row.content().authorization(client, presented).id(row.id());
            var refresh = row.content().refresh();
            return refresh == null
                    ? builder
                    : keyed(builder, row.content().key())
                            .attribute(GrantContent.REFRESH, refresh)
                            .token(refresh.shown(presented), claims(facts(row.content(), client.getClientId())));
        });
    }

    private static OAuth2Authorization.Builder keyed(OAuth2Authorization.Builder builder, @Nullable String key) {
        return key == null ? builder : builder.attribute(KeyBinding.OF_REFRESH_TOKENS, key);
    }

    /** What is said of a refresh token where it is introspected (RFC 7662 §2.2). */
    private Map<String, Object> facts(GrantContent content, String clientId) {
        var facts = new HashMap<String, Object>();
        facts.put(OAuth2ParameterNames.SCOPE, List.copyOf(content.scopes()));
        clients.client(clientId).ifPresent(client -> facts.put(JwtClaimNames.SUB, names.of(content.subject(), client)));
        return facts;
    }

    /** The grant with this access token of it. */
    Optional<OAuth2Authorization> ofPerson(GrantTable.Row row, Jwt jwt, boolean revoked) {
        return ofGrant(row, "").map(builder -> accessToken(builder, jwt, revoked));
    }

    /** What a machine's token says of itself; empty where its client left the list. */
    Optional<OAuth2Authorization> ofMachine(Jwt jwt, boolean revoked) {
        return Optional.ofNullable(jwt.getClaimAsString(OAuth2ParameterNames.CLIENT_ID))
                .map(clients::findByClientId)
                .map(client -> accessToken(
                        OAuth2Authorization.withRegisteredClient(client)
                                .principalName(client.getClientId())
                                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS),
                        jwt,
                        revoked));
    }

    /** RFC 9068 §2.2.1: only a person's token has it. */
    static boolean isOfPerson(Jwt jwt) {
        return jwt.hasClaim(IdTokenClaimNames.AUTH_TIME);
    }

    static Optional<String> grant(Jwt jwt) {
        return TokenId.grant(jwt);
    }

    private static OAuth2Authorization accessToken(OAuth2Authorization.Builder builder, Jwt jwt, boolean revoked) {
        var scope = jwt.getClaimAsString(OAuth2ParameterNames.SCOPE);
        // RFC 9449 §6.2: one that is bound to a key is of its own type.
        var isBound = ProvenKey.in(jwt.getClaims()).isPresent();
        var token = new OAuth2AccessToken(
                isBound ? OAuth2AccessToken.TokenType.DPOP : OAuth2AccessToken.TokenType.BEARER,
                jwt.getTokenValue(),
                jwt.getIssuedAt(),
                jwt.getExpiresAt(),
                scope == null ? Set.of() : Set.of(scope.split(" ")));
        return builder.token(
                        token,
                        claims(jwt.getClaims())
                                .andThen(metadata ->
                                        metadata.put(OAuth2Authorization.Token.INVALIDATED_METADATA_NAME, revoked)))
                .build();
    }

    private static Consumer<Map<String, Object>> claims(Map<String, Object> claims) {
        return metadata -> metadata.put(OAuth2Authorization.Token.CLAIMS_METADATA_NAME, new HashMap<>(claims));
    }
}
