package dev.verifier.server;

import dev.verifier.server.configuration.Surface;
import dev.verifier.wallet.WalletKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A client at which people stay signed in.
 *
 * @param world where it lives
 * @param clientId its name
 * @param key with which it authenticates; null where it is public
 */
record LastingClient(World world, String clientId, @Nullable WalletKey key) {

    private static final String REDIRECT = "https://stay.example/callback";

    /** One with a key, registered for these grants. */
    static LastingClient confidential(World world, String grants) {
        var key = WalletKey.generate(new SecureRandom());
        return registered(new LastingClient(world, key.did(), key), "client_secret_jwt", grants);
    }

    /** One without. */
    static LastingClient open(World world, String clientId, String grants) {
        return registered(new LastingClient(world, clientId, null), "none", grants);
    }

    private static LastingClient registered(LastingClient client, String method, String grants) {
        try {
            Files.writeString(
                    client.world.folder.resolve("clients.yaml"),
                    """
                      - clientId: "%s"
                        redirectUris: ["%s"]
                        scopes: ["openid_learcredential"]
                        clientAuthenticationMethods: ["%s"]
                        authorizationGrantTypes: [%s]
                        requireProofKey: %s
                    """.formatted(client.clientId, REDIRECT, method, grants, client.key == null)
                            .indent(0),
                    StandardOpenOption.APPEND);
            return client;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its authorization request. */
    Map<String, String> request() {
        var request = new LinkedHashMap<>(Browser.request());
        request.put("client_id", clientId);
        request.put("redirect_uri", REDIRECT);
        if (key != null) {
            request.remove("code_challenge");
            request.remove("code_challenge_method");
        }
        return request;
    }

    /** A form with these parameters, names and values in turn, and who it is from. */
    Map<String, String> form(String... namesAndValues) {
        var form = new LinkedHashMap<String, String>();
        if (key == null) {
            form.put("client_id", clientId);
        } else {
            form.putAll(world.login(key).build().withoutVpToken().form());
            form.remove("grant_type");
        }
        for (var i = 0; i < namesAndValues.length; i += 2) {
            form.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return form;
    }

    /** A person signs in: the code. */
    String code(Http http, Map<String, String> request) {
        return code(http, world.person, request);
    }

    private String code(Http http, WalletKey person, Map<String, String> request) {
        return new Browser(http).signIn(world, person, request).getOrDefault("code", "");
    }

    Http.Answer redeem(Http http, String code, String... proofs) {
        var form = form("grant_type", "authorization_code", "code", code, "redirect_uri", REDIRECT);
        if (key == null) {
            form.put("code_verifier", Browser.VERIFIER);
        }
        return http.token(form, proofs);
    }

    /** A person signs in. */
    Tokens signIn(Http http) {
        return signIn(http, world.person);
    }

    Tokens signIn(Http http, WalletKey person) {
        return Tokens.of(redeem(http, code(http, person, request())));
    }

    Http.Answer refresh(Http http, String refreshToken, String... more) {
        var form = form("grant_type", "refresh_token", "refresh_token", refreshToken);
        form.putAll(form(more));
        return http.token(form);
    }

    Http.Answer revoke(Http http, String token) {
        return http.post(Surface.REVOKE, form("token", token));
    }

    Http.Answer introspect(Http http, String token) {
        return http.post(Surface.INTROSPECT, form("token", token));
    }

    boolean sees(Http http, String token) {
        return introspect(http, token).json().get("active").asBoolean();
    }

    /** What a client holds. */
    record Tokens(String access, String refresh, String id) {

        static Tokens of(Http.Answer answer) {
            if (answer.status() != 200) {
                throw new AssertionError(answer.body());
            }
            return new Tokens(
                    answer.json().get("access_token").asString(),
                    answer.json().path("refresh_token").asString(""),
                    answer.json().get("id_token").asString());
        }

        int userInfo(Http http) {
            return http.send(http.request(Surface.USERINFO)
                            .header("Authorization", "Bearer " + access)
                            .GET())
                    .status();
        }
    }
}
