package dev.verifier.wallet.cli;

import dev.verifier.wallet.CredentialTampering;
import dev.verifier.wallet.LearVersion;
import java.net.URI;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The lists of the trust framework, as YAML: who may issue what, who may delegate, what is revoked, and who may log in. */
final class TrustLists {
    private TrustLists() {}

    /** {@code trustedIssuers}: this organization may issue every type of LEAR credential. */
    static String issuers(String organization) {
        var accreditations = Arrays.stream(LearVersion.values())
                .map(LearVersion::type)
                .distinct()
                .map(type -> "    - credentialsType: " + quoted(type) + "\n")
                .collect(Collectors.joining());
        return "trustedIssuers:\n  " + quoted(organization) + ":\n" + accreditations;
    }

    /** {@code participants}: this organization may delegate. */
    static String participants(String organization) {
        return "participants:\n  - " + quoted(organization) + "\n";
    }

    /** {@code revoked_credentials}: the one that a crime presents. */
    static String revoked() {
        return "revoked_credentials:\n  - " + quoted(CredentialTampering.REVOKED) + "\n";
    }

    /** {@code clients}: this machine may log in. */
    static String clients(String did, @Nullable URI audience) {
        var client = """
                clients:
                  - clientId: %s
                    url: "https://machine.acme.example"
                    redirectUris: []
                    scopes: []
                    clientAuthenticationMethods: ["client_secret_jwt"]
                    authorizationGrantTypes: ["client_credentials"]
                    postLogoutRedirectUris: []
                    requireAuthorizationConsent: false
                    requireProofKey: false
                    jwkSetUrl: "/oidc/did/"
                    tokenEndpointAuthenticationSigningAlgorithm: "ES256"
                """.formatted(quoted(did));
        return audience == null ? client : client + "    audience: " + quoted(audience.toString()) + "\n";
    }

    /** YAML 1.2 §7.3.1: a JSON string is a double-quoted scalar. */
    private static String quoted(String text) {
        return JsonMapper.shared().writeValueAsString(text);
    }
}
