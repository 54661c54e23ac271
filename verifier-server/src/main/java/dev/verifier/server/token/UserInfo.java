package dev.verifier.server.token;

import dev.verifier.server.client.TrustedClients;
import dev.verifier.server.error.Refusal;
import java.security.Principal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.springframework.security.oauth2.core.oidc.OidcUserInfo;
import org.springframework.security.oauth2.core.oidc.StandardClaimNames;
import org.springframework.security.oauth2.server.authorization.oidc.authentication.OidcUserInfoAuthenticationContext;

/** Who a person is, for the bearer of their access token (OpenID Connect Core §5.3): as in the ID token. Thread-safe. */
final class UserInfo implements Function<OidcUserInfoAuthenticationContext, OidcUserInfo> {

    private final TrustedClients clients;
    private final SubjectNames names;

    UserInfo(TrustedClients clients, SubjectNames names) {
        this.clients = clients;
        this.names = names;
    }

    @Override
    public OidcUserInfo apply(OidcUserInfoAuthenticationContext context) {
        var authorization = context.getAuthorization();
        WalletAuthentication person = Objects.requireNonNull(authorization.getAttribute(Principal.class.getName()));
        var registered = Objects.requireNonNull(clients.findById(authorization.getRegisteredClientId()));
        var client = clients.client(registered.getClientId()).orElseThrow(Refusal.CLIENT_UNKNOWN::asException);
        var claims =
                new LinkedHashMap<String, Object>(Map.of(StandardClaimNames.SUB, names.of(person.subject(), client)));
        var scopes = context.getAccessToken().getScopes();
        var told = new PersonClaims(person.subject(), clients.asked(client.clientId(), scopes), scopes);
        claims.putAll(told.claims(!names.arePairwise()));
        if (!names.arePairwise()) {
            told.whole().ifPresent(whole -> claims.put("vc", whole.vc()));
        }
        return new OidcUserInfo(claims);
    }
}
