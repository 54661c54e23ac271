package dev.verifier.credential;

/** Credential formats that can be asked for, by their OpenID4VP identifiers (OpenID4VP 1.0, Appendix B). */
public enum CredentialFormat {
    /** W3C credentials secured as a JWT (Appendix B.1). */
    JWT_VC_JSON("jwt_vc_json");

    private final String identifier;

    CredentialFormat(String identifier) {
        this.identifier = identifier;
    }

    public String identifier() {
        return identifier;
    }
}
