package dev.verifier.server;

import dev.verifier.server.configuration.Surface;
import dev.verifier.wallet.WalletKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/**
 * A confidential client as the ecosystem's runbook has it: its id is a did:key, with which it signs three parameters of each request;
 * the rest stands in the query.
 *
 * @param key its key
 * @param redirectUri the only one it has
 */
record Portal(WalletKey key, String redirectUri) {

    private static final JsonMapper JSON = new JsonMapper();

    /** One with a key of its own. */
    static Portal at(String redirectUri) {
        return new Portal(WalletKey.generate(new SecureRandom()), redirectUri);
    }

    String id() {
        return key.did();
    }

    /** Gets into a world's list, before a server reads it. */
    Portal register(World world, String... more) {
        var entry = """
                  - clientId: "%s"
                    redirectUris: ["%s"]
                    scopes: ["openid_learcredential"]
                    clientAuthenticationMethods: ["client_secret_jwt"]
                    authorizationGrantTypes: ["authorization_code"]
                    requireAuthorizationConsent: false
                    requireProofKey: false
                    jwkSetUrl: "/oidc/did/"
                    tokenEndpointAuthenticationSigningAlgorithm: "ES256"
                """.formatted(id(), redirectUri);
        for (var line : more) {
            entry += "    " + line + "\n";
        }
        try {
            Files.writeString(world.folder.resolve("clients.yaml"), entry, StandardOpenOption.APPEND);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the runbook signs, and nothing more. */
    Map<String, Object> threeClaims() {
        var claims = new LinkedHashMap<String, Object>();
        claims.put("client_id", id());
        claims.put("scope", "openid learcredential");
        claims.put("redirect_uri", redirectUri);
        return claims;
    }

    /** Everything that a request object can say. */
    Map<String, Object> allClaims() {
        var claims = threeClaims();
        var now = Instant.now().getEpochSecond();
        claims.put("iss", id());
        claims.put("aud", World.ISSUER.toString());
        claims.put("iat", now);
        claims.put("nbf", now);
        claims.put("exp", now + 300);
        claims.put("jti", UUID.randomUUID().toString());
        claims.put("response_type", "code");
        claims.put("state", "state inside");
        claims.put("nonce", "nonce inside");
        claims.put("code_challenge", Browser.challenge(Browser.VERIFIER));
        claims.put("code_challenge_method", "S256");
        return claims;
    }

    /** The same with one claim more, or with another value of it. */
    static Map<String, Object> with(Map<String, Object> claims, String name, Object value) {
        var changed = new LinkedHashMap<>(claims);
        changed.put(name, value);
        return changed;
    }

    static Map<String, Object> without(Map<String, Object> claims, String name) {
        var changed = new LinkedHashMap<>(claims);
        changed.remove(name);
        return changed;
    }

    String sign(Map<String, ?> claims) {
        return sign(Map.of("typ", "oauth-authz-req+jwt", "kid", id()), claims);
    }

    String sign(Map<String, ?> header, Map<String, ?> claims) {
        return key.sign(header, claims);
    }

    /** This very text under this client's signature, whether or not it is JSON. */
    String signText(byte[] payload) {
        var header = encoded("{\"alg\":\"ES256\",\"typ\":\"oauth-authz-req+jwt\"}".getBytes(StandardCharsets.UTF_8));
        var input = header + "." + encoded(payload);
        return input + "." + encoded(signature(input.getBytes(StandardCharsets.US_ASCII)));
    }

    private byte[] signature(byte[] input) {
        try {
            var signer = Signature.getInstance("SHA256withECDSAinP1363Format");
            signer.initSign(key.privateKey());
            signer.update(input);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    static String unsigned(Map<String, ?> header, Map<String, ?> claims) {
        return encoded(JSON.writeValueAsBytes(header)) + "." + encoded(JSON.writeValueAsBytes(claims)) + ".";
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** What the runbook has in the query beside a request object. */
    Map<String, String> outside(String parameter, String value) {
        var query = new LinkedHashMap<String, String>();
        query.put("client_id", id());
        query.put("response_type", "code");
        query.put("state", "portal state");
        query.put("nonce", "portal nonce");
        query.put(parameter, value);
        return query;
    }

    /** Only what must be there beside a request object that says everything. */
    Map<String, String> only(String... namesAndValues) {
        var query = new LinkedHashMap<String, String>();
        query.put("client_id", id());
        for (var i = 0; i < namesAndValues.length; i += 2) {
            query.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return query;
    }

    /** A form with which it proves who it is. */
    Map<String, String> authenticated() {
        var now = Instant.now().getEpochSecond();
        var assertion = key.sign(
                Map.of("kid", id(), "typ", "JWT"),
                Map.of(
                        "iss", id(),
                        "sub", id(),
                        "aud", World.ISSUER.toString(),
                        "jti", UUID.randomUUID().toString(),
                        "iat", now,
                        "exp", now + 60));
        var form = new LinkedHashMap<String, String>();
        form.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
        form.put("client_assertion", assertion);
        return form;
    }

    /** Exchanges a code, without PKCE. */
    Http.Answer redeem(Http http, String code) {
        var form = authenticated();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", redirectUri);
        return http.post(Surface.TOKEN, form);
    }
}
