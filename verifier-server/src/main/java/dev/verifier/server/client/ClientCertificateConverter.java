package dev.verifier.server.client;

import dev.verifier.server.error.Refusal;
import dev.verifier.server.limit.CallerAddress;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Collections;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Finds the certificate that a client has shown to the proxy in front of us (RFC 8705 §2). A request says with {@code client_id}
 * whose it is to be, and a certificate alone is no sign that somebody wants to authenticate with it. What others than a trusted proxy
 * write into the header is never looked at.
 */
final class ClientCertificateConverter implements AuthenticationConverter {

    private final ClientRequests requests;
    private final CallerAddress addresses;
    private final @Nullable String header;

    /** @param header where proxies hand it on; null where none does */
    ClientCertificateConverter(ClientRequests requests, CallerAddress addresses, @Nullable String header) {
        this.requests = requests;
        this.addresses = addresses;
        this.header = header;
    }

    @Override
    public @Nullable Authentication convert(HttpServletRequest request) {
        var clientId = request.getParameter(OAuth2ParameterNames.CLIENT_ID);
        if (header == null || clientId == null || !authenticatesByCertificate(clientId)) {
            return null;
        }
        requests.known(request, clientId);
        var values = Collections.list(request.getHeaders(header));
        if (!addresses.isProxys(request)
                || values.size() != 1
                || values.getFirst().isBlank()) {
            throw Refusal.CLIENT_CERTIFICATE_INVALID.asException();
        }
        var certificate = certificate(values.getFirst().strip());
        return requests.of(
                request, clientId, ClientAuthenticationMethod.TLS_CLIENT_AUTH, new X509Certificate[] {certificate});
    }

    /** One that has no other way to authenticate in this request: the others come first. */
    private boolean authenticatesByCertificate(String clientId) {
        return requests.clients()
                .client(clientId)
                .filter(client -> client.methods().contains(ClientAuthenticationMethod.TLS_CLIENT_AUTH))
                .isPresent();
    }

    private static X509Certificate certificate(String value) {
        try {
            var isByteSequence = value.startsWith(":") && value.endsWith(":") && value.length() > 2;
            var bytes = isByteSequence
                    ? Base64.getDecoder().decode(value.substring(1, value.length() - 1))
                    // Of nginx, which writes a space as %20: a plus is one of Base64.
                    : URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.US_ASCII)
                            .getBytes(StandardCharsets.US_ASCII);
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(bytes));
        } catch (CertificateException | IllegalArgumentException e) {
            throw Refusal.CLIENT_CERTIFICATE_INVALID.asException();
        }
    }
}
