package dev.verifier.sample.office;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * This app's entry in the trusted services list.
 *
 * @param yaml one item of {@code clients}
 */
record Registration(String yaml) {

    private static final String FILE = "registration.yaml";

    /** {@code client_secret_jwt} is the ecosystem's name for it; there is no secret, but ES256 with the key of the did:key. */
    static Registration of(ClientKey key, Settings settings) {
        return new Registration("""
                  - clientId: "%1$s"
                    url: "%2$s"
                    redirectUris: ["%3$s"]
                    scopes: ["openid_learcredential"]
                    clientAuthenticationMethods: ["client_secret_jwt"]
                    authorizationGrantTypes: ["authorization_code", "refresh_token"]
                    postLogoutRedirectUris: ["%4$s"]
                    requireAuthorizationConsent: false
                    requireProofKey: false
                    jwkSetUrl: "/oidc/did/%1$s"
                    tokenEndpointAuthenticationSigningAlgorithm: "ES256"
                    requireSignedRequestObject: true
                    requestUris: ["%5$s/"]
                    audience: "%6$s"
                """.formatted(
                        key.did(),
                        settings.url(),
                        settings.callback(),
                        settings.home(),
                        settings.url() + RequestObjects.PATH,
                        settings.api()));
    }

    void writeTo(Path folder) {
        try {
            Files.writeString(folder.resolve(FILE), yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
