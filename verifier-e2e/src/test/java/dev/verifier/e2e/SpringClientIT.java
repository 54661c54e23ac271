package dev.verifier.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.verifier.wallet.WalletKey;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.security.oauth2.client.endpoint.NimbusJwtClientAuthenticationParametersConverter;
import org.springframework.security.oauth2.client.endpoint.OAuth2ClientCredentialsGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientClientCredentialsTokenResponseClient;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;

/** A machine written with Spring Security's own client, and an API written with Spring Security's resource server. */
class SpringClientIT {

    @TempDir
    private Path folder;

    @Test
    void a_machine_written_with_spring_gets_a_token_that_an_api_written_with_spring_accepts() throws Exception {
        var apiPort = Program.freePort();
        var api = "http://localhost:" + apiPort;
        var ecosystem = new Ecosystem(folder, api);
        try (var _ = ecosystem.server();
                var _ = ecosystem.api(apiPort)) {
            var token = token(ecosystem);

            assertThat(get(api + "/me", token).body()).contains("\"mandator\"", "Acme", "Onboarding");
            assertThat(get(api + "/onboardings", token).statusCode()).isEqualTo(200);
            assertThat(get(api + "/me", token + "x").statusCode()).isEqualTo(401);
        }
    }

    @Test
    void an_api_refuses_a_token_that_is_meant_for_another() throws Exception {
        var apiPort = Program.freePort();
        var ecosystem = new Ecosystem(folder, "https://another.example");
        try (var _ = ecosystem.server();
                var _ = ecosystem.api(apiPort, "http://localhost:" + apiPort)) {
            var answer = get("http://localhost:" + apiPort + "/me", token(ecosystem));

            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate").orElse(""))
                    .contains("aud");
        }
    }

    private static String token(Ecosystem ecosystem) throws Exception {
        var key = key(ecosystem.key());
        var registration = ClientRegistration.withRegistrationId("verifier")
                .clientId(key.getKeyID())
                .clientAuthenticationMethod(ClientAuthenticationMethod.PRIVATE_KEY_JWT)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .tokenUri(ecosystem.issuer() + "/oidc/token")
                .build();
        var assertions =
                new NimbusJwtClientAuthenticationParametersConverter<OAuth2ClientCredentialsGrantRequest>(_ -> key);
        var presentation =
                presentation(key, Files.readString(ecosystem.credential()).strip(), ecosystem.issuer());
        assertions.setJwtClientAssertionCustomizer(context -> {
            context.getHeaders().algorithm(SignatureAlgorithm.ES256);
            context.getClaims().claim("vp_token", presentation);
        });
        var client = new RestClientClientCredentialsTokenResponseClient();
        client.addParametersConverter(request -> Objects.requireNonNull(assertions.convert(request)));
        return client.getTokenResponse(new OAuth2ClientCredentialsGrantRequest(registration))
                .getAccessToken()
                .getTokenValue();
    }

    /** The presentation as a client developer would write it with a JWT library. */
    private static String presentation(ECKey key, String credential, URI verifier) throws JOSEException {
        var now = Instant.now();
        var claims = new JWTClaimsSet.Builder()
                .issuer(key.getKeyID())
                .subject(key.getKeyID())
                .audience(verifier.toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(60)))
                .jwtID(UUID.randomUUID().toString())
                .claim(
                        "vp",
                        Map.of(
                                "@context",
                                List.of("https://www.w3.org/2018/credentials/v1"),
                                "type",
                                List.of("VerifiablePresentation"),
                                "holder",
                                key.getKeyID(),
                                "verifiableCredential",
                                List.of(credential)))
                .build();
        var presentation = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.ES256).build(), claims);
        presentation.sign(new ECDSASigner(key));
        return presentation.serialize();
    }

    private static ECKey key(Path file) throws Exception {
        var wallet = WalletKey.read(Files.readString(file));
        return new ECKey.Builder(Curve.P_256, (ECPublicKey) wallet.publicKey())
                .privateKey(wallet.privateKey())
                .keyID(wallet.did())
                .build();
    }

    private static HttpResponse<String> get(String url, String token) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(url))
                                .header("Authorization", "Bearer " + token)
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
