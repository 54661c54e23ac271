package dev.verifier.presentation;

import dev.verifier.credential.CredentialFormat;
import dev.verifier.rejection.RejectedException;

/** One presentation, taken apart by the rules of its format and not verified. It shows nothing. */
sealed interface Presentation permits JwtVpPresentation, SdJwtVcPresentation, MdocPresentation {

    static Presentation parse(CredentialFormat format, String text, PresentationLimits limits)
            throws RejectedException {
        return switch (format) {
            case JWT_VC_JSON -> JwtVpPresentation.parse(text, limits.token());
            case DC_SD_JWT -> SdJwtVcPresentation.parse(text, limits);
            case MSO_MDOC -> MdocPresentation.parse(text, limits.token());
        };
    }

    /** Whether a text may be a presentation of this format, by its looks alone. */
    static boolean looksLike(CredentialFormat format, String text) {
        return switch (format) {
            case JWT_VC_JSON -> JwtVpPresentation.looksLike(text);
            case DC_SD_JWT -> SdJwtVcPresentation.looksLike(text);
            case MSO_MDOC -> false;
        };
    }
}
