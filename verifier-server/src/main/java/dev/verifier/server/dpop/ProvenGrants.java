package dev.verifier.server.dpop;

import dev.verifier.server.client.TrustedClient;
import dev.verifier.server.client.TrustedClients;
import dev.verifier.server.error.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationGrantAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2RefreshTokenAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Token requests with the key that was proved beside them, asked once the client is authenticated: only then is a proof used up.
 * Spring's own verification, which remembers proofs on one node only, finds nothing to verify.
 */
final class ProvenGrants implements AuthenticationConverter {

    /** What Spring's converters write down for it, and what a form could say in its place. */
    private static final Set<String> SPRINGS = Set.of("dpop_proof", "dpop_method", "dpop_target_uri");

    private final AuthenticationConverter grants;
    private final TrustedClients clients;
    private final Proofs proofs;

    ProvenGrants(AuthenticationConverter grants, TrustedClients clients, Proofs proofs) {
        this.grants = grants;
        this.clients = clients;
        this.proofs = proofs;
    }

    @Override
    public @Nullable Authentication convert(HttpServletRequest request) {
        if (!(grants.convert(request) instanceof OAuth2AuthorizationGrantAuthenticationToken asked)) {
            return null;
        }
        var proof = Proof.of(request);
        if (proof.isEmpty() && isNeeded(asked)) {
            throw Refusal.DPOP_PROOF_MISSING.asException();
        }
        var parameters = new HashMap<>(asked.getAdditionalParameters());
        parameters.keySet().removeAll(SPRINGS);
        proof.ifPresent(held -> parameters.put(ProvenKey.PARAMETER, proofs.use(held, request)));
        return with(parameters, asked);
    }

    private boolean isNeeded(OAuth2AuthorizationGrantAuthenticationToken asked) {
        return clients.client(client(asked).getName())
                .filter(TrustedClient::dpopBoundAccessTokens)
                .isPresent();
    }

    private static Authentication with(
            Map<String, Object> parameters, OAuth2AuthorizationGrantAuthenticationToken asked) {
        var client = client(asked);
        return switch (asked) {
            case OAuth2AuthorizationCodeAuthenticationToken code ->
                new OAuth2AuthorizationCodeAuthenticationToken(
                        code.getCode(), client, code.getRedirectUri(), parameters);
            case OAuth2RefreshTokenAuthenticationToken refresh ->
                new OAuth2RefreshTokenAuthenticationToken(
                        refresh.getRefreshToken(), client, refresh.getScopes(), parameters);
            case OAuth2ClientCredentialsAuthenticationToken machine ->
                new OAuth2ClientCredentialsAuthenticationToken(client, machine.getScopes(), parameters);
            default -> throw Refusal.GRANT_TYPE_UNSUPPORTED.asException();
        };
    }

    private static Authentication client(OAuth2AuthorizationGrantAuthenticationToken asked) {
        return (Authentication) Objects.requireNonNull(asked.getPrincipal());
    }
}
