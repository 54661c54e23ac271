package dev.verifier.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/**
 * A confidential client with a secret and without PKCE, as libraries have made them for years.
 *
 * @param id what it is called
 * @param method how it sends its secret
 */
record RelyingParty(String id, String method) {

    private static final String SECRET = "a-secret-of-letters-only";

    /** Gets into a world's list, before a server reads it. */
    RelyingParty register(World world, String... more) {
        var entry =
                """
                  - clientId: "%s"
                    redirectUris: ["%s"]
                    postLogoutRedirectUris: ["%s"]
                    scopes: ["openid_learcredential"]
                    clientAuthenticationMethods: ["%s"]
                    clientSecret: "{bcrypt}%s"
                    authorizationGrantTypes: ["authorization_code", "refresh_token"]
                    requireProofKey: false
                """.formatted(id, redirectUri(), afterLogout(), method, new BCryptPasswordEncoder(4).encode(SECRET));
        try {
            Files.writeString(
                    world.folder.resolve("clients.yaml"),
                    entry + String.join("", more).indent(4),
                    StandardOpenOption.APPEND);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String redirectUri() {
        return "https://" + id + ".example/callback";
    }

    String afterLogout() {
        return "https://" + id + ".example/goodbye";
    }

    /** An authorization request as plain as it can be, and more. */
    Map<String, String> request(String scope, String... namesAndValues) {
        var request = new LinkedHashMap<String, String>();
        request.put("client_id", id);
        request.put("redirect_uri", redirectUri());
        request.put("scope", scope);
        request.put("state", "its state");
        request.put("nonce", "its nonce");
        request.put("response_type", "code");
        for (var i = 0; i < namesAndValues.length; i += 2) {
            request.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return request;
    }

    /** Exchanges a code. */
    Http.Answer redeem(Http http, String code, String... namesAndValues) {
        var form = new LinkedHashMap<String, String>();
        form.put("code", code);
        form.put("redirect_uri", redirectUri());
        for (var i = 0; i < namesAndValues.length; i += 2) {
            form.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        form.put("grant_type", "authorization_code");
        return token(http, form);
    }

    /** Exchanges a refresh token. */
    Http.Answer refresh(Http http, String token) {
        var form = new LinkedHashMap<String, String>();
        form.put("grant_type", "refresh_token");
        form.put("refresh_token", token);
        return token(http, form);
    }

    private Http.Answer token(Http http, Map<String, String> form) {
        if (method.equals("client_secret_post")) {
            form.put("client_id", id);
            form.put("client_secret", SECRET);
            return http.token(form);
        }
        var pair = Base64.getEncoder().encodeToString((id + ":" + SECRET).getBytes(StandardCharsets.UTF_8));
        return http.send(http.request("/oidc/token")
                .header("Authorization", "Basic " + pair)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(Http.encoded(form))));
    }
}
