package dev.verifier.server.wallet;

import dev.verifier.dcql.DcqlQuery;
import dev.verifier.presentation.TransactionData;
import dev.verifier.server.authorize.AskedTransaction;
import dev.verifier.server.profile.CredentialProfile;
import dev.verifier.server.profile.CredentialProfiles;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the wallet is asked for in a login, as it is kept with it: what is configured may change before the answer comes.
 *
 * @param profiles names of the profiles it was asked by
 * @param dcql the query as the request object has it (OpenID4VP 1.0 §6)
 * @param transactionData what is to be authorized, likewise (§5.1)
 */
record Asked(List<String> profiles, Map<String, @Nullable Object> dcql, List<String> transactionData) {

    /** Written out, because in the class file of a compact one the nullness of the members would be lost. */
    Asked(@Nullable List<String> profiles, Map<String, @Nullable Object> dcql, @Nullable List<String> transactionData) {
        this.profiles = profiles == null ? List.of() : List.copyOf(profiles); // written by an earlier version
        this.dcql = dcql;
        this.transactionData = transactionData == null ? List.of() : List.copyOf(transactionData); // likewise
    }

    static Asked of(List<CredentialProfile> profiles) {
        return of(profiles, new AskedTransaction(List.of()));
    }

    static Asked of(List<CredentialProfile> profiles, AskedTransaction transaction) {
        return new Asked(
                profiles.stream().map(CredentialProfile::name).toList(),
                Collections.unmodifiableMap(
                        new LinkedHashMap<>(CredentialProfiles.query(profiles).toJson())),
                transaction.sent());
    }

    TransactionData transaction() {
        return new AskedTransaction(transactionData).data();
    }

    DcqlQuery query() {
        return DcqlQuery.parse(dcql);
    }
}
