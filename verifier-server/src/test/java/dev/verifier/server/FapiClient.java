package dev.verifier.server;

import dev.verifier.server.configuration.Surface;
import dev.verifier.wallet.DpopProof;
import dev.verifier.wallet.WalletKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * A client as FAPI 2.0 wants one: it signs assertions for the issuer alone, pushes its requests, and proves that it has a key.
 *
 * @param id what it is called
 * @param key with which it signs
 * @param bound to which its tokens are bound
 */
record FapiClient(String id, WalletKey key, WalletKey bound) {

    private static final SecureRandom RANDOM = new SecureRandom();

    /** One with keys of its own. */
    static FapiClient named(String id) {
        return new FapiClient(id, WalletKey.generate(RANDOM), WalletKey.generate(RANDOM));
    }

    /** The same with another key for its tokens. */
    FapiClient withAnotherKey() {
        return new FapiClient(id, key, WalletKey.generate(RANDOM));
    }

    /** Gets into a world's list, before a server reads it. */
    FapiClient register(World world, String... more) {
        var jwk = "{kty: EC, crv: P-256, x: \"%s\", y: \"%s\"}"
                .formatted(key.publicJwk().get("x"), key.publicJwk().get("y"));
        return registerWith(jwk, world, more);
    }

    /** The same with a key of another kind. */
    FapiClient registerWith(String jwk, World world, String... more) {
        var entry = """
                  - clientId: "%s"
                    redirectUris: ["%s"]
                    scopes: ["openid_learcredential"]
                    clientAuthenticationMethods: ["private_key_jwt"]
                    authorizationGrantTypes: ["authorization_code", "refresh_token"]
                    requireProofKey: true
                    jwks: {keys: [%s]}
                """.formatted(id, redirectUri(), jwk);
        try {
            Files.writeString(
                    world.folder.resolve("clients.yaml"),
                    entry + String.join("\n", more).indent(4),
                    StandardOpenOption.APPEND);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String redirectUri() {
        return "https://" + id + ".example/callback";
    }

    /** What it says of itself to authenticate, and more. */
    Map<String, Object> claims(Object... namesAndValues) {
        var now = Instant.now().getEpochSecond();
        var claims = new LinkedHashMap<String, Object>();
        claims.put("iss", id);
        claims.put("sub", id);
        claims.put("aud", World.ISSUER.toString());
        claims.put("jti", UUID.randomUUID().toString());
        claims.put("iat", now);
        claims.put("exp", now + 60);
        for (var i = 0; i < namesAndValues.length; i += 2) {
            claims.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return claims;
    }

    /** A form that says so. */
    Map<String, String> asserted(Map<String, Object> claims) {
        return asserted(key.sign(Map.of("typ", "JWT"), claims));
    }

    static Map<String, String> asserted(String assertion) {
        var form = new LinkedHashMap<String, String>();
        form.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
        form.put("client_assertion", assertion);
        return form;
    }

    /** An authorization request as it should be, and more. */
    Map<String, String> request(String... namesAndValues) {
        var request = new LinkedHashMap<String, String>();
        request.put("client_id", id);
        request.put("response_type", "code");
        request.put("redirect_uri", redirectUri());
        request.put("scope", "openid learcredential");
        request.put("state", "its state");
        request.put("nonce", "its nonce");
        request.put("code_challenge", Browser.challenge(Browser.VERIFIER));
        request.put("code_challenge_method", "S256");
        for (var i = 0; i < namesAndValues.length; i += 2) {
            request.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return request;
    }

    /** Pushes a request, with proofs where some are given. */
    Http.Answer push(Http http, Map<String, String> request, String... proofs) {
        return push(http, request, asserted(claims()), proofs);
    }

    /** The same under a name of its own choice. */
    Http.Answer push(Http http, Map<String, String> request, Map<String, String> authentication, String... proofs) {
        var form = new LinkedHashMap<>(request);
        form.putAll(authentication);
        return http.postWithProofs(Surface.PAR, form, proofs);
    }

    /** With what the browser comes for a request that was pushed. */
    Map<String, String> link(String requestUri, String... namesAndValues) {
        var request = new LinkedHashMap<String, String>();
        request.put("client_id", id);
        request.put("request_uri", requestUri);
        for (var i = 0; i < namesAndValues.length; i += 2) {
            request.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return request;
    }

    /** What it sends to exchange a code, but for who it is. */
    Map<String, String> redemption(String code) {
        var form = new LinkedHashMap<String, String>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", redirectUri());
        form.put("code_verifier", Browser.VERIFIER);
        return form;
    }

    /** Asks for tokens with a proof. */
    Http.Answer token(Http http, Map<String, String> grant) {
        return token(
                http, grant, asserted(claims()), proof("POST", Surface.TOKEN).compact());
    }

    /** The same under a name and with proofs of its own choice. */
    Http.Answer token(Http http, Map<String, String> grant, Map<String, String> authentication, String... proofs) {
        var form = new LinkedHashMap<>(grant);
        form.putAll(authentication);
        return http.token(form, proofs);
    }

    /** That it has the key of its tokens. */
    DpopProof proof(String method, String path) {
        return DpopProof.of(bound, method, World.ISSUER.resolve(path), Instant.now(), RANDOM);
    }

    /** Who signed in, as an access token lets it ask. */
    Http.Answer userInfo(Http http, String accessToken) {
        return userInfo(
                http,
                "DPoP " + accessToken,
                proof("GET", Surface.USERINFO).with(accessToken).compact());
    }

    /** The same with another header and other proofs. */
    Http.Answer userInfo(Http http, String authorization, String... proofs) {
        var request = http.request(Surface.USERINFO).header("Authorization", authorization);
        for (var proof : proofs) {
            request.header("DPoP", proof);
        }
        return http.send(request.method("GET", BodyPublishers.noBody()));
    }
}
