package dev.verifier.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.security.oauth2.client.endpoint.OAuth2ClientCredentialsGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientClientCredentialsTokenResponseClient;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;

class TokenEndpointTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            400 | application/json | {"error":"invalid_grant","error_description":"why"}  | invalid_grant
            401 | application/json | {"error":"invalid_client","error_description":"why"} | invalid_client
            503 | application/json | {"error":"temporarily_unavailable"}                  | temporarily_unavailable
            401 | application/json | {}                                                   | invalid_token_response
            502 | text/html        | gone                                                 | invalid_token_response
            """)
    void what_verifier_says_is_what_the_application_hears(int status, String type, String body, String code)
            throws Exception {
        var server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", type);
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        try {
            var request = request("http://localhost:" + server.getAddress().getPort());
            var client = TokenEndpoint.asked(
                    new RestClientClientCredentialsTokenResponseClient(),
                    assertions().<OAuth2ClientCredentialsGrantRequest>plain());

            assertThatThrownBy(() -> client.getTokenResponse(request))
                    .isInstanceOfSatisfying(
                            OAuth2AuthorizationException.class,
                            refusal -> assertThat(refusal.getError().getErrorCode())
                                    .isEqualTo(code));
        } finally {
            server.stop(0);
        }
    }

    private static Assertions assertions() throws Exception {
        var key = new ECKeyGenerator(Curve.P_256).generate().toJSONString();
        return new Assertions(ClientKey.of(Settings.of("key", key)), URI.create("https://verifier.example"));
    }

    private static OAuth2ClientCredentialsGrantRequest request(String tokenUri) {
        return new OAuth2ClientCredentialsGrantRequest(ClientRegistration.withRegistrationId("verifier")
                .clientId("client")
                .clientAuthenticationMethod(ClientAuthenticationMethod.PRIVATE_KEY_JWT)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .tokenUri(tokenUri)
                .build());
    }
}
