package dev.verifier.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verifier.server.configuration.Surface;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Clients with a certificate, behind a proxy that has checked its chain and hands it on (RFC 8705 §2.1, RFC 9440). */
@VerifierTest
class ClientCertificateTests {

    private static final World WORLD = new World();
    private static final AssertionKey KEY = AssertionKey.generate("ES256");
    /** From the country on, as certificates have it; RFC 4514 writes it the other way round. */
    private static final String SUBJECT = "C=ES,O=Acme,CN=Acme Portal";

    @DynamicPropertySource
    static void world(DynamicPropertyRegistry registry) throws IOException {
        Files.writeString(
                WORLD.folder.resolve("clients.yaml"),
                client("by-subject", "tlsClientAuthSubjectDn: \"cn=ACME  portal, o=Acme, c=ES\"")
                        + client("by-dns", "tlsClientAuthSanDns: portal.acme.example")
                        + client("by-uri", "tlsClientAuthSanUri: \"https://acme.example/portal\""),
                StandardOpenOption.APPEND);
        WORLD.describe(registry);
        registry.add("verifier.proxy.trusted", () -> "127.0.0.1, ::1");
        registry.add("verifier.proxy.client-certificate-header", () -> "Client-Cert");
    }

    private static String client(String id, String subject) {
        return """
                  - clientId: "%s"
                    redirectUris: ["https://acme.example/callback"]
                    clientAuthenticationMethods: ["tls_client_auth"]
                    authorizationGrantTypes: ["authorization_code"]
                    %s
                """.formatted(id, subject).indent(0);
    }

    @LocalServerPort
    private int port;

    private static X509Certificate certificate(String subject, Duration age, GeneralName... names) throws Exception {
        KeyPair keys = KEY.keys();
        var name = new X500Name(subject);
        var from = Instant.now().minus(age);
        var builder = new JcaX509v3CertificateBuilder(
                name,
                BigInteger.ONE,
                Date.from(from),
                Date.from(from.plus(Duration.ofDays(30))),
                name,
                keys.getPublic());
        if (names.length > 0) {
            builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
        }
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
    }

    private static X509Certificate good() throws Exception {
        return certificate(
                SUBJECT,
                Duration.ofDays(1),
                new GeneralName(GeneralName.dNSName, "Portal.acme.example"),
                new GeneralName(GeneralName.uniformResourceIdentifier, "https://acme.example/portal"));
    }

    private static String byteSequence(X509Certificate certificate) throws Exception {
        return ":" + Base64.getEncoder().encodeToString(certificate.getEncoded()) + ":";
    }

    private static String escaped(X509Certificate certificate) throws Exception {
        var pem = "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
        return URLEncoder.encode(pem, StandardCharsets.US_ASCII).replace("+", "%20");
    }

    private Http.Answer ask(String clientId, String... headers) {
        var request = new Http(port)
                .request(Surface.INTROSPECT)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(Http.encoded(Map.of("client_id", clientId, "token", "whatever"))));
        for (var header : headers) {
            request.header("Client-Cert", header);
        }
        return new Http(port).send(request);
    }

    @ParameterizedTest
    @ValueSource(strings = {"by-subject", "by-dns", "by-uri"})
    void a_client_is_who_its_certificate_says_in_either_form(String clientId) throws Exception {
        assertThat(ask(clientId, byteSequence(good())).body()).isEqualTo("{\"active\":false}");
        assertThat(ask(clientId, escaped(good())).body()).isEqualTo("{\"active\":false}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"by-subject", "by-dns", "by-uri"})
    void no_certificate_or_another_one_is_refused(String clientId) throws Exception {
        var another = certificate(
                "C=FR,O=Acme,CN=Acme Portal",
                Duration.ofDays(1),
                new GeneralName(GeneralName.dNSName, "*.acme.example"),
                new GeneralName(GeneralName.uniformResourceIdentifier, "https://acme.example/Portal"),
                new GeneralName(GeneralName.rfc822Name, "portal.acme.example"));
        for (var header : List.of(
                byteSequence(another),
                byteSequence(certificate(SUBJECT, Duration.ofDays(31))),
                byteSequence(certificate(SUBJECT, Duration.ofDays(-1))),
                "",
                "::",
                ":!:",
                "garbage",
                "%zz",
                escaped(good()).substring(0, 200))) {
            refused(ask(clientId, header));
        }
        refused(ask(clientId));
        refused(ask(clientId, byteSequence(good()), byteSequence(good())));
    }

    @Test
    void expired_and_future_certificates_with_the_right_names_are_refused() throws Exception {
        var names = new GeneralName[] {new GeneralName(GeneralName.dNSName, "portal.acme.example")};

        assertThat(ask("by-dns", byteSequence(certificate(SUBJECT, Duration.ofDays(29), names)))
                        .status())
                .isEqualTo(200);
        refused(ask("by-dns", byteSequence(certificate(SUBJECT, Duration.ofDays(31), names))));
        refused(ask("by-dns", byteSequence(certificate(SUBJECT, Duration.ofDays(-1), names))));
    }

    @Test
    void a_certificate_is_no_way_in_for_a_client_that_is_registered_for_another() throws Exception {
        var answer = ask("browser-app", byteSequence(good()));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("client_authentication_missing");
    }

    @Test
    void the_method_is_told_of_where_there_is_one() {
        var metadata = new Http(port).get(Surface.OPENID_CONFIGURATION).json();

        assertThat(metadata.get("token_endpoint_auth_methods_supported").toString())
                .contains("tls_client_auth");
        assertThat(metadata.get("introspection_endpoint_auth_methods_supported").toString())
                .contains("tls_client_auth");
    }

    private static void refused(Http.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("client_certificate_invalid");
    }
}
