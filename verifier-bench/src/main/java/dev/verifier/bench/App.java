package dev.verifier.bench;

import java.time.Instant;

/**
 * A public client, with the code verifier and its challenge of RFC 7636, appendix B.
 *
 * @param id its client id
 * @param identity by which wallets know the server where people sign in at it; empty for the usual one
 */
record App(String id, String identity) implements Client {

    /** Wallets know the server by its did:key. */
    static final App USUAL = new App("bench-app", "");

    /** Wallets know the server by its certificate, as HAIP wants it. */
    static final App HAIP = new App("bench-haip-app", "haip");

    @Override
    public String entry() {
        return """
                  - clientId: "%s"
                    url: "https://app.example"
                    redirectUris: ["https://app.example/callback"]
                    scopes: ["openid_learcredential"]
                    clientAuthenticationMethods: ["none"]
                    authorizationGrantTypes: ["authorization_code"]
                    requireAuthorizationConsent: false
                    requireProofKey: true
                """.formatted(id) + (identity.isEmpty() ? "" : "    identity: " + identity + "\n");
    }

    @Override
    public String request(String state) {
        return "/oidc/authorize?response_type=code&client_id=" + id + "&nonce=n&redirect_uri=" + CALLBACK
                + "&scope=openid%20learcredential&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
                + "&code_challenge_method=S256&state=" + state;
    }

    @Override
    public String redemption(String code, Instant at) {
        return "grant_type=authorization_code&client_id=" + id + "&redirect_uri=" + CALLBACK
                + "&code_verifier=dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk&code=" + code;
    }
}
