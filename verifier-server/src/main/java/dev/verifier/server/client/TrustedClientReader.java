package dev.verifier.server.client;

import dev.verifier.server.list.YamlObject;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;

/**
 * Reads one entry of the trusted services list. What cannot be accepted leaves the entry out and is said with line and field;
 * what is merely odd is said and taken. Stateless but for the profile.
 */
final class TrustedClientReader {

    private static final Set<String> FIELDS = Set.of(
            "id",
            "clientId",
            "url",
            "clientSecret",
            "redirectUris",
            "scopes",
            "clientAuthenticationMethods",
            "authorizationGrantTypes",
            "postLogoutRedirectUris",
            "requireAuthorizationConsent",
            "requireProofKey",
            "jwkSetUrl",
            "tokenEndpointAuthenticationSigningAlgorithm",
            "tenant",
            "loginPageUri",
            "clientMetadata",
            "backchannelLogoutUri",
            "backchannelLogoutSessionRequired",
            "securityEventUri",
            "jwks",
            "requestUris",
            "requireSignedRequestObject",
            "require_signed_request_object",
            "requirePushedAuthorizationRequests",
            "crossDevice",
            "audience",
            "assertionAudience",
            "tlsClientAuthSubjectDn",
            "tlsClientAuthSanDns",
            "tlsClientAuthSanUri",
            "dpopBoundAccessTokens",
            "dpop_bound_access_tokens",
            "profiles",
            "requirements",
            "identity",
            "transactionData",
            "disabled");

    private static final Set<String> METHODS = Set.of(
            "none",
            "client_secret_jwt",
            "private_key_jwt",
            "client_secret_basic",
            "client_secret_post",
            "tls_client_auth");

    private static final Set<String> GRANTS = Set.of("authorization_code", "refresh_token", "client_credentials");

    /** RFC 6749 appendix A.1: printable ASCII. */
    private static final Pattern CLIENT_ID = Pattern.compile("[\\x21-\\x7e]{1,512}");

    /** RFC 6749 §3.3. */
    private static final Pattern SCOPE = Pattern.compile("[\\x21\\x23-\\x5b\\x5d-\\x7e]+");

    private static final Pattern TENANT = Pattern.compile("[a-z0-9-]{1,64}");

    private final ClientProfile profile;

    TrustedClientReader(ClientProfile profile) {
        this.profile = profile;
    }

    Optional<TrustedClient> read(YamlObject entry) {
        var clientId = entry.text("clientId").orElse("");
        entry.named(clientId);
        if (!CLIENT_ID.matcher(clientId).matches()) {
            entry.error("clientId", "is missing or has characters other than printable ASCII");
            return Optional.empty();
        }
        entry.names().stream()
                .filter(name -> !FIELDS.contains(name))
                .forEach(name -> entry.warning(name, "is not a field of this list and is not looked at"));
        var client = client(entry, clientId);
        if (!entry.broken()) {
            TrustedClientRules.judge(entry, client, profile);
        }
        return entry.broken() ? Optional.empty() : Optional.of(client);
    }

    private TrustedClient client(YamlObject entry, String clientId) {
        var methods = known(entry, "clientAuthenticationMethods", METHODS, ClientAuthenticationMethod::new);
        var accepted = new ClientKeys(profile.algorithms());
        var keys = accepted.of(entry, clientId);
        return new TrustedClient(
                entry.text("id").orElse(clientId),
                clientId,
                url(entry),
                ClientUris.redirects(entry, "redirectUris", profile.strict()),
                ClientUris.redirects(entry, "postLogoutRedirectUris", profile.strict()),
                ClientUris.secured(entry, "backchannelLogoutUri"),
                ClientUris.secured(entry, "securityEventUri"),
                scopes(entry),
                methods,
                known(entry, "authorizationGrantTypes", GRANTS, AuthorizationGrantType::new),
                entry.bool("requireAuthorizationConsent").orElse(false),
                proofKey(entry, methods),
                keys,
                keys.isEmpty() ? accepted.published(entry, clientId).orElse(null) : null,
                ClientSecret.of(entry, clientId, profile.strict()).orElse(null),
                CertificateSubject.of(entry).orElse(null),
                assertsToIssuerOnly(entry),
                entry.texts("audience"),
                boundTokens(entry),
                tenant(entry),
                RequestRules.of(entry),
                SignInRules.of(entry, profile.crossDevice()),
                CredentialRules.of(entry, profile.credentials(), profile.identities()));
    }

    /** FAPI 2.0 §5.3.2.1: in strict everybody's. */
    private boolean boundTokens(YamlObject entry) {
        return Stream.of("dpopBoundAccessTokens", "dpop_bound_access_tokens")
                        .anyMatch(name -> entry.bool(name).orElse(false))
                || profile.strict();
    }

    private static <T> Set<T> known(YamlObject entry, String field, Set<String> known, Function<String, T> value) {
        var values = new LinkedHashSet<T>();
        for (var text : entry.texts(field)) {
            if (known.contains(text)) {
                values.add(value.apply(text));
            } else {
                entry.error(
                        field,
                        "\"" + text + "\" is none of " + known.stream().sorted().toList());
            }
        }
        if (values.isEmpty() && !entry.broken()) {
            entry.error(
                    field,
                    "must name at least one of " + known.stream().sorted().toList());
        }
        return values;
    }

    private static Set<String> scopes(YamlObject entry) {
        var scopes = new LinkedHashSet<>(entry.texts("scopes"));
        for (var scope : scopes) {
            if (!SCOPE.matcher(scope).matches()) {
                entry.error("scopes", "\"" + scope + "\" is no scope; write several as a list of several");
            }
        }
        return scopes;
    }

    private static @Nullable String url(YamlObject entry) {
        var url = entry.text("url");
        if (url.filter(text -> !ClientUris.isWebPage(text)).isPresent()) {
            entry.error("url", "must be an http or https URL");
        }
        return url.orElse(null);
    }

    private boolean proofKey(YamlObject entry, Set<ClientAuthenticationMethod> methods) {
        var registered = entry.bool("requireProofKey").orElse(false);
        var isPublic = methods.contains(ClientAuthenticationMethod.NONE);
        if (isPublic && !registered) {
            entry.warning(
                    "requireProofKey", "a public client must use PKCE, so it is required all the same; set it to true");
        }
        // FAPI 2.0 Security Profile §5.3.2.2: everybody.
        return registered || isPublic || profile.strict();
    }

    private static boolean assertsToIssuerOnly(YamlObject entry) {
        var audience = entry.text("assertionAudience");
        if (audience.filter(text -> !text.equals("issuer")).isPresent()) {
            entry.error("assertionAudience", "can be issuer; without it the token endpoint is as good");
        }
        return audience.isPresent();
    }

    private static @Nullable String tenant(YamlObject entry) {
        var tenant = entry.text("tenant");
        if (tenant.filter(text -> !TENANT.matcher(text).matches()).isPresent()) {
            entry.error("tenant", "must be 1 to 64 lower case letters, digits or hyphens");
        }
        return tenant.orElse(null);
    }
}
