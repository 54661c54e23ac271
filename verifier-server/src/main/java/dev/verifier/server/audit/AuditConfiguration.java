package dev.verifier.server.audit;

import dev.verifier.server.configuration.Surface;
import dev.verifier.server.configuration.VerifierProperties;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.observation.ServerRequestObservationConvention;

@Configuration(proxyBeanMethods = false)
class AuditConfiguration {

    @Bean
    ServerRequestObservationConvention endpointNames(Surface surface) {
        return new EndpointNames(surface);
    }

    @Bean
    EventLog eventLog(Clock clock, MeterRegistry registry, VerifierProperties properties) {
        return EventLog.of(clock, registry, properties.tenant());
    }
}
