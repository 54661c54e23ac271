package dev.verifier.server.client;

import dev.verifier.server.list.YamlObject;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;

/** What the fields of a client must be together (OAuth 2.1 §2.1, §4.2). Stateless. */
final class TrustedClientRules {

    private TrustedClientRules() {}

    /** Adds a finding for each contradiction. */
    static void judge(YamlObject entry, TrustedClient client) {
        var isPublic = client.methods().contains(ClientAuthenticationMethod.NONE);
        if (client.grants().contains(AuthorizationGrantType.AUTHORIZATION_CODE)
                && client.redirectUris().isEmpty()) {
            entry.error("redirectUris", "a client with authorization_code needs at least one");
        }
        if (isPublic && client.methods().size() > 1) {
            entry.error("clientAuthenticationMethods", "a client is public (none) or authenticates, not both");
        }
        if (isPublic && entry.text("clientSecret").isPresent()) {
            entry.error("clientSecret", "a public client (none) has no secret; remove one of the two");
        }
        if (isPublic && client.isMachine()) {
            entry.error("authorizationGrantTypes", "client_credentials is for clients that authenticate");
        }
        if (client.isMachine() && !client.authenticatesByAssertion()) {
            entry.error(
                    "clientAuthenticationMethods", "a machine authenticates with client_secret_jwt or private_key_jwt");
        }
        if (client.authenticatesByAssertion() && client.keys().isEmpty() && !hasKeySetUrl(entry)) {
            entry.error(
                    "jwkSetUrl", "nothing says with which key its assertions verify; add jwks or an https jwkSetUrl");
        }
    }

    private static boolean hasKeySetUrl(YamlObject entry) {
        var url = entry.text("jwkSetUrl").orElse("");
        return url.startsWith("https://") && ClientUris.isWebPage(url);
    }
}
