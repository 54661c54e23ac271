package dev.verifier.wallet.cli;

import dev.verifier.wallet.CredentialTampering;
import dev.verifier.wallet.LearVersion;
import dev.verifier.wallet.SdJwtType;
import java.net.URI;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The lists of the trust framework, as YAML: who may issue what, who may delegate, what is revoked, and who may log in. */
final class TrustLists {
    /** The client id of the web app that people sign in to. */
    static final String APP = "sample-public-client";

    /** What people carry who are no employees: personal identification data as SD-JWT VC and as mdoc, and a driving licence. */
    static final String IDENTITY = "urn:eudi:pid:1,eu.europa.ec.eudi.pid.1,org.iso.18013.5.1.mDL";

    private TrustLists() {}

    /** {@code trustedIssuers}: this organization may issue everything that can be issued here. */
    static String issuers(String organization) {
        var accreditations = Stream.concat(
                        Arrays.stream(LearVersion.values()).map(LearVersion::type),
                        Arrays.stream(SdJwtType.values()).map(SdJwtType::vct))
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

    /** {@code clients}: this machine may log in, and people at this web app. */
    static String clients(String did, @Nullable URI audience, @Nullable URI app) {
        var machine = """
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
        return machine + audience(audience) + (app == null ? "" : app(app) + audience(audience));
    }

    private static String app(URI app) {
        return """
                  - clientId: %s
                    url: %s
                    redirectUris: [%s]
                    scopes: ["openid_learcredential"]
                    clientAuthenticationMethods: ["none"]
                    authorizationGrantTypes: ["authorization_code"]
                    postLogoutRedirectUris: []
                    requireAuthorizationConsent: false
                    requireProofKey: true
                """.formatted(
                        quoted(APP),
                        quoted(app.toString()),
                        quoted(app.resolve("/callback").toString()));
    }

    private static String audience(@Nullable URI audience) {
        return audience == null ? "" : "    audience: " + quoted(audience.toString()) + "\n";
    }

    /** YAML 1.2 §7.3.1: a JSON string is a double-quoted scalar. */
    private static String quoted(String text) {
        return JsonMapper.shared().writeValueAsString(text);
    }
}
