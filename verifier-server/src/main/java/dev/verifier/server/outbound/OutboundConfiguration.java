package dev.verifier.server.outbound;

import dev.verifier.server.VerifierProperties;
import dev.verifier.server.audit.EventLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.apache.hc.client5.http.config.RequestConfig;
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
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the one way out. */
@Configuration(proxyBeanMethods = false)
class OutboundConfiguration {

    /** More than this many fetches at once from one host wait, and then fail: one slow host must not hold every worker. */
    private static final int MOST_PER_HOST = 20;

    @Bean(destroyMethod = "shutdownNow")
    ScheduledExecutorService outboundDeadlines() {
        return Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("outbound-deadlines").factory());
    }

    @Bean
    EgressPolicy egressPolicy(VerifierProperties properties) {
        var outbound = properties.outbound();
        return new EgressPolicy(
                outbound.allowPrivateAddresses(),
                outbound.connectTimeout(),
                outbound.totalTimeout(),
                outbound.maxBytes().toBytes(),
                outbound.maxListBytes().toBytes(),
                outbound.caCertificates());
    }

    @Bean(destroyMethod = "close")
    CloseableHttpClient outboundClient(EgressPolicy policy) {
        var settings = HttpClientSettings.defaults()
                .withConnectTimeout(policy.connectTimeout())
                .withReadTimeout(policy.totalTimeout())
                .withRedirects(HttpRedirects.DONT_FOLLOW)
                .withInetAddressFilter(
                        policy.allowPrivateAddresses() ? _ -> true : InetAddressFilter.externalAddresses());
        var tls = tls(policy.caCertificates());
        return new HttpComponentsHttpClientBuilder()
                .withTlsSocketStrategyFactory(_ -> new DefaultClientTlsStrategy(tls))
                .withConnectionManagerCustomizer(
                        pool -> pool.setMaxConnPerRoute(MOST_PER_HOST).setMaxConnTotal(10 * MOST_PER_HOST))
                .withDefaultRequestConfigCustomizer(request -> waitAtMost(policy, request))
                .withCustomizer(OutboundConfiguration::withoutManners)
                .build(settings);
    }

    @Bean
    OutboundHttp outboundHttp(
            EgressPolicy policy, CloseableHttpClient client, ScheduledExecutorService deadlines, EventLog events) {
        return new OutboundHttp(policy, client, deadlines, events);
    }

    private static void waitAtMost(EgressPolicy policy, RequestConfig.Builder request) {
        request.setConnectionRequestTimeout(Timeout.of(policy.connectTimeout()));
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
        return new ArrayList<>(Arrays.asList(jdk.getTrustManagers()))
                .stream()
                        .filter(X509TrustManager.class::isInstance)
                        .map(X509TrustManager.class::cast)
                        .findFirst()
                        .orElseThrow();
    }
}
