package dev.verifier.bench;

import dev.verifier.wallet.CompactJws;
import dev.verifier.wallet.WalletKey;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * A confidential client under its did:key, which signs all that it says.
 *
 * @param key its key
 * @param verifier the server it trusts
 * @param random dice
 */
record Portal(WalletKey key, URI verifier, SecureRandom random) implements Client {

    private static final Duration LIFE = Duration.ofMinutes(5);
    private static final String SCOPE = "openid learcredential";

    @Override
    public String entry() {
        return """
                  - clientId: "%s"
                    url: "https://app.example"
                    redirectUris: ["https://app.example/callback"]
                    scopes: ["openid_learcredential"]
                    clientAuthenticationMethods: ["client_secret_jwt"]
                    tokenEndpointAuthenticationSigningAlgorithm: "ES256"
                    authorizationGrantTypes: ["authorization_code", "refresh_token"]
                    requireAuthorizationConsent: false
                    requireProofKey: false
                """.formatted(key.did());
    }

    @Override
    public String request(String state) {
        return "/oidc/authorize?" + parameters(state);
    }

    /** The same as a query. */
    String parameters(String state) {
        return "response_type=code&client_id=" + key.did() + "&nonce=n&redirect_uri=" + CALLBACK
                + "&scope=openid%20learcredential&state=" + state;
    }

    /** The same as a signed request object (RFC 9101 §4). */
    String requestObject(String state, Instant at) {
        return key.sign(
                Map.of("typ", "oauth-authz-req+jwt", "kid", key.did()),
                Map.of(
                        "iss",
                        key.did(),
                        "aud",
                        verifier.toString(),
                        "client_id",
                        key.did(),
                        "response_type",
                        "code",
                        "redirect_uri",
                        "https://app.example/callback",
                        "scope",
                        SCOPE,
                        "state",
                        state,
                        "nonce",
                        "n",
                        "iat",
                        at.getEpochSecond(),
                        "exp",
                        at.plus(LIFE).getEpochSecond()));
    }

    @Override
    public String redemption(String code, Instant at) {
        return "grant_type=authorization_code&redirect_uri=" + CALLBACK + "&code=" + code + "&" + authentication(at);
    }

    /** The parameters that authenticate it, good once. */
    String authentication(Instant at) {
        return "client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer&client_assertion="
                + assertion(at);
    }

    /** A client assertion (RFC 7523 §3). */
    String assertion(Instant at) {
        return key.sign(
                Map.of("typ", "JWT", "kid", key.did()),
                Map.of(
                        "iss", key.did(),
                        "sub", key.did(),
                        "aud", verifier.toString(),
                        "jti", token(),
                        "iat", at.getEpochSecond(),
                        "exp", at.plus(LIFE).getEpochSecond()));
    }

    /** Somebody else's token as if this client had signed it. */
    String again(String token) {
        var jws = CompactJws.parse(token);
        return key.sign(jws.header(), jws.claims());
    }

    /** Text that nobody has used before, such as a {@code jti} or a {@code state}. */
    String token() {
        return Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong());
    }
}
