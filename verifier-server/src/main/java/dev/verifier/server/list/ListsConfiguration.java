package dev.verifier.server.list;

import dev.verifier.server.audit.EventLog;
import dev.verifier.server.configuration.VerifierProperties;
import dev.verifier.server.outbound.OutboundHttp;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ListsConfiguration {

    @Bean
    Lists lists(
            VerifierProperties properties, OutboundHttp http, EventLog events, Clock clock, MeterRegistry registry) {
        return new Lists(
                http,
                events,
                clock,
                registry,
                properties.dataDirectory().resolve("lists"),
                properties.outbound().maxListBytes().toBytes(),
                properties.clients().refreshInterval());
    }

    /** Not ready until every configured list was read once, from its source or from the copy of it. */
    @Bean
    HealthIndicator listsHealthIndicator(Lists lists, Clock clock) {
        return () -> {
            var health = lists.all().stream().allMatch(LatestGood::loaded) ? Health.up() : Health.outOfService();
            for (var list : lists.all()) {
                health.withDetail(list.name(), list.loaded() ? "as of " + list.asOf() : "never loaded");
            }
            return health.build();
        };
    }
}
