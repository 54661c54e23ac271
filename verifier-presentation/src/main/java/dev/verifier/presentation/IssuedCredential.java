package dev.verifier.presentation;

import dev.verifier.credential.CredentialFormat;
import dev.verifier.credential.CredentialType;
import dev.verifier.credential.IssuerId;
import dev.verifier.credential.StatusReference;
import dev.verifier.credential.ValidityWindow;
import dev.verifier.mandate.Mandate;
import dev.verifier.trust.KeyEvidence;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a credential says whose issuer's signature holds, whatever its format; not accepted yet.
 *
 * @param format how it is secured
 * @param issuer the organisation that signed it
 * @param types the types that say what it is, each one asked for
 * @param document what it says, as claims paths of its format start from (OpenID4VP 1.0 §7): the credential object of a W3C
 *     credential, the processed claims of an SD-JWT VC, the name spaces of an mdoc
 * @param subject what it says of its subject: restrictions of an accreditation are looked for here
 * @param mandate the mandate, where it is a LEAR credential
 * @param window when it is valid by every date it has
 * @param status where its status can be read
 * @param ids the names it goes by where credentials are revoked
 * @param evidence why the key behind the signature is its issuer's
 */
record IssuedCredential(
        CredentialFormat format,
        IssuerId issuer,
        List<CredentialType> types,
        Map<String, @Nullable Object> document,
        Map<String, @Nullable Object> subject,
        @Nullable Mandate mandate,
        ValidityWindow window,
        StatusReference status,
        Set<String> ids,
        KeyEvidence evidence) {}
