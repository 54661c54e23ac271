package dev.verifier.server.client;

import dev.verifier.server.error.Refusal;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Date;
import java.util.function.Consumer;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;

/**
 * Whether the certificate is the client's (RFC 8705 §2.1): valid now, and of the registered subject. Its chain and the proof that the
 * client holds its key are the proxy's. Thread-safe.
 */
final class ClientCertificates implements Consumer<OAuth2ClientAuthenticationContext> {

    private final TrustedClients clients;
    private final Clock clock;

    ClientCertificates(TrustedClients clients, Clock clock) {
        this.clients = clients;
        this.clock = clock;
    }

    @Override
    public void accept(OAuth2ClientAuthenticationContext context) {
        OAuth2ClientAuthenticationToken asked = context.getAuthentication();
        var subject =
                clients.client(asked.getName()).map(TrustedClient::certificate).orElse(null);
        if (subject == null
                || !(asked.getCredentials() instanceof X509Certificate[] chain)
                || !subject.isOf(chain[0])
                || !isValid(chain[0])) {
            throw Refusal.CLIENT_CERTIFICATE_INVALID.asException();
        }
    }

    private boolean isValid(X509Certificate certificate) {
        try {
            certificate.checkValidity(Date.from(clock.instant()));
            return true;
        } catch (CertificateExpiredException | CertificateNotYetValidException e) {
            return false;
        }
    }
}
