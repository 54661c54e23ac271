package dev.verifier.testkit;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An entry of the trusted services list, as docs/registration.md has it. Immutable. */
public final class Client {
    private final Map<String, Object> entry;

    private Client(Map<String, Object> entry) {
        this.entry = entry;
    }

    /** An app that can keep no secret: a public client, with PKCE and refresh tokens. */
    public static Client app(String clientId, String redirectUri) {
        return of(clientId, redirectUri).with("clientAuthenticationMethods", List.of("none"));
    }

    /**
     * An application with a back end, which signs its assertions with ES256.
     *
     * @param didKey its client id: the did:key of its key on P-256
     */
    public static Client confidential(String didKey, String redirectUri) {
        return of(didKey, redirectUri)
                .with("clientAuthenticationMethods", List.of("private_key_jwt"))
                .with("tokenEndpointAuthenticationSigningAlgorithm", "ES256");
    }

    private static Client of(String clientId, String redirectUri) {
        return new Client(Map.of("clientId", clientId))
                .with("url", URI.create(redirectUri).resolve("/").toString().replaceFirst("/$", ""))
                .with("redirectUris", List.of(redirectUri))
                .with("scopes", List.of("openid_learcredential"))
                .with("authorizationGrantTypes", List.of("authorization_code", "refresh_token"))
                .with("requireProofKey", true);
    }

    /** The same client, whose tokens are for these APIs. */
    public Client calling(String... audience) {
        return with("audience", List.of(audience));
    }

    /** The same client, which lets in whose mandate has this power, and nobody else. */
    public Client requiring(String function, String action) {
        return with("requirements", Map.of("powers", List.of(Map.of("function", function, "action", action))));
    }

    /** The same client with another field, or another value of it: texts, booleans, and lists and maps of these. */
    public Client with(String field, Object value) {
        var changed = new LinkedHashMap<>(entry);
        changed.put(field, value);
        return new Client(changed);
    }

    String json() {
        return Json.write(entry);
    }
}
