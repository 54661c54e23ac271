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
    private final boolean credentialSets;

    /** @param credentialSets whether what was presented is told in the shape of the draft too */
    UserInfo(TrustedClients clients, SubjectNames names, boolean credentialSets) {
        this.clients = clients;
        this.names = names;
        this.credentialSets = credentialSets;
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
        var asked = new GrantedProfiles(clients).of(authorization, client.clientId(), scopes);
        var told = new PersonClaims(person.subject(), asked, scopes);
        claims.putAll(told.claims(!names.arePairwise()));
        if (!names.arePairwise()) {
            told.whole().ifPresent(whole -> claims.put("vc", whole.vc()));
        }
        if (credentialSets) {
            new CredentialSets(person.subject(), asked, scopes, !names.arePairwise())
                    .at(person.at())
                    .ifPresent(sets -> claims.put(CredentialSets.CLAIM, sets));
        }
        return new OidcUserInfo(claims);
    }
}
