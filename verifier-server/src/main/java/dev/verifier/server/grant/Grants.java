package dev.verifier.server.grant;

import dev.verifier.server.audit.EventLog;
import dev.verifier.server.audit.LoginLeg;
import dev.verifier.server.audit.VerifierEvent;
import dev.verifier.server.client.TrustedClients;
import dev.verifier.server.error.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Spring's view of authorizations. A person's grant is one row, written only over the version that was read: of several who
 * redeem a code at once exactly one succeeds. When it ends the row is gone, and with it the worth of every token that was issued
 * for it. A machine's grant leaves nothing behind: what its token is worth is read from the token, under our signature.
 * Thread-safe.
 */
final class Grants implements OAuth2AuthorizationService {

    private static final String VERSION = Grants.class.getName() + ".version";
    private static final String BEGUN = Grants.class.getName() + ".begun";
    private static final String READ = Grants.class.getName() + ".read";

    /** What a request found by its code. */
    private record Read(TokenDigest code, GrantTable.Row row) {}

    private final GrantTable table;
    private final RevokedTokens revoked;
    private final JwtDecoder accessTokens;
    private final AuthorizationViews views;
    private final TrustedClients clients;
    private final EventLog events;

    /**
     * @param accessTokens for tokens of ours
     * @param clients a token of a client that left the list is worth nothing
     */
    Grants(
            GrantTable table,
            RevokedTokens revoked,
            JwtDecoder accessTokens,
            AuthorizationViews views,
            TrustedClients clients,
            EventLog events) {
        this.table = table;
        this.revoked = revoked;
        this.accessTokens = accessTokens;
        this.views = views;
        this.clients = clients;
        this.events = events;
    }

    @Override
    public void save(OAuth2Authorization authorization) {
        if (AuthorizationGrantType.CLIENT_CREDENTIALS.equals(authorization.getAuthorizationGrantType())) {
            return;
        }
        var id = authorization.getId();
        Integer version = authorization.getAttribute(VERSION);
        var ending = ending(authorization);
        if (ending.isPresent()) {
            end(id, authorization.getRegisteredClientId(), ending.get(), "");
        } else if (version == null) {
            begin(id, authorization.getRegisteredClientId(), GrantContent.of(authorization));
        } else if (!isAnsweredAgain(authorization)
                && !table.update(id, version, GrantContent.of(authorization))
                && !somebodyWroteTheSame(authorization)) {
            // RFC 6749 §4.1.2: somebody else was faster with the same code.
            throw Refusal.GRANT_INVALID.asException();
        }
    }

    /** What was granted in a request is written by whoever answers it ({@link #write}), together with the session that it is in. */
    private void begin(String id, String registration, GrantContent granted) {
        if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes here) {
            here.getRequest().setAttribute(BEGUN, (Runnable) () -> table.insert(id, registration, granted));
        } else {
            table.insert(id, registration, granted);
        }
    }

    /** Writes down what was granted in a request. */
    static void write(HttpServletRequest request) {
        if (request.getAttribute(BEGUN) instanceof Runnable begun) {
            begun.run();
        }
    }

    /** Why Spring takes back what it issued (RFC 6749 §4.1.2, §4.1.3); empty where it does not. */
    private static Optional<String> ending(OAuth2Authorization authorization) {
        if (isTakenBack(authorization.getRefreshToken()) || isTakenBack(authorization.getAccessToken())) {
            return Optional.of("code_replayed");
        }
        return authorization.getAccessToken() == null
                        && isTakenBack(authorization.getToken(OAuth2AuthorizationCode.class))
                ? Optional.of("another_client")
                : Optional.empty();
    }

    private static boolean isTakenBack(OAuth2Authorization.@Nullable Token<? extends OAuth2Token> token) {
        return token != null && token.isInvalidated();
    }

    /** Whether a client was told again what it was told before: its access token leads to the row, which stays as it is. */
    private static boolean isAnsweredAgain(OAuth2Authorization authorization) {
        RefreshFamily before = authorization.getAttribute(GrantContent.REFRESH);
        return before != null && before.equals(RefreshFamily.of(authorization.getRefreshToken(), before));
    }

    /** Whether the same token was exchanged meanwhile: then it has the same successor. */
    private boolean somebodyWroteTheSame(OAuth2Authorization authorization) {
        var refreshed = GrantContent.of(authorization).refresh();
        return refreshed != null
                && table.byId(authorization.getId())
                        .map(row -> row.content().refresh())
                        .filter(family -> family.isCurrent(refreshed.current().digest()))
                        .isPresent();
    }

    @Override
    public void remove(OAuth2Authorization authorization) {
        table.delete(authorization.getId());
    }

    /** Ends a grant and says why, once. */
    void end(GrantTable.Row row, String reason, String caller) {
        end(row.id(), row.clientRegistration(), reason, caller);
    }

    private void end(String id, String registration, String reason, String caller) {
        if (table.delete(id)) {
            var client = clients.findById(registration);
            events.publish(new VerifierEvent.GrantEnded(client == null ? "" : client.getClientId(), reason, caller));
        }
    }

    @Override
    public @Nullable OAuth2Authorization findById(String id) {
        return table.byId(id).flatMap(row -> authorization(row, "")).orElse(null);
    }

    @Override
    public @Nullable OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType type) {
        if (type == null) {
            return ofRefreshToken(token, true).or(() -> ofAccessToken(token)).orElse(null);
        }
        return switch (type.getValue()) {
            case OAuth2ParameterNames.CODE ->
                ofCode(token)
                        .map(this::marked)
                        .flatMap(row -> authorization(row, token))
                        .orElse(null);
            case OAuth2ParameterNames.REFRESH_TOKEN ->
                ofRefreshToken(token, false).orElse(null);
            case OAuth2ParameterNames.ACCESS_TOKEN -> ofAccessToken(token).orElse(null);
            default -> null;
        };
    }

    /**
     * A token request asks for its code up to three times: who sends it, with which state, for what. All of that is about one version,
     * and the tokens are written over no other.
     */
    private Optional<GrantTable.Row> ofCode(String code) {
        if (!(RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes here)) {
            return table.byCode(code);
        }
        if (here.getRequest().getAttribute(READ) instanceof Read(var digest, var row)
                && digest.equals(TokenDigest.ofPresented(code))) {
            return Optional.of(row);
        }
        var found = table.byCode(code);
        found.ifPresent(row -> here.getRequest().setAttribute(READ, new Read(TokenDigest.ofPresented(code), row)));
        return found;
    }

    /** Whoever redeems its code ends what the browser began. */
    private GrantTable.Row marked(GrantTable.Row row) {
        if (row.content().login() != null) {
            LoginLeg.mark(row.content().login());
        }
        return row;
    }

    private Optional<OAuth2Authorization> ofRefreshToken(String token, boolean onlyCurrent) {
        var digest = TokenDigest.ofPresented(token);
        return table.byRefreshToken(token)
                .filter(row -> {
                    var family = Objects.requireNonNull(row.content().refresh());
                    return family.isCurrent(digest) || (!onlyCurrent && family.isPrevious(digest));
                })
                .flatMap(row -> authorization(row, token));
    }

    private Optional<OAuth2Authorization> authorization(GrantTable.Row row, String presented) {
        return views.ofGrant(row, presented)
                .map(builder -> builder.attribute(VERSION, row.version()).build());
    }

    private Optional<OAuth2Authorization> ofAccessToken(String token) {
        return decoded(token).flatMap(jwt -> {
            var isRevoked = revoked.contains(jwt);
            return AuthorizationViews.isOfPerson(jwt)
                    ? AuthorizationViews.grant(jwt)
                            .flatMap(table::byId)
                            .flatMap(row -> views.ofPerson(row, jwt, isRevoked))
                    : views.ofMachine(jwt, isRevoked);
        });
    }

    /** An access token of ours that has not ended. */
    Optional<Jwt> decoded(String token) {
        if (SecurityContextHolder.getContext().getAuthentication() instanceof JwtAuthenticationToken bearer
                && bearer.getToken().getTokenValue().equals(token)) {
            return Optional.of(bearer.getToken()); // by this token whoever asks was let in, at this request's beginning
        }
        try {
            return Optional.of(accessTokens.decode(token));
        } catch (JwtException e) {
            return Optional.empty();
        }
    }
}
