package dev.verifier.server.grant;

import dev.verifier.server.client.TrustedClients;
import dev.verifier.server.error.Refusal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.oidc.IdTokenClaimNames;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import tools.jackson.databind.json.JsonMapper;

/**
 * Spring's view of authorizations. A person's grant is one row, written only over the version that was read: of several who
 * redeem a code at once exactly one succeeds. A machine's grant leaves nothing behind: what its token is worth is read from the
 * token, under our signature. Thread-safe.
 */
final class Grants implements OAuth2AuthorizationService {

    private static final String VERSION = Grants.class.getName() + ".version";
    private static final String SELECT =
            "select id, version, client_registration, content from authorization_grant where ";

    private final JsonMapper json = new JsonMapper();
    private final JdbcClient database;
    private final JwtDecoder accessTokens;
    private final TrustedClients clients;

    /**
     * @param accessTokens for tokens of ours
     * @param clients a token of a client that left the list is worth nothing
     */
    Grants(JdbcClient database, JwtDecoder accessTokens, TrustedClients clients) {
        this.database = database;
        this.accessTokens = accessTokens;
        this.clients = clients;
    }

    private record Row(String id, int version, String clientRegistration, String content) {}

    @Override
    public void save(OAuth2Authorization authorization) {
        if (AuthorizationGrantType.CLIENT_CREDENTIALS.equals(authorization.getAuthorizationGrantType())) {
            return;
        }
        var content = GrantContent.of(authorization);
        Integer version = authorization.getAttribute(VERSION);
        if (version == null) {
            insert(authorization, content);
        } else if (update(authorization.getId(), version, content) == 0) {
            // RFC 6749 §4.1.2: somebody else was faster with the same code.
            throw Refusal.GRANT_INVALID.asException();
        }
    }

    private void insert(OAuth2Authorization authorization, GrantContent content) {
        database.sql("""
                        insert into authorization_grant
                            (id, version, client_registration, code_digest, access_token_digest, content, ends_at)
                        values (?, 0, ?, ?, ?, ?, ?)""")
                .param(authorization.getId())
                .param(authorization.getRegisteredClientId())
                .param(hex(content.code()))
                .param(hex(content.accessToken()))
                .param(json.writeValueAsString(content))
                .param(content.endsAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    private int update(String id, int version, GrantContent content) {
        return database.sql("""
                        update authorization_grant
                        set version = version + 1, code_digest = ?, access_token_digest = ?, content = ?, ends_at = ?
                        where id = ? and version = ?""")
                .param(hex(content.code()))
                .param(hex(content.accessToken()))
                .param(json.writeValueAsString(content))
                .param(content.endsAt().atOffset(ZoneOffset.UTC))
                .param(id)
                .param(version)
                .update();
    }

    private static @Nullable String hex(@Nullable RememberedToken token) {
        return token == null ? null : token.digest().hex();
    }

    @Override
    public void remove(OAuth2Authorization authorization) {
        database.sql("delete from authorization_grant where id = ?")
                .param(authorization.getId())
                .update();
    }

    @Override
    public @Nullable OAuth2Authorization findById(String id) {
        return row("id = ?", id).flatMap(row -> authorization(row, "")).orElse(null);
    }

    @Override
    public @Nullable OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType type) {
        if (type != null && OAuth2ParameterNames.CODE.equals(type.getValue())) {
            return row("code_digest = ?", TokenDigest.ofPresented(token).hex())
                    .flatMap(row -> authorization(row, token))
                    .orElse(null);
        }
        return type == null || OAuth2TokenType.ACCESS_TOKEN.equals(type)
                ? decoded(token).flatMap(this::authorization).orElse(null)
                : null;
    }

    private Optional<Row> row(String condition, String value) {
        return database.sql(SELECT + condition)
                .param(value)
                // By name: Spring's own way tries names that no column has, and H2 writes each failure to a file.
                .query((row, _) -> new Row(
                        row.getString("id"),
                        row.getInt("version"),
                        row.getString("client_registration"),
                        row.getString("content")))
                .optional();
    }

    private Optional<OAuth2Authorization> authorization(Row row, String presented) {
        return Optional.ofNullable(clients.findById(row.clientRegistration()))
                .map(client -> json.readValue(row.content(), GrantContent.class)
                        .authorization(client, presented)
                        .id(row.id())
                        .attribute(VERSION, row.version())
                        .build());
    }

    private Optional<Jwt> decoded(String token) {
        try {
            return Optional.of(accessTokens.decode(token));
        } catch (JwtException e) {
            return Optional.empty();
        }
    }

    private Optional<OAuth2Authorization> authorization(Jwt jwt) {
        return jwt.hasClaim(IdTokenClaimNames.AUTH_TIME) ? ofPerson(jwt) : ofMachine(jwt);
    }

    private Optional<OAuth2Authorization> ofPerson(Jwt jwt) {
        return row(
                        "access_token_digest = ?",
                        TokenDigest.ofPresented(jwt.getTokenValue()).hex())
                .flatMap(row -> authorization(row, jwt.getTokenValue()))
                .map(authorization -> {
                    var token = Objects.requireNonNull(authorization.getAccessToken());
                    return OAuth2Authorization.from(authorization)
                            .token(
                                    token.getToken(),
                                    metadata -> metadata.put(
                                            OAuth2Authorization.Token.CLAIMS_METADATA_NAME, jwt.getClaims()))
                            .build();
                });
    }

    private Optional<OAuth2Authorization> ofMachine(Jwt jwt) {
        return Optional.ofNullable(jwt.getClaimAsString(OAuth2ParameterNames.CLIENT_ID))
                .map(clients::findByClientId)
                .map(client -> OAuth2Authorization.withRegisteredClient(client)
                        .principalName(client.getClientId())
                        .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                        .token(
                                new OAuth2AccessToken(
                                        OAuth2AccessToken.TokenType.BEARER,
                                        jwt.getTokenValue(),
                                        jwt.getIssuedAt(),
                                        jwt.getExpiresAt()),
                                metadata ->
                                        metadata.put(OAuth2Authorization.Token.CLAIMS_METADATA_NAME, jwt.getClaims()))
                        .build());
    }

    /** Forgets grants nothing of which is good for anything any more. */
    void forget(Instant at) {
        database.sql("delete from authorization_grant where ends_at < ?")
                .param(at.atOffset(ZoneOffset.UTC))
                .update();
    }
}
