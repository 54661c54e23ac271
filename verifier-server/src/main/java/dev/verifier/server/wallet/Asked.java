package dev.verifier.server.wallet;

import dev.verifier.dcql.DcqlQuery;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the wallet is asked for in a login, as it is kept with it.
 *
 * @param dcql the query as the request object has it (OpenID4VP 1.0 §6)
 */
record Asked(Map<String, @Nullable Object> dcql) {

    static Asked of(DcqlQuery query) {
        return new Asked(Map.copyOf(query.toJson()));
    }

    DcqlQuery query() {
        return DcqlQuery.parse(dcql);
    }
}
