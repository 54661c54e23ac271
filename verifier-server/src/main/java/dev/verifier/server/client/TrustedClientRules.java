package dev.verifier.server.client;

import dev.verifier.server.list.YamlObject;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;

/** What the fields of a client must be together (OAuth 2.1 §2.1, §4.2). Stateless. */
final class TrustedClientRules {

    private static final String METHODS = "clientAuthenticationMethods";
    private static final Set<ClientAuthenticationMethod> WITH_SECRET =
            Set.of(ClientAuthenticationMethod.CLIENT_SECRET_BASIC, ClientAuthenticationMethod.CLIENT_SECRET_POST);

    private TrustedClientRules() {}

    /** Adds a finding for each contradiction. */
    static void judge(YamlObject entry, TrustedClient client, ClientProfile profile) {
        var isPublic = client.methods().contains(ClientAuthenticationMethod.NONE);
        if (client.grants().contains(AuthorizationGrantType.AUTHORIZATION_CODE)
                && client.redirectUris().isEmpty()) {
            entry.error("redirectUris", "a client with authorization_code needs at least one");
        }
        if (isPublic && client.methods().size() > 1) {
            entry.error(METHODS, "a client is public (none) or authenticates, not both");
        }
        if (isPublic && entry.text("clientSecret").isPresent()) {
            entry.error("clientSecret", "a public client (none) has no secret; remove one of the two");
        }
        if (isPublic && client.isMachine()) {
            entry.error("authorizationGrantTypes", "client_credentials is for clients that authenticate");
        }
        if (client.isMachine() && !client.authenticatesByAssertion()) {
            entry.error(METHODS, "a machine authenticates with client_secret_jwt or private_key_jwt");
        }
        if (isPublic && client.requests().pushed()) {
            entry.error(
                    "requirePushedAuthorizationRequests", "a public client (none) cannot authenticate, so cannot push");
        }
        if (client.requests().signed() && client.keys().isEmpty() && client.keySet() == null) {
            entry.error(
                    "requireSignedRequestObject",
                    "nothing says with which key its requests verify; add jwks or an https jwkSetUrl");
        }
        if (client.authenticatesByAssertion() && client.keys().isEmpty() && client.keySet() == null) {
            entry.error(
                    "jwkSetUrl", "nothing says with which key its assertions verify; add jwks or an https jwkSetUrl");
        }
        if (profile.strict()
                && client.grants().contains(AuthorizationGrantType.AUTHORIZATION_CODE)
                && entry.bool("requireProofKey").filter(required -> !required).isPresent()) {
            entry.warning(
                    "requireProofKey", "everybody uses PKCE in the strict profile, so it is required all the same");
        }
        if (client.securityEventUri() != null && !profile.securityEvents()) {
            entry.warning("securityEventUri", "is told nothing: verifier.drafts.security-events is not set");
        }
        judgeMethods(entry, client, profile);
    }

    /** Each way to authenticate is one that there is here, and has what it is done with. */
    private static void judgeMethods(YamlObject entry, TrustedClient client, ClientProfile profile) {
        var methods = client.methods().stream()
                .map(ClientAuthenticationMethod::getValue)
                .collect(Collectors.toSet());
        for (var method : methods) {
            if (!profile.tokenMethods().contains(method)) {
                entry.error(METHODS, why(method));
            }
        }
        var withSecret = client.methods().stream().anyMatch(WITH_SECRET::contains);
        if (withSecret && client.secret() == null) {
            entry.error("clientSecret", "is missing: nothing says what the client authenticates with");
        }
        if (!withSecret && client.secret() != null && !methods.contains("none")) {
            entry.warning("clientSecret", "is not looked at: " + METHODS + " has no way to use it; leave it out");
        }
        if (methods.contains("tls_client_auth") && client.certificate() == null) {
            entry.error(METHODS, "tls_client_auth needs tlsClientAuthSubjectDn, or …SanDns or …SanUri");
        }
    }

    private static String why(String method) {
        return method.equals("tls_client_auth")
                ? "tls_client_auth needs a proxy that hands on certificates: verifier.proxy.client-certificate-header"
                : method + " is not for the strict profile (FAPI 2.0 §5.3.2.1): register private_key_jwt or"
                        + " tls_client_auth";
    }
}
