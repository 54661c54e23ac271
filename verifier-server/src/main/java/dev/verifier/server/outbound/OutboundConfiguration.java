package dev.verifier.server.outbound;

import dev.verifier.server.audit.EventLog;
import dev.verifier.server.configuration.VerifierProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class OutboundConfiguration {

    @Bean(destroyMethod = "close")
    OutboundHttp outboundHttp(VerifierProperties properties, EventLog events) {
        return OutboundHttp.open(EgressPolicy.of(properties.outbound()), events);
    }
}
