package dev.verifier.dcql;

import dev.verifier.credential.CredentialFormat;
import dev.verifier.credential.CredentialType;
import dev.verifier.rejection.RejectedException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a credential must be, in the words of its format (OpenID4VP 1.0 §6.1 {@code meta}, Appendix B). */
public sealed interface Meta permits TypeValues, VctValues, DoctypeValue {

    CredentialFormat format();

    /** All types that are asked for, whichever of them will do. */
    Set<CredentialType> types();

    /** The types of a credential that say what it is, if it is what is asked for. */
    List<CredentialType> require(List<CredentialType> presented) throws RejectedException;

    Map<String, Object> toJson();
}
