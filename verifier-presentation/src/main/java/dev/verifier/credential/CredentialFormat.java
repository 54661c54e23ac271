package dev.verifier.credential;

import java.util.Arrays;

/** Credential formats that can be asked for, by their OpenID4VP identifiers (OpenID4VP 1.0, Appendix B). */
public enum CredentialFormat {
    /** W3C credentials secured as a JWT (Appendix B.1). */
    JWT_VC_JSON("jwt_vc_json"),
    /** SD-JWT VC (Appendix B.3). */
    DC_SD_JWT("dc+sd-jwt"),
    /** ISO/IEC 18013-5 mdoc (Appendix B.2). */
    MSO_MDOC("mso_mdoc");

    private final String identifier;

    CredentialFormat(String identifier) {
        this.identifier = identifier;
    }

    /**
     * The format with this identifier.
     *
     * @throws IllegalArgumentException if it is none that is verified here
     */
    public static CredentialFormat named(String identifier) {
        return Arrays.stream(values())
                .filter(format -> format.identifier.equals(identifier))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no format that is verified here: " + identifier));
    }

    public String identifier() {
        return identifier;
    }
}
