package dev.verifier.server.discovery;

import dev.verifier.server.configuration.Surface;
import dev.verifier.server.configuration.VerifierProperties;
import dev.verifier.server.key.PublishedKeys;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationPredicate;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.observation.ServerRequestObservationContext;

@Configuration(proxyBeanMethods = false)
class DiscoveryConfiguration {

    /** Behind canonical paths, observations, and what lets pages of others read it; in front of what else looks at requests. */
    @Bean
    FilterRegistrationBean<PublicDocuments> publicDocuments(
            Surface surface,
            VerifierProperties properties,
            PublishedKeys published,
            MeterRegistry meters,
            Clock clock) {
        var metadata = new VerifierMetadata(surface, properties);
        var registration = new FilterRegistrationBean<>(new PublicDocuments(metadata, published, meters, clock));
        registration.setOrder(-290);
        return registration;
    }

    /** Where no traces are sent nobody is told of an observation but that there was one and how long it took, and that these documents count themselves. */
    @Bean
    @ConditionalOnBooleanProperty(
            name = "management.tracing.export.enabled",
            havingValue = false,
            matchIfMissing = true)
    ObservationPredicate notOfDocuments() {
        return (_, context) -> !(context instanceof ServerRequestObservationContext asked
                && asked.getCarrier() != null
                && PublicDocuments.areAsked(asked.getCarrier()));
    }
}
