package dev.verifier.server.machine;

import dev.verifier.credential.CredentialFormat;
import dev.verifier.credential.CredentialType;
import dev.verifier.dcql.CredentialQuery;
import dev.verifier.dcql.DcqlQuery;
import dev.verifier.dcql.QueryId;
import java.util.List;
import java.util.Set;

/** What a machine is asked for: a LEARCredentialMachine of any version. */
final class MachineQuery {

    static final QueryId ID = new QueryId("machine");

    static final DcqlQuery QUERY = new DcqlQuery(List.of(new CredentialQuery(
            ID,
            CredentialFormat.JWT_VC_JSON,
            Set.of(new CredentialType("LEARCredentialMachine"), new CredentialType("learcredential.machine.w3c.3")))));

    private MachineQuery() {}
}
