package dev.verifier.server.request;

import dev.verifier.server.client.ClientSignatures;
import dev.verifier.server.compatibility.Tolerance;
import dev.verifier.server.configuration.Surface;
import dev.verifier.server.configuration.VerifierProperties;
import dev.verifier.server.expiry.Expiring;
import dev.verifier.server.expiry.ExpiringTables;
import dev.verifier.server.key.EncryptionKey;
import dev.verifier.server.key.SealedColumns;
import dev.verifier.server.outbound.OutboundHttp;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class RequestConfiguration {

    @Bean
    PushedRequests pushedRequests(JdbcClient database, SealedColumns columns, SecureRandom random) {
        return new PushedRequests(database, columns, random);
    }

    @Bean
    RequestSources requestSources(
            VerifierProperties properties,
            EncryptionKey key,
            ClientSignatures signatures,
            PushedRequests pushed,
            OutboundHttp http,
            Surface surface,
            Tolerance tolerance,
            Clock clock) {
        var largest = properties.limits().requestObject().toBytes();
        var rules = RequestObjectRules.of(properties, surface, tolerance);
        var otherHosts = properties.outbound().allowedHosts().stream()
                .map(host -> host.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        return new RequestSources(
                new RequestObjects(key, signatures, rules),
                new HostedRequests(http, otherHosts, largest),
                pushed,
                rules,
                properties.tokens().pushedRequestLifetime(),
                clock);
    }

    @Bean
    Expiring requestsThatEnded(ExpiringTables tables) {
        return tables.rows("pushed_request", "digest", "ends_at");
    }
}
