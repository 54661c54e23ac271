package dev.verifier.server.wallet;

import dev.verifier.dcql.DcqlQuery;
import dev.verifier.dcql.QueryId;
import dev.verifier.presentation.TransactionData;
import dev.verifier.server.authorize.AskedTransaction;
import dev.verifier.server.profile.ClientQuery;
import dev.verifier.server.profile.CredentialProfile;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the wallet is asked for in a login, as it is kept with it: what is configured may change before the answer comes.
 *
 * @param profiles names of the profiles it was asked by
 * @param dcql the query as the request object has it (OpenID4VP 1.0 §6)
 * @param transactionData what is to be authorized, likewise (§5.1)
 * @param ofClient whether the query is in the client's own words; null like false, as earlier versions wrote it
 */
record Asked(
        List<String> profiles,
        Map<String, @Nullable Object> dcql,
        List<String> transactionData,
        @Nullable Boolean ofClient) {

    /** Written out, because in the class file of a compact one the nullness of the members would be lost. */
    Asked(
            @Nullable List<String> profiles,
            Map<String, @Nullable Object> dcql,
            @Nullable List<String> transactionData,
            @Nullable Boolean ofClient) {
        this.profiles = profiles == null ? List.of() : List.copyOf(profiles); // written by an earlier version
        this.dcql = dcql;
        this.transactionData = transactionData == null ? List.of() : List.copyOf(transactionData); // likewise
        this.ofClient = ofClient;
    }

    static Asked of(List<CredentialProfile> profiles) {
        return of(profiles, ClientQuery.NONE, new AskedTransaction(List.of()));
    }

    static Asked of(List<CredentialProfile> profiles, ClientQuery own, AskedTransaction transaction) {
        return new Asked(
                profiles.stream().map(CredentialProfile::name).toList(),
                Collections.unmodifiableMap(
                        new LinkedHashMap<>(own.query(profiles).toJson())),
                transaction.sent(),
                own.isAsked());
    }

    TransactionData transaction() {
        return new AskedTransaction(transactionData).data();
    }

    DcqlQuery query() {
        return DcqlQuery.parse(dcql);
    }

    /** The profiles as they were asked for: where the client had words of its own, with these. */
    List<CredentialProfile> narrowed(List<CredentialProfile> profiles) {
        return own().narrowed(profiles);
    }

    /** Whether an answer to the client's own words leaves one of its profiles open. */
    boolean leavesOpen(List<CredentialProfile> profiles, Set<QueryId> answered) {
        return own().unanswered(profiles, answered).isPresent();
    }

    private ClientQuery own() {
        return Boolean.TRUE.equals(ofClient) ? new ClientQuery(query()) : ClientQuery.NONE;
    }
}
