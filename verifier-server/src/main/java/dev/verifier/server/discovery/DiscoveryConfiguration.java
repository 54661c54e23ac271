package dev.verifier.server.discovery;

import dev.verifier.server.configuration.Surface;
import dev.verifier.server.configuration.VerifierProperties;
import dev.verifier.server.key.PublishedKeys;
import java.time.Clock;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DiscoveryConfiguration {

    /** Behind canonical paths, observations, and what lets pages of others read it; in front of what else looks at requests. */
    @Bean
    FilterRegistrationBean<PublicDocuments> publicDocuments(
            Surface surface, VerifierProperties properties, PublishedKeys published, Clock clock) {
        var metadata = new VerifierMetadata(surface, properties);
        var registration = new FilterRegistrationBean<>(new PublicDocuments(metadata, published, clock));
        registration.setOrder(-290);
        return registration;
    }
}
