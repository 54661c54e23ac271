package dev.verifier.server.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.verifier.server.World;
import dev.verifier.server.configuration.VerifierProperties.Login.CrossDevice;
import dev.verifier.server.configuration.VerifierProperties.Tokens;
import dev.verifier.server.limit.CallerAddress;
import dev.verifier.server.profile.CredentialProfiles;
import dev.verifier.wallet.SealKey;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;

/** Everybody can write a certificate into a header; it counts where a trusted proxy did. */
class ForgedCertificateTests {

    private static final String LIST = """
            clients:
              - clientId: "portal"
                redirectUris: ["https://acme.example/callback"]
                clientAuthenticationMethods: ["tls_client_auth"]
                tlsClientAuthSubjectDn: "CN=Acme Seal,organizationIdentifier=VATES-A12345678,O=Acme Trust,C=ES"
                authorizationGrantTypes: ["authorization_code"]
            """;

    private static final Tokens LIFETIMES = new Tokens(
            Duration.ofHours(1),
            Duration.ofMinutes(5),
            Duration.ofHours(12),
            Duration.ofMinutes(1),
            Duration.ofMinutes(1),
            Tokens.Subject.HOLDER_DID,
            Tokens.DpopNonce.OPTIONAL);

    private final TrustedClientsList list = Objects.requireNonNull(TrustedClientsList.read(
                    LIST.getBytes(StandardCharsets.UTF_8),
                    new ClientProfile(
                            false, true, false, LIFETIMES, CrossDevice.ALLOW, CredentialProfiles.readyMade(), Set.of()))
            .value());

    private final ClientCertificateConverter converter = new ClientCertificateConverter(
            new ClientRequests(new TrustedClients(() -> list, CredentialProfiles.readyMade())),
            new CallerAddress(List.of("192.0.2.0/24")),
            "Client-Cert");

    private static MockHttpServletRequest from(String peer) throws CertificateEncodingException {
        var certificate = new World()
                .authority
                .seal(World.ORGANIZATION, SealKey.P_256)
                .chain()
                .getFirst();
        var request = new MockHttpServletRequest("POST", "/oidc/introspect");
        request.setRemoteAddr(peer);
        request.setParameter("client_id", "portal");
        request.addHeader("Client-Cert", ":" + Base64.getEncoder().encodeToString(certificate.getEncoded()) + ":");
        return request;
    }

    @Test
    void a_trusted_proxy_hands_on_the_certificate_of_a_client() throws Exception {
        assertThat(converter.convert(from("192.0.2.7")))
                .isInstanceOfSatisfying(OAuth2ClientAuthenticationToken.class, client -> {
                    assertThat(client.getName()).isEqualTo("portal");
                    assertThat(client.getClientAuthenticationMethod())
                            .isEqualTo(ClientAuthenticationMethod.TLS_CLIENT_AUTH);
                });
    }

    @Test
    void what_anybody_else_writes_into_the_header_is_no_certificate() throws Exception {
        var forged = from("203.0.113.7");
        forged.addHeader("X-Forwarded-For", "192.0.2.7");

        assertThatExceptionOfType(OAuth2AuthenticationException.class)
                .isThrownBy(() -> converter.convert(forged))
                .satisfies(refused ->
                        assertThat(refused.getError().getDescription()).isEqualTo("client_certificate_invalid"));
    }

    @Test
    void where_no_header_is_configured_there_is_no_such_way() throws Exception {
        var unconfigured = new ClientCertificateConverter(
                new ClientRequests(new TrustedClients(() -> list, CredentialProfiles.readyMade())),
                new CallerAddress(List.of("192.0.2.0/24")),
                null);

        assertThat(unconfigured.convert(from("192.0.2.7"))).isNull();
    }
}
