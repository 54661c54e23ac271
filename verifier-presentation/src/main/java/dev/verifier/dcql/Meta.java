package dev.verifier.dcql;

import dev.verifier.credential.CredentialFormat;
import dev.verifier.credential.CredentialType;
import dev.verifier.rejection.RejectedException;
import dev.verifier.rejection.Rejection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a credential must be, in the words of its format (OpenID4VP 1.0 §6.1 {@code meta}, Appendix B). */
public sealed interface Meta permits TypeValues, VctValues, DoctypeValue {

    CredentialFormat format();

    /** All types that are asked for, whichever of them will do. */
    Set<CredentialType> types();

    /** Why a credential of these types is not what is asked for; empty where it is. */
    Optional<Rejection> lackedBy(List<CredentialType> presented);

    /** The types of a credential that say what it is, if it is what is asked for. */
    default List<CredentialType> require(List<CredentialType> presented) throws RejectedException {
        var lacked = lackedBy(presented);
        if (lacked.isPresent()) {
            throw new RejectedException(lacked.get());
        }
        return presented.stream().filter(type -> !type.isBase()).toList();
    }

    Map<String, Object> toJson();
}
