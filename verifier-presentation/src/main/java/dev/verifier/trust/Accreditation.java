package dev.verifier.trust;

import dev.verifier.credential.CredentialType;
import dev.verifier.credential.ValidityWindow;
import java.util.List;

/**
 * An issuer may issue this type in this time, with these values (EBSI Trusted Issuers Registry v4, attribute body).
 *
 * @param type the credential type, {@code credentialsType}
 * @param window {@code validFor}
 * @param allowed restrictions on claims; none where the list is empty
 */
public record Accreditation(CredentialType type, ValidityWindow window, List<AllowedValues> allowed) {

    public Accreditation {
        allowed = List.copyOf(allowed);
    }
}
