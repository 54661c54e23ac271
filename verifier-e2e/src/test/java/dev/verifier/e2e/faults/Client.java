package dev.verifier.e2e.faults;

import dev.verifier.wallet.WalletKey;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Somebody people sign in at. */
sealed interface Client {

    String CALLBACK = "https://app.example/callback";

    /** Its entry of the trusted services list. */
    String entry();

    /** Whether it says at the back door what browsers then bring (RFC 9126). */
    boolean pushes();

    /** The form with which it pushes its request, or the query that a browser brings. */
    Map<String, String> request(String state);

    /** The form that redeems a code, good once. */
    Map<String, String> redemption(String code);

    /** A public client, with the code verifier and its challenge of RFC 7636, appendix B. */
    record App() implements Client {

        private static final String ID = "fault-app";

        @Override
        public String entry() {
            return """
                      - clientId: "%s"
                        url: "https://app.example"
                        redirectUris: ["%s"]
                        scopes: ["openid_learcredential"]
                        clientAuthenticationMethods: ["none"]
                        authorizationGrantTypes: ["authorization_code"]
                        requireProofKey: true
                    """.formatted(ID, CALLBACK);
        }

        @Override
        public boolean pushes() {
            return false;
        }

        @Override
        public Map<String, String> request(String state) {
            var request = asked(ID, state);
            request.put("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
            request.put("code_challenge_method", "S256");
            return request;
        }

        @Override
        public Map<String, String> redemption(String code) {
            var form = redeemed(code);
            form.put("client_id", ID);
            form.put("code_verifier", "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
            return form;
        }
    }

    /**
     * A confidential client under its did:key.
     *
     * @param key what it signs with
     * @param verifier whom it trusts
     * @param random dice
     */
    record Portal(WalletKey key, URI verifier, SecureRandom random) implements Client {

        private static final long LIFE_SECONDS = 120;

        @Override
        public String entry() {
            return """
                      - clientId: "%s"
                        url: "https://app.example"
                        redirectUris: ["%s"]
                        scopes: ["openid_learcredential"]
                        clientAuthenticationMethods: ["private_key_jwt"]
                        tokenEndpointAuthenticationSigningAlgorithm: "ES256"
                        authorizationGrantTypes: ["authorization_code", "refresh_token"]
                        requireProofKey: false
                    """.formatted(key.did(), CALLBACK);
        }

        @Override
        public boolean pushes() {
            return true;
        }

        @Override
        public Map<String, String> request(String state) {
            var request = asked(key.did(), state);
            request.putAll(authentication());
            return request;
        }

        /** What the browser brings after the push. */
        Map<String, String> pushed(String requestUri) {
            return Map.of("client_id", key.did(), "request_uri", requestUri);
        }

        @Override
        public Map<String, String> redemption(String code) {
            var form = redeemed(code);
            form.putAll(authentication());
            return form;
        }

        /** The form that asks for new tokens. */
        Map<String, String> refreshment(String token) {
            var form = new LinkedHashMap<>(authentication());
            form.put("grant_type", "refresh_token");
            form.put("refresh_token", token);
            return form;
        }

        /** The form that asks what a token is worth (RFC 7662 §2.1). */
        Map<String, String> introspection(String token) {
            var form = new LinkedHashMap<>(authentication());
            form.put("token", token);
            return form;
        }

        /** A new client assertion (RFC 7523 §3), good once. */
        private Map<String, String> authentication() {
            var at = Instant.now().getEpochSecond();
            var claims = Map.of(
                    "iss",
                    key.did(),
                    "sub",
                    key.did(),
                    "aud",
                    verifier.toString(),
                    "jti",
                    Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong()),
                    "iat",
                    at,
                    "exp",
                    at + LIFE_SECONDS);
            return Map.of(
                    "client_assertion_type",
                    "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                    "client_assertion",
                    key.sign(Map.of("typ", "JWT", "kid", key.did()), claims));
        }
    }

    private static Map<String, String> asked(String client, String state) {
        var request = new LinkedHashMap<String, String>();
        request.put("response_type", "code");
        request.put("client_id", client);
        request.put("redirect_uri", CALLBACK);
        request.put("scope", "openid learcredential");
        request.put("state", state);
        request.put("nonce", "nonce-of-the-client");
        return request;
    }

    private static Map<String, String> redeemed(String code) {
        var form = new LinkedHashMap<String, String>();
        form.put("grant_type", "authorization_code");
        form.put("redirect_uri", CALLBACK);
        form.put("code", code);
        return form;
    }
}
