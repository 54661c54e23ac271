package dev.verifier.server.page;

import dev.verifier.server.configuration.Surface;
import dev.verifier.server.configuration.VerifierProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PageConfiguration {

    @Bean
    Brand brand(VerifierProperties properties) {
        return Brand.of(properties.branding());
    }

    @Bean
    Pages pages(Brand brand, Surface surface) {
        return new Pages(brand, surface);
    }
}
