package dev.verifier.server;

import dev.verifier.server.audit.EventLog;
import dev.verifier.server.compatibility.Tolerance;
import dev.verifier.server.configuration.Surface;
import dev.verifier.server.configuration.VerifierProperties;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.filter.OncePerRequestFilter;

/** What every room needs: the time, chance, where we are, and what is tolerated. */
@Configuration(proxyBeanMethods = false)
class VerifierConfiguration {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    SecureRandom random() {
        return new SecureRandom();
    }

    @Bean
    @ConditionalOnProperty(name = "spring.datasource.url", matchIfMissing = true, havingValue = "none")
    EmbeddedDatabase embeddedDatabase(VerifierProperties properties) {
        return new EmbeddedDatabase(properties.dataDirectory());
    }

    @Bean
    MeterBinder carriers() {
        return Carriers::report;
    }

    @Bean
    Surface surface(VerifierProperties properties) {
        return new Surface(properties.issuer(), properties.endpoints().aliases());
    }

    @Bean
    Tolerance tolerance(VerifierProperties properties, EventLog events) {
        return new Tolerance(properties.compatibility(), events);
    }

    @Bean
    FilterRegistrationBean<SurfaceFilter> surfaceFilter(Surface surface) {
        var registration = new FilterRegistrationBean<>(new SurfaceFilter(surface));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    @Bean
    Drain drain(VerifierProperties properties) {
        return new Drain(properties.shutdown().drain());
    }

    @Bean
    FilterRegistrationBean<OncePerRequestFilter> drainFilter(Drain drain) {
        var registration = new FilterRegistrationBean<>(drain.filter());
        registration.setName("drain");
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }
}
