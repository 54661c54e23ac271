package dev.verifier.server.outbound;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpComponentsHttpClientBuilder;
import org.springframework.boot.http.client.HttpRedirects;
import org.springframework.boot.http.client.InetAddressFilter;

/** Makes the HTTP client that keeps to an {@link EgressPolicy}. */
final class EgressClient {

    /** More than this many fetches at once from one host wait, and then fail: one slow host must not hold every worker. */
    private static final int MOST_PER_HOST = 20;

    /**
     * Of IPv6, global unicast alone: 2000::/3 without documentation (RFC 4291 §2.4, RFC 9637). The rest is special, unassigned, or
     * another way to write an IPv4 address (RFC 4291 §2.5.5.1, RFC 8215), and Spring's filter does not know all of it.
     */
    static final InetAddressFilter EXTERNAL =
            InetAddressFilter.externalAddresses().andNot("::/3", "4000::/2", "8000::/1", "3fff::/20");

    private EgressClient() {}

    static CloseableHttpClient of(EgressPolicy policy) {
        var settings = HttpClientSettings.defaults()
                .withConnectTimeout(policy.connectTimeout())
                .withReadTimeout(policy.totalTimeout())
                .withRedirects(HttpRedirects.DONT_FOLLOW)
                .withInetAddressFilter(policy.allowPrivateAddresses() ? InetAddressFilter.all() : EXTERNAL);
        var tls = tls(policy.caCertificates());
        return new HttpComponentsHttpClientBuilder()
                .withTlsSocketStrategyFactory(_ -> new DefaultClientTlsStrategy(tls))
                .withConnectionManagerCustomizer(
                        pool -> pool.setMaxConnPerRoute(MOST_PER_HOST).setMaxConnTotal(10 * MOST_PER_HOST))
                .withDefaultRequestConfigCustomizer(
                        request -> request.setConnectionRequestTimeout(Timeout.of(policy.connectTimeout())))
                .withCustomizer(EgressClient::withoutManners)
                .build(settings);
    }

    /** No retries, no cookies, no compressed answers whose real size shows too late. */
    private static void withoutManners(HttpClientBuilder client) {
        client.disableAutomaticRetries().disableCookieManagement().disableContentCompression();
    }

    private static SSLContext tls(@Nullable Path caCertificates) {
        try {
            if (caCertificates == null) {
                return SSLContext.getDefault();
            }
            var roots = KeyStore.getInstance(KeyStore.getDefaultType());
            roots.load(null, null);
            try (var pem = Files.newInputStream(caCertificates)) {
                for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                    roots.setCertificateEntry("configured-" + roots.size(), certificate);
                }
            }
            var number = 0;
            for (var certificate : jdkRoots().getAcceptedIssuers()) {
                roots.setCertificateEntry("jdk-" + number++, certificate);
            }
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(roots);
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new InvalidConfigurationPropertyValueException(
                    "verifier.outbound.ca-certificates", caCertificates, "cannot be read as PEM certificates: " + e);
        }
    }

    private static X509TrustManager jdkRoots() throws GeneralSecurityException {
        var jdk = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        jdk.init((KeyStore) null);
        return Arrays.stream(jdk.getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .map(X509TrustManager.class::cast)
                .findFirst()
                .orElseThrow();
    }
}
