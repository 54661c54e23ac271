package dev.verifier.server.wallet;

import dev.verifier.credential.CredentialFormat;
import dev.verifier.credential.CredentialType;
import dev.verifier.dcql.CredentialQuery;
import dev.verifier.dcql.DcqlQuery;
import dev.verifier.dcql.QueryId;
import dev.verifier.server.token.PresentedSubject;
import java.util.List;
import java.util.Set;

/** What a person is asked for: a LEARCredentialEmployee of any version. */
final class LoginQuery {

    static final QueryId ID = new QueryId("employee");

    private static final Set<CredentialType> TYPES =
            Set.of(new CredentialType("LEARCredentialEmployee"), new CredentialType("learcredential.employee.w3c.4"));

    static final DcqlQuery QUERY = new DcqlQuery(List.of(new CredentialQuery(ID, CredentialFormat.JWT_VC_JSON, TYPES)));

    private LoginQuery() {}

    /** Whether what somebody presented earlier is what a person is asked for. */
    static boolean isMetBy(PresentedSubject subject) {
        return subject.types().stream().map(CredentialType::new).anyMatch(TYPES::contains);
    }
}
