package dev.verifier.trust;

import dev.verifier.credential.IssuerId;
import dev.verifier.rejection.RejectedException;
import java.util.List;

/** Who may issue what. Implementations are thread-safe. */
@FunctionalInterface
public interface TrustedIssuers {

    /**
     * What an issuer is accredited for; empty where it is not listed. Not being able to ask is a rejection
     * ({@code trust_unavailable}), never an empty answer.
     */
    List<Accreditation> accreditations(IssuerId issuer) throws RejectedException;
}
