package dev.verifier.server.authorize;

import dev.verifier.credential.CredentialFormat;
import dev.verifier.dcql.CredentialQuery;
import dev.verifier.dcql.DcqlQuery;
import dev.verifier.presentation.TransactionDataEntry;
import dev.verifier.server.client.TrustedClients;
import dev.verifier.server.error.Refusal;
import dev.verifier.server.profile.ClientQuery;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;

/**
 * Who may have what authorized (OpenID4VP 1.0 §5.1): registered clients, of the types they are registered for, by credentials
 * that are asked for in the same request. What another format than SD-JWT VC could authorize is refused, for we could not check it.
 * Thread-safe.
 *
 * @param clients those who may ask
 */
record TransactionRules(TrustedClients clients)
        implements Consumer<OAuth2AuthorizationCodeRequestAuthenticationContext> {

    @Override
    public void accept(OAuth2AuthorizationCodeRequestAuthenticationContext context) {
        OAuth2AuthorizationCodeRequestAuthenticationToken request = context.getAuthentication();
        if (!request.getAdditionalParameters().containsKey(AskedTransaction.PARAMETER)) {
            return;
        }
        var entries = entries(request);
        var permitted = clients.client(request.getClientId())
                .map(client -> client.credentials().transactionData())
                .orElse(Set.of());
        if (!entries.stream().map(TransactionDataEntry::type).allMatch(permitted::contains)) {
            throw refused(Refusal.TRANSACTION_DATA_NOT_PERMITTED, request);
        }
        var query = ClientQuery.ofGranted(request.getAdditionalParameters().get(ClientQuery.PARAMETER))
                .query(clients.asked(request.getClientId(), request.getScopes()));
        if (!entries.stream().allMatch(entry -> canBeAuthorized(entry, query))) {
            throw refused(Refusal.TRANSACTION_DATA_INVALID, request);
        }
    }

    private static List<TransactionDataEntry> entries(OAuth2AuthorizationCodeRequestAuthenticationToken request) {
        try {
            return AskedTransaction.of(request.getAdditionalParameters()).data().entries();
        } catch (IllegalArgumentException e) {
            throw refused(Refusal.TRANSACTION_DATA_INVALID, request);
        }
    }

    private static boolean canBeAuthorized(TransactionDataEntry entry, DcqlQuery query) {
        return query.credentials().stream()
                .filter(credential -> credential.format() == CredentialFormat.DC_SD_JWT)
                .map(CredentialQuery::id)
                .collect(Collectors.toSet())
                .containsAll(entry.credentials());
    }

    private static OAuth2AuthorizationCodeRequestAuthenticationException refused(
            Refusal refusal, OAuth2AuthorizationCodeRequestAuthenticationToken request) {
        return new OAuth2AuthorizationCodeRequestAuthenticationException(
                new OAuth2Error(refusal.error(), refusal.code(), null), request);
    }
}
