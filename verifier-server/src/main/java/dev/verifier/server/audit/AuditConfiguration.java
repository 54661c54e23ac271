package dev.verifier.server.audit;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AuditConfiguration {

    @Bean
    EventLog eventLog(Clock clock, MeterRegistry registry) {
        return EventLog.of(clock, registry);
    }
}
