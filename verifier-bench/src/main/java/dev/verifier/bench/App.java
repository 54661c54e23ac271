package dev.verifier.bench;

import java.time.Instant;

/** A public client, with the code verifier and its challenge of RFC 7636, appendix B. */
record App() implements Client {

    @Override
    public String entry() {
        return """
                  - clientId: "bench-app"
                    url: "https://app.example"
                    redirectUris: ["https://app.example/callback"]
                    scopes: ["openid_learcredential"]
                    clientAuthenticationMethods: ["none"]
                    authorizationGrantTypes: ["authorization_code"]
                    requireAuthorizationConsent: false
                    requireProofKey: true
                """;
    }

    @Override
    public String request(String state) {
        return "/oidc/authorize?response_type=code&client_id=bench-app&nonce=n&redirect_uri=" + CALLBACK
                + "&scope=openid%20learcredential&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
                + "&code_challenge_method=S256&state=" + state;
    }

    @Override
    public String redemption(String code, Instant at) {
        return "grant_type=authorization_code&client_id=bench-app&redirect_uri=" + CALLBACK
                + "&code_verifier=dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk&code=" + code;
    }
}
