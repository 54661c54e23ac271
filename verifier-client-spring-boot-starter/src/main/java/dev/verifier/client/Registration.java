package dev.verifier.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The application's entry in Verifier's trusted services list, for its operator. Immutable.
 *
 * @param clientId under which it is registered
 * @param yaml one item of {@code clients}
 */
public record Registration(String clientId, String yaml) {

    /** {@code client_secret_jwt} is the ecosystem's name for it; there is no secret, but ES256 with the application's key. */
    static Registration of(ClientKey key, ClientProperties properties) {
        var url = properties.requiredUrl();
        var login = properties.login();
        var signed = login.request() != ClientProperties.RequestForm.PLAIN;
        return new Registration(key.clientId(), """
                  - clientId: "%1$s"
                    url: "%2$s"
                    redirectUris: ["%2$s%3$s"]
                    scopes: ["openid_learcredential"]
                    clientAuthenticationMethods: ["client_secret_jwt"]
                    authorizationGrantTypes: ["authorization_code", "refresh_token"]
                    postLogoutRedirectUris: ["%2$s%4$s"]
                    requireAuthorizationConsent: false
                    requireProofKey: true
                    jwkSetUrl: "%5$s"
                    tokenEndpointAuthenticationSigningAlgorithm: "ES256"
                    requireSignedRequestObject: %6$s
                    requestUris: ["%2$s%7$s/"]
                """.formatted(
                        key.clientId(),
                        url,
                        login.callback(),
                        login.signedOut(),
                        key.clientId().equals(key.did()) ? "/oidc/did/" + key.did() : url + ClientEndpoints.KEYS,
                        signed,
                        ClientEndpoints.REQUESTS));
    }

    /** For whoever keeps the list; fails with the mend where it cannot be put there. */
    void write(Path file) {
        try {
            Files.writeString(file, yaml);
        } catch (IOException e) {
            throw new MisconfiguredException(
                    ClientProperties.PREFIX + ".login.registration",
                    "the file cannot be written",
                    "Name a file in a folder that is there and that this application may write to.");
        }
    }

    /**
     * The same with the APIs that it calls.
     *
     * @param audience their names
     */
    public Registration calling(String... audience) {
        var names = Arrays.stream(audience).map(name -> "\"" + name + "\"").collect(Collectors.joining(", "));
        return new Registration(clientId, yaml + "    audience: [" + names + "]\n");
    }
}
