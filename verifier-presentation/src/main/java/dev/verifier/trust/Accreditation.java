package dev.verifier.trust;

import dev.verifier.credential.CredentialType;
import dev.verifier.credential.ValidityWindow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An issuer may issue this type in this time, with these values (EBSI Trusted Issuers Registry v4, attribute body).
 *
 * @param type the credential type, {@code credentialsType}
 * @param window {@code validFor}
 * @param allowed restrictions on claims; none where the list is empty
 * @param source where that is written down; null where it is written nowhere but in the anchors
 */
public record Accreditation(
        CredentialType type,
        ValidityWindow window,
        List<AllowedValues> allowed,
        @Nullable Source source) {

    /** Written out, because in the class file of a compact one the nullness of the members would be lost. */
    public Accreditation(
            CredentialType type, ValidityWindow window, List<AllowedValues> allowed, @Nullable Source source) {
        this.type = type;
        this.window = window;
        this.allowed = List.copyOf(allowed);
        this.source = source;
    }

    /** One that is written nowhere. */
    public Accreditation(CredentialType type, ValidityWindow window, List<AllowedValues> allowed) {
        this(type, window, allowed, null);
    }

    /** The same, written there. */
    public Accreditation from(Source where) {
        return new Accreditation(type, window, allowed, where);
    }
}
