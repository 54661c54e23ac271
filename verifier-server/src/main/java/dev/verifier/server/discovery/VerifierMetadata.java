package dev.verifier.server.discovery;

import dev.verifier.credential.CredentialType;
import dev.verifier.jose.SignatureAlgorithm;
import dev.verifier.server.authorize.ResponseMode;
import dev.verifier.server.authorize.Wishes;
import dev.verifier.server.client.ClientProfile;
import dev.verifier.server.configuration.Surface;
import dev.verifier.server.configuration.VerifierProperties;
import dev.verifier.server.dpop.ProvenKey;
import dev.verifier.server.key.EncryptionKey;
import dev.verifier.server.profile.CredentialProfiles;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * The metadata document (RFC 8414 §2, OpenID Connect Discovery §3), the same at both well-known paths. It is ours and not
 * Spring's, because Spring's lists endpoints, grants and methods that this server does not have. Nothing in it changes while a server
 * runs, nor with who asks. Immutable.
 */
final class VerifierMetadata {

    private static final List<String> SCOPES = List.of("openid", "profile", "email", "offline_access");
    private static final List<String> CLAIMS = List.of(
            "sub",
            "iss",
            "aud",
            "exp",
            "iat",
            "auth_time",
            "nonce",
            "sid",
            "acr",
            "azp",
            "at_hash",
            "name",
            "given_name",
            "family_name",
            "email",
            "email_verified",
            "credential_type",
            "vc_json");
    private final byte[] document;

    VerifierMetadata(Surface surface, VerifierProperties properties) {
        var metadata = metadata(
                surface,
                ClientProfile.of(properties),
                properties.tokens().subject().equals(VerifierProperties.Tokens.Subject.PAIRWISE),
                properties.compatibility().strict(),
                properties.branding().languages());
        if (properties.drafts().credentialOidcBridge() != null) {
            tellOfCredentialSets(metadata, ClientProfile.of(properties).credentials());
        }
        if (properties.drafts().credentialOidcBridgeQueries() != null) {
            metadata.put("dcql_query_supported", true);
        }
        this.document = new JsonMapper().writeValueAsBytes(metadata);
    }

    /** draft-svensson-credential-oidc-bridge, section 5.2: of a scope that several credentials answer, the first. */
    private static void tellOfCredentialSets(Map<String, Object> metadata, CredentialProfiles profiles) {
        var presentations = new LinkedHashMap<String, Object>();
        for (var profile : profiles.all()) {
            var query = profile.query().credentials().getFirst();
            var type = query.meta().types().stream()
                    .map(CredentialType::name)
                    .sorted()
                    .findFirst()
                    .orElseThrow();
            if (profiles.namesForPeople().contains(profile.name())) {
                profile.scopes()
                        .forEach(scope -> presentations.put(
                                scope, Map.of("format", query.format().identifier(), "type", List.of(type))));
            }
        }
        metadata.put("credential_presentations_supported", presentations);
        metadata.computeIfPresent(
                "claims_supported",
                (_, claims) -> Stream.concat(((List<?>) claims).stream(), Stream.of("presented_credential_sets"))
                        .toList());
    }

    /** The document as it is sent. */
    byte[] document() {
        return document.clone();
    }

    private static Map<String, Object> metadata(
            Surface surface, ClientProfile clients, boolean pairwise, boolean strict, List<String> languages) {
        var algorithms =
                clients.algorithms().stream().map(SignatureAlgorithm::jwsName).toList();
        var metadata = new LinkedHashMap<String, Object>();
        metadata.put("issuer", surface.issuer().toString());
        metadata.put("authorization_endpoint", surface.url(Surface.AUTHORIZE));
        metadata.put("authorization_response_iss_parameter_supported", true);
        metadata.put("token_endpoint", surface.url(Surface.TOKEN));
        metadata.put("token_endpoint_auth_methods_supported", clients.tokenMethods());
        metadata.put("token_endpoint_auth_signing_alg_values_supported", algorithms);
        metadata.put("introspection_endpoint", surface.url(Surface.INTROSPECT));
        metadata.put("introspection_endpoint_auth_methods_supported", clients.confidentialMethods());
        metadata.put("introspection_endpoint_auth_signing_alg_values_supported", algorithms);
        metadata.put("revocation_endpoint", surface.url(Surface.REVOKE));
        metadata.put("revocation_endpoint_auth_methods_supported", clients.tokenMethods());
        metadata.put("revocation_endpoint_auth_signing_alg_values_supported", algorithms);
        metadata.put("jwks_uri", surface.url(Surface.JWKS));
        metadata.put("userinfo_endpoint", surface.url(Surface.USERINFO));
        metadata.put("end_session_endpoint", surface.url(Surface.LOGOUT));
        metadata.put("backchannel_logout_supported", true);
        metadata.put("backchannel_logout_session_supported", true);
        metadata.put("grant_types_supported", List.of("authorization_code", "refresh_token", "client_credentials"));
        metadata.put("response_types_supported", List.of("code"));
        metadata.put("response_modes_supported", ResponseMode.parameters());
        metadata.put("code_challenge_methods_supported", List.of("S256"));
        metadata.put("subject_types_supported", List.of(pairwise ? "pairwise" : "public"));
        metadata.put("id_token_signing_alg_values_supported", List.of("ES256"));
        metadata.put("dpop_signing_alg_values_supported", ProvenKey.ALGORITHMS);
        metadata.put("acr_values_supported", List.of("0"));
        metadata.put("prompt_values_supported", Wishes.PROMPTS);
        metadata.put("request_parameter_supported", true);
        metadata.put("request_uri_parameter_supported", true);
        metadata.put("require_request_uri_registration", false);
        metadata.put("pushed_authorization_request_endpoint", surface.url(Surface.PAR));
        metadata.put("require_pushed_authorization_requests", strict);
        metadata.put("require_signed_request_object", false);
        metadata.put("request_object_signing_alg_values_supported", algorithms);
        metadata.put("request_object_encryption_alg_values_supported", EncryptionKey.ALGORITHMS);
        metadata.put("request_object_encryption_enc_values_supported", EncryptionKey.METHODS);
        metadata.put("ui_locales_supported", languages);
        metadata.put("claims_parameter_supported", false);
        metadata.put("claim_types_supported", List.of("normal"));
        metadata.put(
                "claims_supported",
                Stream.concat(CLAIMS.stream(), clients.credentials().claims().stream())
                        .distinct()
                        .toList());
        metadata.put(
                "scopes_supported",
                Stream.concat(SCOPES.stream(), clients.credentials().scopes().stream())
                        .toList());
        return metadata;
    }
}
